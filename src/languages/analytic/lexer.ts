import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import * as messages from './messages/index.ts';
import { type Quoted, readQuotes } from './quotes.ts';
import type { Token, TokenKind } from './token.ts';
import type { View } from './view.ts';

/**
 * The tokens of an analytic. Words are as wide as in Splunk's search: what stands between spaces,
 * quotes, brackets, commas, bars and signs of comparison. Nothing of the text is lost: it is in a
 * token, or it is told of.
 */
export function tokenize(view: View, report: (diagnostic: Diagnostic) => void): readonly Token[] {
  const { text } = view;
  const { quoted, stray } = readQuotes(text);
  const tokens: Token[] = [];
  const nothing = new Set(stray);
  let string = 0;
  let at = 0;
  let last = -1;
  const push = (kind: TokenKind, to: number, value = text.slice(at, to)): void => {
    tokens.push({
      kind,
      text: value,
      lower: value.toLowerCase(),
      from: at,
      to,
      isJoined: last === at,
    });
    at = to;
    last = to;
  };
  while (at < text.length) {
    while (string < quoted.length && quoted[string]!.start < at) string++;
    const next = quoted[string];
    if (next?.start === at) {
      pushString(tokens, view, next, last === at, report);
      at = next.end;
      last = at;
      string++;
      continue;
    }
    const limit = next?.start ?? text.length;
    spaces.lastIndex = at;
    const space = spaces.exec(text);
    if (space) {
      at = spaces.lastIndex;
      continue;
    }
    if (nothing.has(at)) {
      report(messages.strayQuote(text[at]!, view.at(at, at + 1)));
      at++;
      continue;
    }
    const comment = commentAt(text, at, limit, tokens.length === 0);
    if (comment > at) {
      report(messages.comment(text.slice(at, comment), view.at(at, comment)));
      at = comment;
      continue;
    }
    part.lastIndex = at;
    const found = part.exec(text)!;
    const { groups } = found;
    let to = Math.min(part.lastIndex, limit);
    if (groups?.ticks !== undefined) {
      report(messages.leftOver(groups.ticks, '', view.at(at, to)));
      at = to;
      continue;
    }
    if (groups?.word !== undefined) {
      // an apostrophe is part of a word
      while (text[to] === "'" && to < limit && !nothing.has(to)) {
        letters.lastIndex = to + 1;
        letters.exec(text);
        to = Math.min(Math.max(letters.lastIndex, to + 1), limit);
      }
      push('word', to);
    } else if (groups?.macro !== undefined) push('macro', to);
    else if (groups?.gap !== undefined) push('word', to);
    else if (groups?.end !== undefined) push('end', to);
    else if (groups?.sign !== undefined) push('sign', to);
    else if (text[at] === ',') push('comma', to);
    else if (text[at] === '|') push('bar', to);
    else if (groups?.bracket !== undefined) push('bracket', to);
    else {
      report(messages.leftOver(text[at]!, '', view.at(at, at + 1)));
      at++;
    }
  }
  return tokens;
}

const spaces = /\s+/y;
const part =
  /(?<macro>`[\w.:-]{1,80}(?:\([^`\n]{0,200}\))?`)|(?<ticks>`+)|(?<gap><[A-Za-z][\w-]{0,60}>)|(?<sign>=~|==?|!=|<>|<=|>=|<|>)|(?<bracket>[()[\]{}])|[,|]|(?<end>;+)|(?<word>!(?!=)|[^\s"'()[\]{},|=<>!`;]+|')|[\s\S]/y;
const letters = /[^\s"'()[\]{},|=<>!`;]*/y;

function pushString(
  tokens: Token[],
  view: View,
  { start, from, to, end }: Quoted,
  isJoined: boolean,
  report: (diagnostic: Diagnostic) => void,
): void {
  const { text } = view;
  const inner = text.slice(from, to);
  const quote = text[start] as '"' | "'";
  const place = view.at(start, end);
  const written = place.source.text.slice(place.start, place.end);
  const plain = `${quote}${inner}${quote}`;
  const before = tokens.at(-1);
  if (isJoined && before?.kind === 'word' && before.text !== '!') {
    // WinEventLog:"*Security": the quotes were put around a part of the value
    tokens.pop();
    const whole = before.text + inner;
    const range = { from: before.from, to: end };
    report(messages.movedQuote(text.slice(before.from, end), whole, view.at(before.from, end)));
    tokens.push({
      ...before,
      ...range,
      kind: 'string',
      text: whole,
      lower: whole.toLowerCase(),
      quote,
    });
    return;
  }
  const isWhole = before?.kind === 'string' && before.text.length > longest;
  if (isJoined && before?.kind === 'string' && before.quote === quote && !isWhole) {
    // "a""b": two quotes in a string are one of its own
    tokens.pop();
    const whole = `${before.text}${quote}${inner}`;
    const place = view.at(before.from, end);
    report(messages.oddQuotes(text.slice(before.from, end), `${quote}${whole}${quote}`, place));
    tokens.push({ ...before, to: end, text: whole, lower: whole.toLowerCase() });
    return;
  }
  if (to === end) report(messages.openQuote(written, plain, place));
  else if (from - start > 1 || end - to > 1 || !isPlainly(written))
    report(messages.oddQuotes(written, plain, place));
  const whole = inLine(inner);
  if (whole !== inner) report(messages.lineBreak(inner, whole, place));
  tokens.push({
    kind: 'string',
    text: whole,
    lower: whole.toLowerCase(),
    from: start,
    to: end,
    quote,
    isJoined,
  });
}

/** A text without a line break in it: a space where it parts words, else nothing. */
function inLine(text: string): string {
  const lines = text.split('\n');
  const last = lines.length - 1;
  if (last === 0) return text;
  const parts = lines
    .map((line, i) => (i > 0 ? line.trimStart() : line))
    .map((line, i) => (i < last ? line.trimEnd() : line))
    .filter((line) => line !== '');
  const isWord = (char = '') => /\w/.test(char);
  return parts
    .map((part, i) => (isWord(parts[i - 1]?.at(-1)) && isWord(part[0]) ? ` ${part}` : part))
    .join('');
}

/** The quotes around it are the plain ones, and a pair. */
const isPlainly = (written: string): boolean => /^(["']).*\1$/s.test(written);

/** Longer comments of some kinds are none; a longer string is no part of another. */
const longest = 2000;

/** The end of a comment that begins here: `// ...`, `# ...`, `/* ... *\/` or Splunk's ``` ... ```. */
function commentAt(text: string, at: number, limit: number, isFirst: boolean): number {
  const before = at === 0 ? '\n' : text[at - 1]!;
  if (!/\s/.test(before)) return at;
  if (text.startsWith('//', at) || text.startsWith('# ', at) || text.startsWith('-- ', at)) {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  }
  if (text.startsWith('/* ', at) || text.startsWith('/**', at)) {
    const end = text.slice(at + 2, Math.min(limit, at + longest)).indexOf('*/');
    return end < 0 ? at : at + end + 4;
  }
  if (text.startsWith('```', at) && !isFirst) {
    const found = /^[^\n]*?```/.exec(text.slice(at + 3, at + longest));
    return found ? at + 3 + found[0].length : at;
  }
  return at;
}
