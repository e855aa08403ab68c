import { compareDecimals, decimalOf, isDecimal } from '../ir/decimal.ts';
import type { Atom, Expr, SameAs } from '../ir/expr.ts';
import { fold } from '../ir/fold.ts';
import { contains } from '../ir/network.ts';
import { ANY, pattern } from '../ir/pattern.ts';
import { printEcmaScript } from '../ir/regex/print.ts';
import { datePart } from './date.ts';
import { type Event, presenceOf, readerOf, someValue, type Test, textOf } from './event.ts';
import { holds } from './order.ts';
import { lowerAscii, patternTest } from './text.ts';

export type Predicate = (event: Event) => boolean;

/**
 * What an expression means, as a program: the one definition, which every query is checked against.
 */
export function compile(expr: Expr): Predicate {
  return fold<Predicate>(expr, {
    and: (items) => (event) => items.every((item) => item(event)),
    or: (items) => (event) => items.some((item) => item(event)),
    not: (item) => (event) => !item(event),
    atom: compileAtom,
  });
}

export function compileAtom(atom: Atom): Predicate {
  switch (atom.kind) {
    case 'exists':
      return presenceOf(atom.field);
    case 'null': {
      const present = presenceOf(atom.field);
      return (event) => !present(event);
    }
    case 'keyword': {
      const test = patternTest(pattern([ANY, ...atom.pattern, ANY]), atom.cased);
      return (event) => someValue(event, (value) => test(textOf(value)));
    }
    case 'sameAs':
      return compileSameAs(atom);
    default: {
      const read = readerOf(atom.field);
      const test = valueTest(atom);
      return (event) => read(event, test);
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
      const regex = new RegExp(printEcmaScript(atom.regex.tree), 'u');
      return (value) => regex.test(textOf(value));
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

function compileSameAs({ field, how, other }: SameAs): Predicate {
  const one = readerOf(field);
  const two = readerOf(other);
  const same = {
    equals: (a: string, b: string) => a === b,
    starts: (a: string, b: string) => a.startsWith(b),
    ends: (a: string, b: string) => a.endsWith(b),
    contains: (a: string, b: string) => a.includes(b),
  }[how];
  return (event) =>
    one(event, (a) => {
      const text = lowerAscii(textOf(a));
      return two(event, (b) => same(text, lowerAscii(textOf(b))));
    });
}
