/** What `list` lists. */
export const listable = ['backends', 'languages', 'pipelines', 'artifacts', 'targets'] as const;
