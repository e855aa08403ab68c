import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { decimalOf } from '../../ir/decimal.ts';
import type { SameAs } from '../../ir/expr.ts';
import { networkText } from '../../ir/network.ts';
import { literal, type Pattern } from '../../ir/pattern.ts';
import { requiredPattern } from '../../ir/regex/required.ts';
import type { Around, Dialect, Doubt, ValueTest } from '../kit/maxpatrol/filter.ts';
import { all, allOf, none, print, type Term, test, values } from '../kit/maxpatrol/term.ts';
import { isAnything, wholeAddress, wholeNumber } from '../kit/maxpatrol/whole.ts';
import * as messages from './messages.ts';
import { spelling, words } from './quote.ts';
import { conditionOf, type Letters, plainTerm, type Doubt as Why } from './texts.ts';

/** PDQL; right whether it tells the case of letters or not, unless the user says. */
export function dialectOf(letters: Letters): Dialect {
  return { spelling, words, isThere, test: testOf, sameAs, messages: messages.shared };

  function testOf(atom: ValueTest, around: Around): Term {
    const { field, at } = atom;
    const { type, side, doubt, open } = around;
    switch (atom.kind) {
      case 'match': {
        if (type?.holds !== 'number' && type?.holds !== 'address')
          return texts(atom, atom.pattern, around);
        if (isAnything(atom.pattern)) return test(isThere(field));
        if (type.holds === 'number') {
          const number = wholeNumber(atom.pattern);
          return number === null ? open('look into numbers') : test(`${field} = ${number}`);
        }
        const address = wholeAddress(atom.pattern);
        return address === null ? open('look into addresses') : values(field, [address]);
      }
      case 'number':
        return type?.holds === 'number'
          ? test(`${field} = ${decimalOf(atom.value)}`)
          : texts(atom, literal(String(atom.value)), around, true);
      case 'boolean':
        return texts(atom, literal(String(atom.value)), around, true);
      case 'compare': {
        if (type?.holds !== 'number') return open('compare texts as numbers');
        const sign = { lt: '<', lte: '<=', gt: '>', gte: '>=' }[atom.order];
        return test(`${field} ${sign} ${decimalOf(atom.value)}`);
      }
      case 'cidr':
        if (type?.holds !== 'address') return open('look for a network in a text');
        return test(`in_subnet(${field}, "${networkText(atom.network)}")`);
      case 'regex': {
        if (type && type.holds !== 'text')
          return open(`look into ${type.holds === 'number' ? 'numbers' : 'addresses'}`);
        const term =
          side === 'least'
            ? none
            : conditionOf(field, requiredPattern(atom.regex.tree), false, type, side, letters).term;
        return doubt(messages.parts(field, at), term);
      }
      case 'timePart':
        return open('take a date apart');
    }
  }

  function texts(
    { field, at, ...atom }: ValueTest,
    of: Pattern,
    { type, side, doubt: doubted }: Around,
    cased = 'cased' in atom && atom.cased,
  ): Term {
    const { term, doubt } = conditionOf(field, of, cased, type, side, letters);
    if (!doubt) return term;
    const told: Readonly<Record<Why, () => Diagnostic>> = {
      case: () => aboutCase(field, of, cased, at),
      parts: () => messages.parts(field, at),
      control: () => messages.control(field, at),
    };
    return doubted(told[doubt](), term);
  }

  function aboutCase(field: string, of: Pattern, cased: boolean, at: Span): Diagnostic {
    if (letters === 'ignored') return messages.caseIgnored(field, at);
    if (letters === 'told') return messages.caseTold(field, at);
    const plainly = cased ? null : print(plainTerm(field, of), spelling);
    return messages.caseUnknown(field, plainly, at);
  }
}

const isThere = (field: string): string => `${field} != null`;

function sameAs({ field, other, at }: SameAs, negated: boolean, doubt: Doubt): Term {
  const both = allOf([field, other].map((name) => test(isThere(name))));
  const message = messages.shared.notAsked(`${field}, ${other}`, 'compare two fields', at);
  return doubt(message, negated ? all : both);
}
