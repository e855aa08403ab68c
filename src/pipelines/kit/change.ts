import { always, and, never, or } from '../../ir/build.ts';
import type { Expr, Match, RegexTest } from '../../ir/expr.ts';
import { ANY, type Pattern, type Piece, pattern, text } from '../../ir/pattern.ts';
import { requiredPattern } from '../../ir/regex/required.ts';
import * as messages from '../messages.ts';
import type { Field, FieldTest } from '../pipeline.ts';

/** A test said of the values that are stored, and, where that finds more, why; the why follows the field's name. */
export interface Said {
  readonly when: Expr;
  readonly why?: string;
}

/** What a schema does to the values of a field, by what becomes of the tests of them. */
export interface Change {
  /** Whether texts stay as they are, but for the case of letters. */
  readonly keeps: boolean;
  /** `test` names the schema's field already, and is not about whether the field is there. */
  say(test: Exclude<FieldTest, { kind: 'exists' | 'null' }>): Said;
}

/** A field with another name. */
export function named(to: string, { keeps, say }: Change = asIs): Field {
  return {
    ...(keeps ? { same: to } : {}),
    ask(test) {
      const there = { ...test, field: to };
      if (there.kind === 'exists' || there.kind === 'null') return { when: there };
      if (there.kind === 'match' && there.pattern.length === 1 && there.pattern[0]!.kind === 'any')
        return { when: { kind: 'exists', field: to, at: test.at } };
      const { when, why } = say(there);
      return why === undefined
        ? { when }
        : { when, reason: messages.values(test.field, why, test.at) };
    },
  };
}

const asIs: Change = { keeps: true, say: (when) => ({ when }) };

/** All that is known: a field that passes a test holds a value. */
export const holdsAny = ({ field, at }: FieldTest, why: string): Said => ({
  when: { kind: 'exists', field, at },
  why,
});

/** A regular expression by the letters that it can't do without. */
export const requiredOf = ({ field, regex, at }: RegexTest): Match => ({
  kind: 'match',
  field,
  pattern: requiredPattern(regex.tree),
  cased: false,
  at,
});

/** A pattern that is one text as a whole, or null. */
export function wholeOf(of: Pattern): string | null {
  const [first] = of;
  if (of.length > 1) return null;
  return first === undefined ? '' : first.kind === 'text' ? first.text : null;
}

const small = 'is held in small letters there, so the case of letters is lost';

/** All letters are made small. */
export const lower: Change = {
  keeps: true,
  say(test) {
    switch (test.kind) {
      case 'match': {
        const letters = test.pattern
          .map((piece) => (piece.kind === 'text' ? piece.text : ''))
          .join('');
        const when = { ...test, cased: false, pattern: lowerPattern(test.pattern) };
        // a rule ignores the case of ASCII letters only
        const isLost = hasCase(test.cased ? letters : letters.replace(/[A-Za-z]/g, ''));
        return isLost ? { when, why: small } : { when };
      }
      case 'regex':
        return ignoresCase(test) ? { when: test } : { when: requiredOf(test), why: small };
      case 'boolean':
        return { when: test, why: small };
      case 'timePart':
        return holdsAny(test, small);
      default:
        return { when: test };
    }
  },
};

const lowerPattern = (of: Pattern): Pattern =>
  of.map((piece) => (piece.kind === 'text' ? text(piece.text.toLowerCase()) : piece));

const hasCase = (of: string): boolean => of.toLowerCase() !== of || of.toUpperCase() !== of;

