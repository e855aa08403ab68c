import { climb } from '../../languages/kit/precedence.ts';
import type { Place } from '../../yaml/document.ts';
import * as messages from '../messages.ts';
import type { Report } from '../params.ts';

/** Whether conditions hold together, each by what is asked of its name. */
export type Formula = (holds: (name: string) => boolean) => boolean;

interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Deeper nesting would exhaust the stack. */
const deepest = 64;

/** Thrown to leave the parser at a fault, once it is told. */
const stop = Symbol('stop');

/**
 * `one and not (two or three)`: "not" binds tighter than "and", "and" tighter than "or".
 *
 * @param names what may be named, all of which has to be
 */
export function parseFormula(
  text: string,
  names: readonly string[],
  place: Place,
  report: Report,
): Formula {
  const tokens: Token[] = [...text.matchAll(/[()]|[\w-]+|[^\s\w()-]+/g)].map((found) => ({
    text: found[0],
    from: found.index,
    to: found.index + found[0].length,
  }));
  const used = new Set<string>();
  let next = 0;
  let depth = 0;
  const fail = (token: Token | undefined, message: string): never => {
    const at = token ?? tokens.at(-1);
    report(messages.badFormula(message, at ? place.part(at.from, at.to) : place));
    throw stop;
  };
  const operand = (): Formula => {
    const token = tokens[next++];
    if (!token) return fail(token, 'A condition is missing at the end.');
    if (token.text === '(' || token.text === 'not') {
      if (++depth > deepest) fail(token, `This is nested more than ${deepest} deep.`);
      const inner = token.text === '(' ? whole() : operand();
      if (token.text === '(' && tokens[next++]?.text !== ')')
        fail(token, 'This "(" is never closed.');
      depth--;
      return token.text === '(' ? inner : (holds) => !inner(holds);
    }
    if (!/^[\w-]+$/.test(token.text) || token.text === 'and' || token.text === 'or')
      return fail(token, `A condition is missing before "${token.text}".`);
    if (!names.includes(token.text))
      report(messages.noCondition(token.text, names, place.part(token.from, token.to)));
    used.add(token.text);
    return (holds) => holds(token.text);
  };
  const whole = (): Formula =>
    climb(
      operand,
      (least) => {
        const word = tokens[next]?.text;
        const binding = word === 'or' ? 1 : word === 'and' ? 2 : 0;
        if (binding === 0 || binding < least) return null;
        next++;
        const join =
          binding === 1
            ? (all: readonly Formula[]): Formula =>
                (holds) =>
                  all.some((one) => one(holds))
            : (all: readonly Formula[]): Formula =>
                (holds) =>
                  all.every((one) => one(holds));
        return { binding, join };
      },
      1,
    );
  try {
    const formula = whole();
    const rest = tokens[next];
    if (rest) fail(rest, `"and" or "or" is missing before "${rest.text}".`);
    for (const name of names) if (!used.has(name)) report(messages.unusedCondition(name, place));
    return formula;
  } catch (error) {
    if (error === stop) return () => false;
    throw error;
  }
}
