import type { Token } from './token.ts';
import type { View } from './view.ts';

/* The statements of CAR's pseudo-code. */

/** What a statement begins with, behind its name. */
const verbs =
  /^(?:search|filter|join|group|from|select|count|average|standard_deviation|min|max|sum)$/;

/** Whether a text is pseudo-code, not a search. */
export function isCar(tokens: readonly Token[]): boolean {
  const isStatement = tokens.some((token, i) => startsStatement(tokens, i) && !isOutput(token));
  if (isStatement || tokens[0]?.lower === 'filter') return true;
  const isPiped = tokens.some(({ kind }) => kind === 'bar');
  return (
    !isPiped &&
    tokens.some(({ kind, text }) => kind === 'sign' && text === '==') &&
    !isSplunks(tokens)
  );
}

/** Fields that only a search of Splunk's has. */
const isSplunks = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ kind, lower }) => kind === 'word' && /^(?:source|sourcetype|index|eventcode)$/.test(lower),
  );

/** What is put out. */
export const isOutput = ({ kind, lower }: Token): boolean =>
  kind === 'word' && (lower === 'output' || lower === 'return');

export const startsStatement = (tokens: readonly Token[], i: number): boolean => {
  const [name, sign, verb] = tokens.slice(i, i + 3);
  if (name?.kind !== 'word') return false;
  if (isOutput(name)) return sign?.kind === 'word' || sign?.text === '(';
  if (sign?.kind !== 'sign' || !/^==?$/.test(sign.text)) return false;
  return verb?.kind === 'word' && verbs.test(verb.lower) && tokens[i + 3]?.kind !== 'sign';
};

/** A statement begins where another is named, or at a line that gives a name to a value. */
export function statementsIn(tokens: readonly Token[], view: View): Token[][] {
  const all: Token[][] = [];
  let depth = 0;
  tokens.forEach((token, i) => {
    if (token.kind === 'bracket') depth += /[([{]/.test(token.text) ? 1 : -1;
    const isStart = startsStatement(tokens, i) || (depth <= 0 && namesValue(tokens, i, view));
    if (all.length === 0 || isStart) {
      all.push([]);
      depth = token.kind === 'bracket' && /[([{]/.test(token.text) ? 1 : 0;
    }
    all.at(-1)!.push(token);
  });
  return all;
}

function namesValue(tokens: readonly Token[], i: number, view: View): boolean {
  const [before, name, sign, value] = [tokens[i - 1], tokens[i], tokens[i + 1], tokens[i + 2]];
  if (!before || name?.kind !== 'word' || sign?.text !== '=' || !value) return false;
  if (!view.text.slice(before.to, name.from).includes('\n')) return false;
  if (
    /^(?:and|or|not|where)$/.test(before.lower) ||
    before.kind === 'comma' ||
    before.kind === 'sign'
  )
    return false;
  const isDotted = name.text.includes('.') && value.text.includes('.') && value.kind === 'word';
  return (
    isDotted ||
    value.text === '[' ||
    /^(?:select|[\d.]+)$/i.test(value.text) ||
    /^[a-z]+_/.test(value.text)
  );
}
