/** Aliases of a log type's fields, by the names that rules give them. */
export type Names = Readonly<Record<string, string>>;
