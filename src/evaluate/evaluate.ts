import { compareDecimals, decimalOf, isDecimal } from '../ir/decimal.ts';
import type { Atom, Expr, SameAs } from '../ir/expr.ts';
import { fold } from '../ir/fold.ts';
import { contains } from '../ir/network.ts';
import { ANY, pattern } from '../ir/pattern.ts';
import { printEcmaScript } from '../ir/regex/print.ts';
import { datePart } from './date.ts';
import { type Event, presenceOf, readerOf, someValue, type Test, textOf } from './event.ts';
import { holds } from './order.ts';
import { lowerAscii, patternTest, regexTest } from './text.ts';

export type Predicate = (event: Event) => boolean;

/** How the tests of fields reach what is tested. */
export interface Access<E> {
  /** Whether some value of the field passes. */
  some(field: string): (event: E, test: Test) => boolean;
  /** Whether the field is there and not null. */
  present(field: string): (event: E) => boolean;
  /** Whether some value of any field passes. */
  anywhere(event: E, test: Test): boolean;
}

const inEvents: Access<Event> = { some: readerOf, present: presenceOf, anywhere: someValue };

/**
 * What an expression means, as a program: the one definition, which every query is checked against.
 */
export function compile(expr: Expr): Predicate {
  return fold<Predicate>(expr, {
    and: (items) => (event) => items.every((item) => item(event)),
    or: (items) => (event) => items.some((item) => item(event)),
    not: (item) => (event) => !item(event),
    atom: (atom) => compileAtom(atom, inEvents),
  });
}

/** What a test of one event means, however the event is held. */
export function compileAtom<E>(atom: Atom, access: Access<E>): (event: E) => boolean {
  switch (atom.kind) {
    case 'exists':
      return access.present(atom.field);
    case 'null': {
      const present = access.present(atom.field);
      return (event) => !present(event);
    }
    case 'keyword': {
      const test = patternTest(pattern([ANY, ...atom.pattern, ANY]), atom.cased);
      return (event) => access.anywhere(event, (value) => test(textOf(value)));
    }
    case 'sameAs': {
      const one = access.some(atom.field);
      const two = access.some(atom.other);
      const same = sameText(atom.how);
      return (event) =>
        one(event, (a) => {
          const text = lowerAscii(textOf(a));
          return two(event, (b) => same(text, lowerAscii(textOf(b))));
        });
    }
    default: {
      const some = access.some(atom.field);
      const test = valueTest(atom);
      return (event) => some(event, test);
    }
  }
}

/** The test of one value, for the atoms that ask about the values of one field. */
function valueTest(atom: Exclude<Atom, { kind: 'exists' | 'null' | 'keyword' | 'sameAs' }>): Test {
  switch (atom.kind) {
    case 'match': {
      const test = patternTest(atom.pattern, atom.cased);
      return (value) => test(textOf(value));
    }
    case 'number':
    case 'boolean': {
      const text = String(atom.value);
      return (value) => value === atom.value || value === text;
    }
    case 'compare': {
      const bound = decimalOf(atom.value);
      return (value) => {
        const text = textOf(value);
        return isDecimal(text) && holds(atom.order, compareDecimals(text, bound));
      };
    }
    case 'regex': {
      const test = regexTest(printEcmaScript(atom.regex.tree));
      return (value) => test(textOf(value));
    }
    case 'cidr':
      return (value) => typeof value === 'string' && contains(atom.network, value);
    case 'timePart':
      return (value) => {
        const part = datePart(value, atom.part);
        return part !== null && holds(atom.order, part - atom.value);
      };
  }
}

function sameText(how: SameAs['how']): (a: string, b: string) => boolean {
  switch (how) {
    case 'equals':
      return (a, b) => a === b;
    case 'starts':
      return (a, b) => a.startsWith(b);
    case 'ends':
      return (a, b) => a.endsWith(b);
    case 'contains':
      return (a, b) => a.includes(b);
  }
}
