/** Names that stand between spaces. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names that hold spaces, and stand between semicolons. */
export const phrases = (text: string): readonly string[] => text.trim().split(/;\s+/);
