/*
 * PCRE takes no regular expression that it would compile to more than 64 KB, as it is built by default:
 * https://www.pcre.org/current/doc/html/pcre2limits.html. A class takes 33 bytes, a character two and
 * more, and a group that is repeated is there as often, however little it holds.
 */

export const mostSize = 60_000;

const CLASS = 40;
const GROUP = 12;
export const ALTERNATIVE = 3;
const charSize = (point: number): number => (point < 0x80 ? 2 : 5);

/** A flag, a group's beginning, a class, an escaped character, a repeat, a run of plain signs, or any other sign. */
const part =
  /\(\?\^?[a-zA-Z-]*\)|\((?:\?(?:[:=!>|]|<[=!]|P?<\w+>|'\w+'|\^?[a-zA-Z-]*:))?|\[\^?\]?(?:\\[\s\S]|\[:\^?[a-z]+:\]|[^\]\\])*\]|\\(?:[xpPogk]\{[^}]*\}|[\s\S])|\{(\d*)(,?)(\d*)\}|[\w ]+(?![*+?{])|[\s\S]/gu;

/** How large a regular expression is for PCRE: in bytes, and rather too many than too few. */
export function sizeOf(regex: string): number {
  const around: number[] = []; // the sizes of what stands before the groups that are open
  let size = 0;
  let last = { size: 0, isGroup: false };
  for (const [text, least, comma, most] of regex.matchAll(part)) {
    if (text.startsWith('(') && !text.endsWith(')')) {
      around.push(size);
      size = 0;
      last = { size: 0, isGroup: false };
      continue;
    }
    if (least !== undefined || '*+?'.includes(text)) {
      const times = least === undefined ? 1 : Number(most || least) + (comma && !most ? 1 : 0);
      size += last.isGroup ? last.size * Math.max(0, times - 1) + 6 : last.size + 6;
      last = {
        size: last.size * (last.isGroup ? Math.max(1, times) : 2) + 6,
        isGroup: last.isGroup,
      };
      continue;
    }
    const isGroup = text === ')' && around.length > 0;
    last = { size: isGroup ? size + GROUP : sizeOfPart(text), isGroup };
    size = isGroup ? around.pop()! + last.size : size + last.size;
  }
  return around.reduce((sum, before) => sum + before, size);
}

function sizeOfPart(text: string): number {
  if (text.startsWith('[') && text.length > 1) return CLASS;
  if (text === '|') return ALTERNATIVE;
  if (text.startsWith('(')) return 6;
  if (text === '.') return 2;
  if (/^[\w ]/.test(text)) return charSize(0) * text.length;
  if (/^\\[a-zA-Z0-9]/.test(text)) return 8;
  return charSize(text.codePointAt(text.length - 1)!);
}

/** Parentheses stand at most so deep in each other (PARENS_NEST_LIMIT); a few are left for what is put around them. */
export const mostDepth = 240;

/** How deep the parentheses of a regular expression stand in each other. */
export function depthOf(regex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [part] of regex.matchAll(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|[()]/g)) {
    if (part === '(') deepest = Math.max(deepest, ++depth);
    else if (part === ')') depth--;
  }
  return deepest;
}
