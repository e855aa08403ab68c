/** What `list` lists. */
export const listable = ['backends', 'languages', 'artifacts'] as const;
