/** What may be true of XP where neither its signatures nor open rules say. */
export interface Reading {
  /** What becomes of a test of a field that is missing: it fails, or it is neither true nor false, and so is its opposite. */
  readonly missing: 'false' | 'unknown';
  /** Whose capitals `lower()` makes small. */
  readonly lower: 'ASCII' | 'all';
}

export const readings: readonly Reading[] = (['false', 'unknown'] as const).flatMap((missing) =>
  (['ASCII', 'all'] as const).map((lower) => ({ missing, lower })),
);
