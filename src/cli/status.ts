/** The exit statuses that scripts rely on. */
export const status = {
  /** Done. */
  done: 0,
  /** A rule was refused, or something was found that should not be. */
  findings: 1,
  /** The command line, or the input, can't be used. */
  unusable: 2,
} as const;

export type Status = (typeof status)[keyof typeof status];

/** The graver of two. */
export const graver = (a: Status, b: Status): Status => (a > b ? a : b);
