import type { Token } from './token.ts';

/* What the words behind a command name. */

/** What stands between commas that are in no brackets. */
export function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'bracket') depth += /[([{]/.test(token.text) ? 1 : -1;
    if (token.kind === 'comma' && depth <= 0) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}

/** Names in a list, without options such as `limit=30`. */
export function namesIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, text }, i) => {
    const isOption = tokens[i + 1]?.kind === 'sign' || tokens[i - 1]?.kind === 'sign';
    const isName = (kind === 'word' || kind === 'string') && !/^[-+]?\d*$/.test(text);
    return isName && !isOption ? [text.replace(/^[-+]/, '')] : [];
  });
}

/** The names of what is counted: behind `as`, or as the function is written. */
export function madeNames(tokens: readonly Token[]): string[] {
  const names: string[] = [];
  tokens.forEach((token, i) => {
    if (token.lower === 'as' && tokens[i + 1]) names.push(tokens[i + 1]!.text);
    else if (token.kind === 'word' && tokens[i + 1]?.text === '(') {
      names.push(`${token.text}(${tokens[i + 2]?.text ?? ''})`, token.text);
    } else if (token.lower === 'count' || token.lower === 'c') names.push(token.text);
  });
  return names;
}

/** The groups that a regular expression names: `(?<host>...)`. */
export const groupNames = (tokens: readonly Token[]): string[] =>
  tokens.flatMap(({ kind, text }) =>
    kind === 'string' ? [...text.matchAll(/\(\?P?<([A-Za-z_]\w*)>/g)].map(([, name]) => name!) : [],
  );

/** The tokens in each pair of square brackets. */
export function bracketed(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    const isSquare = token.kind === 'bracket' && (token.text === '[' || token.text === ']');
    if (isSquare && token.text === ']') depth--;
    if (depth > 0) parts.at(-1)!.push(token);
    if (isSquare && token.text === '[' && depth++ === 0) parts.push([]);
  }
  return parts;
}
