/** As many letters as are spelled out in both cases: eight spellings. */
const most = 3;

const letterCount = (text: string): number => text.replace(/[^A-Za-z]+/g, '').length;

/** Every spelling of the ASCII letters of a text, as it is written first; null where there are too many. */
export function spellings(text: string): string[] | null {
  if (letterCount(text) > most) return null;
  let all = [''];
  for (const char of text) {
    const other = /[a-z]/.test(char) ? char.toUpperCase() : char.toLowerCase();
    const ways = /[A-Za-z]/.test(char) ? [char, other] : [char];
    all = all.flatMap((before) => ways.map((way) => before + way));
  }
  return all;
}

/** The part of a text that has few enough letters: its start, its end, or the longest anywhere. */
export function shortest(text: string, where: 'start' | 'end' | 'anywhere'): string {
  const chars = [...text];
  let [start, end] = [0, 0];
  let from = 0;
  let letters = 0;
  for (let to = 0; to < chars.length; to++) {
    if (/[A-Za-z]/.test(chars[to]!)) letters++;
    while (letters > most) if (/[A-Za-z]/.test(chars[from++]!)) letters--;
    if (where === 'start' && from > 0) break;
    if (where === 'end' || to + 1 - from > end - start) [start, end] = [from, to + 1];
  }
  return chars.slice(start, end).join('');
}
