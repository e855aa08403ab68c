import { decimalOf } from '../../ir/decimal.ts';
import type { Compare, RegexTest, SameAs } from '../../ir/expr.ts';
import { networkText } from '../../ir/network.ts';
import { requiredPattern } from '../../ir/regex/required.ts';
import { concat, EDGE, type RegexNode } from '../../ir/regex/tree.ts';
import { addressesOf } from '../kit/address-text.ts';
import type { Around, Dialect, Doubt, ValueTest } from '../kit/maxpatrol/filter.ts';
import { all, allOf, anyOf, none, type Term, test, values } from '../kit/maxpatrol/term.ts';
import { isAnything, wholeAddress, wholeNumber } from '../kit/maxpatrol/whole.ts';
import { numbersOf } from '../kit/number-text.ts';
import * as messages from './messages.ts';
import { isThere, spelling, words } from './quote.ts';
import { re2Of } from './re2.ts';
import { exactly, patternTerm } from './texts.ts';

/** XP; what is known of fields decides how they are asked. */
export const dialect: Dialect = {
  spelling,
  words,
  isThere,
  test: testOf,
  sameAs,
  messages: messages.shared,
};

function testOf(atom: ValueTest, around: Around): Term {
  const { field } = atom;
  const { type, open } = around;
  switch (atom.kind) {
    case 'match': {
      if (type?.holds !== 'number' && type?.holds !== 'address')
        return patternTerm(field, atom.pattern, atom.cased, type);
      if (isAnything(atom.pattern)) return test(isThere(field));
      if (type.holds === 'number')
        return equalTo(field, wholeNumber(atom.pattern)) ?? open('look into numbers');
      const address = wholeAddress(atom.pattern);
      return address === null ? open('look into addresses') : inSubnet(field, `${address}/32`);
    }
    case 'number':
      if (type?.holds !== 'number') return exactly(field, atom.value, type);
      return equalTo(field, decimalOf(atom.value)) ?? open('take apart what is no whole number');
    case 'boolean':
      return exactly(field, atom.value, type);
    case 'compare':
      if (type?.holds !== 'number')
        return wholeRegex(field, [numbersOf(atom.order, decimalOf(atom.value))]);
      return comparison(atom) ?? open('take apart what is no whole number');
    case 'cidr':
      return type?.holds === 'address'
        ? inSubnet(field, networkText(atom.network))
        : wholeRegex(field, addressesOf(atom.network));
    case 'regex':
      if (type?.holds === 'number' || type?.holds === 'address')
        return open(`look into ${type.holds === 'number' ? 'numbers' : 'addresses'}`);
      return regex(atom, around);
    case 'timePart':
      return open('take a text for a date');
  }
}

function regex({ field, regex: { tree }, at }: RegexTest, { type, side, doubt }: Around): Term {
  const said = re2Of(tree);
  if ('text' in said) return values(field, [said.text], 'regex');
  const { lack } = said;
  const reason =
    lack === 'so many repetitions'
      ? messages.manyRepeats(field, at)
      : messages.regex(field, lack, at);
  if (side === 'least') return doubt(reason, none);
  return doubt(reason, patternTerm(field, requiredPattern(tree), false, type));
}

const inSubnet = (field: string, network: string): Term =>
  test(`in_subnet(${field}, "${network}")`);

/** Expressions of ours, without looks, held against the whole text. */
function wholeRegex(field: string, trees: readonly RegexNode[]): Term {
  return anyOf(
    trees.map((tree) => {
      const said = re2Of(concat([EDGE.start, tree, EDGE.end]));
      if ('lack' in said) throw new Error(`no expression of ours has ${said.lack}`);
      return values(field, [said.text], 'regex');
    }),
  );
}

/** Numbers of XP are digits. */
const isWhole = (number: string): boolean => /^\d{1,15}$/.test(number);

const equalTo = (field: string, number: string | null): Term | null =>
  number !== null && isWhole(number) ? values(field, [number], 'number') : null;

function comparison({ field, order, value }: Compare): Term | null {
  const number = decimalOf(value);
  const sign = { lt: '<', lte: '<=', gt: '>', gte: '>=' }[order];
  return isWhole(number) ? test(`${field} ${sign} ${number}`) : null;
}

/** Two fields, each in small letters; where they are not to be the same, as they are. */
function sameAs({ field, other, how, at }: SameAs, negated: boolean, doubt: Doubt): Term {
  const both = [field, other];
  const names = both.join(', ');
  if (how === 'ends') {
    const reason = messages.shared.notAsked(names, "look for one text at another's end", at);
    return doubt(reason, negated ? all : allOf(both.map((name) => test(isThere(name)))));
  }
  const reason = messages.otherLetters(names, at);
  if (!negated) {
    const [a, b] = both.map((name) => `lower(${name})`) as [string, string];
    const said = { equals: `${a} == ${b}`, starts: `find_substr(${a}, ${b}) == 0` };
    const term = test(how === 'contains' ? `find_substr(${a}, ${b}) != null` : said[how]);
    return doubt(reason, allOf([...both.map((name) => test(isThere(name))), term]));
  }
  const place = `find_substr(${field}, ${other})`;
  const differ = {
    equals: [`not (${field} == ${other})`],
    starts: [`${place} == null`, `${place} > 0`],
    contains: [`${place} == null`],
  }[how];
  return doubt(reason, anyOf([...both.map(spelling.isMissing), ...differ].map(test)));
}
