import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import { decimalOf } from '../../../ir/decimal.ts';
import type { Atom, Cidr, Compare, RegexTest, TimePart } from '../../../ir/expr.ts';
import type { Network } from '../../../ir/network.ts';
import type { RegexNode } from '../../../ir/regex/tree.ts';
import { addressesOf } from '../address-text.ts';
import { datesOf, datesWithOffset } from '../date-text.ts';
import { alt, isVoid, type Plain } from '../lucene/plain.ts';
import { printLucene } from '../lucene/print.ts';
import { afford } from '../lucene/relax.ts';
import { plainOf, resolve, Unspeakable } from '../lucene/resolve.ts';
import { numbersOf } from '../number-text.ts';
import { type Clause, matchNone, regexp, type Side, wildcard } from './clauses.ts';
import * as limits from './limits.ts';
import { pack } from './literals.ts';
import * as messages from './messages.ts';

/* Tests of a keyword that take regular expressions to be said. */

/** Where it is kept what there is to say of a clause. */
export interface Notes {
  /** What is said of keywords because nothing is known of them. */
  remark(one: Diagnostic): void;
  /** Nothing is found in place of what can't be asked. */
  refuse(reason: Diagnostic): Clause;
  /** A clause that finds more; left out of what must not find more. */
  approximate(reason: Diagnostic, side: Side, most: () => Clause): Clause;
  /** Expressions over the field take no `case_insensitive`. */
  isSpelledOut(field: string): boolean;
}

export function compareClause({ field, order, value, at }: Compare, notes: Notes): Clause {
  notes.remark(messages.asKeyword('A number', 'long or double', at));
  return whole(field, numbersOf(order, decimalOf(value)), at, notes);
}

/** Text that is, as a whole, of a language without looks. */
const whole = (field: string, node: RegexNode, at: Atom['at'], notes: Notes): Clause =>
  languageClause(field, plainOf(node)!, at, notes);

function languageClause(field: string, language: Plain, at: Atom['at'], notes: Notes): Clause {
  if (isVoid(language)) return matchNone;
  const { value, flags, caseInsensitive } = printLucene(language, notes.isSpelledOut(field));
  if (value.length > limits.regexLength)
    return notes.refuse(messages.regexTooLong(value.length, limits.regexLength, at));
  return regexp(field, value, flags, caseInsensitive);
}

export function regexClause({ field, regex, at }: RegexTest, side: Side, notes: Notes): Clause {
  let language: Plain;
  try {
    language = resolve(regex.tree);
  } catch (error) {
    if (!(error instanceof Unspeakable)) throw error;
    return notes.refuse(messages.cannotSayRegex(error.message, at));
  }
  const affordable = afford(language);
  if (!affordable) return notes.refuse(messages.tooDear(at));
  if (affordable.exact) return languageClause(field, language, at, notes);
  const clause = languageClause(field, affordable.language, at, notes);
  return notes.approximate(messages.relaxed(at), side, () => clause);
}

/** The addresses of networks, as few regular expressions. */
export function networkClauses(field: string, atoms: readonly Cidr[], notes: Notes): Clause[] {
  notes.remark(messages.asKeyword('A network', 'ip', atoms[0]!.at));
  const texts = atoms.flatMap(({ network }) => spellingsOf(network, notes.isSpelledOut(field)));
  // the spellings without letters are the same either way
  const fold = texts.some(({ caseInsensitive }) => caseInsensitive);
  return pack(
    'whole',
    texts.map(({ value }) => value),
  ).map((value) => regexp(field, value, 'NONE', fold));
}

type Spellings = readonly ReturnType<typeof printLucene>[];
const spellings = new Map<string, Spellings>();
const mostSpellings = 1000;

/** The expressions of a network's addresses. Rules name the same few networks again and again, so they are kept. */
function spellingsOf(network: Network, isSpelledOut: boolean): Spellings {
  const { version, bytes, prefix } = network;
  const key = `${version} ${bytes.join()} ${prefix} ${isSpelledOut}`;
  const kept = spellings.get(key);
  if (kept) return kept;
  const made = addressesOf(network).map((node) => printLucene(plainOf(node)!, isSpelledOut));
  if (spellings.size === mostSpellings) spellings.clear();
  spellings.set(key, made);
  return made;
}

export function dateClause(atom: TimePart, side: Side, notes: Notes): Clause {
  const { field, part, order, value, at } = atom;
  const node = datesOf(part, order, value);
  if (!node) return notes.approximate(messages.noWeek(at), side, () => wildcard(field, '*', false));
  notes.remark(messages.asKeyword('A date', 'date', at));
  const exact = plainOf(node)!;
  const shifted = plainOf(datesWithOffset())!;
  notes.approximate(messages.offsets(at), 'most', () => matchNone);
  return languageClause(field, side === 'most' ? alt([exact, shifted]) : exact, at, notes);
}
