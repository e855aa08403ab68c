/** A word, a sign, a number or a text of XP, and where it begins. */
export interface Token {
  readonly kind: 'word' | 'variable' | 'number' | 'text' | 'sign' | 'end';
  /** As it is meant: a text without its quotes and escapes, a variable without its dollar. */
  readonly text: string;
  readonly at: number;
}

export class XpFault extends Error {}

/**
 * The tokens of a text. A comment goes from `#` to the end of its line.
 *
 * @param strict take no escape but `\\` and `\"`, and no quotes but double ones: as rulewright writes
 */
export function tokensOf(source: string, strict: boolean): readonly Token[] {
  const tokens: Token[] = [];
  const pattern =
    /\s+|#[^\n]*|(?<text>"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*')|(?<variable>\$[\w.]+)|(?<number>\d+[hms]?\b)|(?<word>(?:filter|column)::\w+|[A-Za-z_]\w*(?:\.\w+)*)|(?<sign>==|!=|<=|>=|->|[-<>=+*?(){}[\]:,|])/y;
  let at = 0;
  while (at < source.length) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (!found) throw new XpFault(`nothing that XP knows at ${source.slice(at, at + 30)}`);
    const { text, variable, number, word, sign } = found.groups!;
    if (text !== undefined) tokens.push({ kind: 'text', text: plain(text, strict), at });
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable.slice(1), at });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
    at = pattern.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

const controls: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
};

/** A text without its quotes. Where an escape isn't known its backslash stays: `"\.exe"` is a regular expression. */
function plain(quoted: string, strict: boolean): string {
  if (strict && quoted[0] !== '"') throw new XpFault(`the quotes of ${quoted}`);
  const inner = quoted.slice(1, -1);
  if (strict && /[\x00-\x1f\x7f]/.test(inner))
    throw new XpFault(`a control character in ${quoted}`);
  return inner.replace(/\\(u[0-9a-f]{4}|[\s\S])/gi, (whole, of: string) => {
    if (of === '\\' || of === quoted[0]) return of;
    if (strict) throw new XpFault(`the escape ${whole} in ${quoted}`);
    if (of.length > 1) return String.fromCharCode(Number.parseInt(of.slice(1), 16));
    return controls[of] ?? whole;
  });
}