const ignoresCase = ({ regex: { flags, source } }: RegexTest): boolean =>
  flags.i && !/\(\?[a-z]*[-^]/.test(source);

/** Hexadecimal numbers (`0x3e7`) become decimal ones; there are no others. */
export const decimal: Change = {
  keeps: false,
  say(test) {
    const whole = test.kind === 'match' ? wholeOf(test.pattern) : null;
    if (test.kind !== 'match' || whole === null || !/^0x[0-9a-f]{1,16}$/i.test(whole))
      return holdsAny(test, 'is held as a decimal number there, which this does not say');
    const when = { ...test, pattern: [text(BigInt(whole).toString())] };
    return test.cased ? { when, why: 'is held as a decimal number there' } : { when };
  },
};

/** Decimal numbers (`999`) become hexadecimal ones (`0x3e7`). */
export const hexadecimal: Change = {
  keeps: false,
  say(test) {
    const { field, at } = test;
    const whole = test.kind === 'match' ? wholeOf(test.pattern) : 'value' in test && test.value;
    if (test.kind !== 'match' && test.kind !== 'number')
      return holdsAny(test, 'is held as a hexadecimal number there, which this does not say');
    if (whole === null || !/^\d{1,15}$/.test(String(whole)))
      return holdsAny(test, 'is held as a hexadecimal number there, which this does not say');
    const pieces = [text(`0x${Number(whole).toString(16)}`)];
    return { when: { kind: 'match', field, pattern: pieces, cased: false, at } };
  },
};

/** `{5770385f-...}` becomes `5770385f-...`; there are none without braces. */
export const braceless: Change = {
  keeps: false,
  say(test) {
    const whole = test.kind === 'match' ? wholeOf(test.pattern) : null;
    if (test.kind !== 'match' || whole === null || !/^\{[^{}]+\}$/.test(whole))
      return holdsAny(test, 'is held without its braces there, which this does not say');
    return { when: { ...test, pattern: [text(whole.slice(1, -1))] } };
  },
};

/** Some words become others, which are given; nothing is known of other words. */
export const reworded = (words: Readonly<Record<string, string>>): Change => ({
  keeps: false,
  say(test) {
    const isCased = test.kind === 'boolean' || (test.kind === 'match' && test.cased);
    const same = (word: string) => (isCased ? word : word.toLowerCase());
    const whole =
      test.kind === 'match' ? wholeOf(test.pattern) : String('value' in test && test.value);
    const found = Object.entries(words).find(
      ([from]) => whole !== null && same(from) === same(whole),
    );
    if (!found || (test.kind !== 'match' && test.kind !== 'boolean'))
      return holdsAny(test, 'is held in other words there, which this does not say');
    const { field, at } = test;
    return { when: { kind: 'match', field, pattern: [text(found[1])], cased: false, at } };
  },
});

/** Some words have one spelling, which is given; they are known in any. */
export const spelled = (words: readonly string[]): Change => ({
  keeps: true,
  say(test) {
    const whole = test.kind === 'match' && !test.cased ? wholeOf(test.pattern) : null;
    const word = words.find((one) => one.toLowerCase() === whole?.toLowerCase());
    if (test.kind !== 'match' || word === undefined) return { when: test };
    return { when: { ...test, pattern: [text(word)], cased: true } };
  },
});

/**
 * The text stands inside a longer one, perhaps without the characters that match `lost`: what is left of
 * a pattern's texts is looked for there, each anywhere.
 */
export const inside = (why: string, lost?: RegExp): Change => ({
  keeps: false,
  say(test) {
    if (test.kind !== 'match' && test.kind !== 'regex') return holdsAny(test, why);
    const when = test.kind === 'regex' ? requiredOf(test) : test;
    const pieces = when.pattern.flatMap((piece): Piece[] => {
      if (piece.kind !== 'text') return [ANY];
      const texts = lost ? piece.text.split(lost) : [piece.text];
      return texts.flatMap((part) => (part === '' ? [ANY] : [text(part), ANY])).slice(0, -1);
    });
    return { when: { ...when, pattern: pattern([ANY, ...pieces, ANY]) }, why };
  },
});

/** A leading backslash is taken off. */
export const unslashed: Change = {
  keeps: false,
  say(test) {
    const why = 'is held without its leading backslash there';
    if (test.kind !== 'match') return holdsAny(test, why);
    const [first, second] = test.pattern;
    if (first?.kind === 'text' && first.text.startsWith('\\'))
      return {
        when: { ...test, pattern: pattern([text(first.text.slice(1)), ...test.pattern.slice(1)]) },
      };
    if (first?.kind !== 'any' || second?.kind !== 'text') return holdsAny(test, why);
    if (!second.text.startsWith('\\')) return { when: test };
    const rest = [ANY, text(second.text.slice(1)), ...test.pattern.slice(2)];
    return { when: { ...test, pattern: pattern(rest) }, why };
  },
};

/** The value stands in one of several fields: where that is depends on the value, or on the event. */
export const either = (...fields: readonly Field[]): Field => ({
  ask(test) {
    const asked = fields.map((field) => field.ask(test));
    const reason = asked.find((one) => one.reason)?.reason;
    const when = (test.kind === 'null' ? and : or)(asked.map((one) => one.when));
    return reason ? { when, reason } : { when };
  },
});

/** A field that these events never have. */
export const absent: Field = {
  ask: ({ kind }) => ({ when: kind === 'null' ? always : never }),
};
