/**
 * Whether MaxPatrol's languages can name a field: those of the taxonomy are words with points between them.
 *
 * @param words in small letters, which the language keeps for itself
 */
export const isSpeakable = (field: string, words: ReadonlySet<string>): boolean =>
  /^[A-Za-z_]\w*(?:\.\w+)*$/.test(field) && !words.has(field.toLowerCase());
