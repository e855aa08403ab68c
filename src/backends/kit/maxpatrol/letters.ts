/** Whether a text differs in small letters and in capitals, of ASCII or of all alphabets. */
export const hasLetters = (text: string): boolean => /[A-Za-z]/.test(text) || hasOthers(text);

/** Letters outside ASCII that have cases, which a rule always tells. */
export const hasOthers = (text: string): boolean => {
  const rest = others(text);
  return rest.toLowerCase() !== rest || rest.toUpperCase() !== rest;
};

/** What of a text is not ASCII. */
export const others = (text: string): string => text.replace(/[\0-\x7f]+/g, '');

/** The text as a field that has letters of one case only holds it; null where it holds none such. */
export function heldAs(text: string, letters: 'lower' | 'upper', cased: boolean): string | null {
  const held = letters === 'lower' ? text.toLowerCase() : text.toUpperCase();
  // of letters outside ASCII a rule always tells the case, and here there is but one
  return (cased ? held === text : others(held) === others(text)) ? held : null;
}
