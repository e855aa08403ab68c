import { decimalOf, isDecimal } from '../../../ir/decimal.ts';
import type { Atom, Keyword, Match, SameAs } from '../../../ir/expr.ts';
import {
  maskByte,
  type Network,
  networkText,
  parseAddress,
  parseNetwork,
} from '../../../ir/network.ts';
import { simple } from '../../../ir/pattern.ts';
import { type Clause, exists, matchNone, range, term, terms } from './clauses.ts';

/*
 * Tests of fields that an index holds as numbers or as addresses, not as texts. Engines refuse to look
 * for parts of texts in them.
 * https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/ip,
 * https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/number
 */

/** A test of the values of one field. */
export type ValueTest = Exclude<Atom, Keyword | SameAs | { kind: 'exists' | 'null' }>;

/** Whether a test is not of the values of one field, so that it is the same for any type. */
export const isAboutPresence = (atom: Atom): atom is Exclude<Atom, ValueTest> =>
  atom.kind === 'exists' ||
  atom.kind === 'null' ||
  atom.kind === 'sameAs' ||
  atom.kind === 'keyword';

/** The clause that says the same of the type; null where there is none. */
export function typedClause(atom: ValueTest, holds: 'number' | 'address'): Clause | null {
  const { field } = atom;
  if (atom.kind === 'match') {
    const part = simple(atom.pattern);
    if (part?.where === 'anywhere' && part.text === '') return exists(field);
    if (!part || part.where === 'anywhere' || part.where === 'end') return null;
    return holds === 'number' ? wholeNumber(atom, part) : addresses(atom, part);
  }
  if (holds === 'address') return atom.kind === 'cidr' ? network(field, atom.network) : null;
  if (atom.kind === 'number')
    return Number.isSafeInteger(atom.value) ? term(field, atom.value) : null;
  return atom.kind === 'compare' ? range(field, atom.order, atom.value) : null;
}

/** Where engines keep the addresses of IPv4 among those of IPv6: `::ffff:0:0/96`. */
const ipv4 = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0];

/** A network of IPv6 has no address of IPv4 in it: around those it is said in parts. */
function network(field: string, of: Network): Clause | null {
  const { version, bytes, prefix } = of;
  if (version === 4) return term(field, networkText(of));
  if (prefix >= 96 && ipv4.slice(0, 12).every((byte, i) => byte === bytes[i])) return null;
  const isAround =
    prefix < 96 && bytes.every((byte, i) => byte === (ipv4[i]! & maskByte(prefix, i)));
  if (!isAround) return term(field, networkText(of));
  const parts = Array.from({ length: 96 - prefix }, (_, i) => {
    const bit = prefix + i;
    const flipped = ipv4.map((byte, at) => (at === bit >> 3 ? byte ^ (0x80 >> (bit & 7)) : byte));
    const masked = flipped.map((byte, at) => byte & maskByte(bit + 1, at));
    return networkText({ version: 6, bytes: masked, prefix: bit + 1, text: '' });
  });
  return terms(field, parts);
}

type Part = NonNullable<ReturnType<typeof simple>>;

/** A number as JSON writes it is one that can be looked for; no other text is a number's. */
function wholeNumber({ field }: Match, { where, text }: Part): Clause | null {
  if (where !== 'whole') return null;
  const value = Number(text);
  const isNumber = isDecimal(text) && decimalOf(value) === text && Number.isSafeInteger(value);
  return isNumber ? term(field, value) : matchNone;
}

/** An address, or those of IPv4 that begin with one to three of its numbers: `10.*` is `10.0.0.0/8`. */
function addresses({ field }: Match, { where, text }: Part): Clause | null {
  if (where === 'whole') {
    const address = parseAddress(text);
    return address === null ? matchNone : address.version === 4 ? term(field, text) : null;
  }
  const numbers = /^((?:\d+\.){1,3})$/.exec(text)?.[1]?.slice(0, -1).split('.');
  if (!numbers) return null;
  const first = [...numbers, '0', '0', '0'].slice(0, 4).join('.');
  const network = parseNetwork(`${first}/${numbers.length * 8}`);
  return network ? term(field, networkText(network)) : matchNone;
}
