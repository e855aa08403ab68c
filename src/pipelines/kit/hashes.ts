import { or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { ANY, pattern, text } from '../../ir/pattern.ts';
import * as messages from '../messages.ts';
import type { Field } from '../pipeline.ts';

const lengths = { md5: 32, sha1: 40, sha256: 64, imphash: 32 } as const;
type Hash = keyof typeof lengths;

/** `SHA1=...,MD5=...,SHA256=...,IMPHASH=...`, as Sysmon writes them, in a field for each, in letters of one case. */
export const hashes = (
  fields: Readonly<Record<Hash, string>>,
  letters: 'lower' | 'upper' = 'upper',
): Field => ({
  ask(test) {
    const { field, at } = test;
    const why = (says: string) => messages.values(field, says, at);
    const there = (kind: 'exists' | 'null'): Expr[] =>
      Object.values(fields).map((name) => ({ kind, field: name, at }));
    if (test.kind === 'exists') return { when: or(there('exists')) };
    if (test.kind === 'null') return { when: { kind: 'and', items: there('null') } };
    const apart = 'is held as a field for each hash there, which this does not say';
    const wanted = test.kind === 'match' ? hashIn(test.pattern) : null;
    if (test.kind !== 'match' || !wanted) return { when: or(there('exists')), reason: why(apart) };
    const names = Object.keys(fields) as Hash[];
    const among = wanted.name
      ? [wanted.name]
      : names.filter((name) => lengths[name] >= wanted.hex.length);
    const alternatives = among.map((name): Expr => {
      const isWhole = wanted.hex.length === lengths[name];
      const before = wanted.name || isWhole ? [] : [ANY];
      const held = letters === 'upper' ? wanted.hex.toUpperCase() : wanted.hex.toLowerCase();
      const pieces = [...before, text(held), ...(isWhole ? [] : [ANY])];
      return { kind: 'match', field: fields[name], pattern: pattern(pieces), cased: false, at };
    });
    const when = or(alternatives);
    return test.cased && /[a-z]/i.test(wanted.hex)
      ? { when, reason: why('is held in letters of one case there') }
      : { when };
  },
});

/** The hash that a pattern looks for anywhere in a list of them, with its name or without. */
function hashIn(
  of: readonly { readonly kind: string }[],
): { name: Hash | null; hex: string } | null {
  const [first, middle, last] = of as readonly { kind: string; text?: string }[];
  if (of.length !== 3 || first!.kind !== 'any' || last!.kind !== 'any') return null;
  const found = /^(?:(md5|sha1|sha256|imphash)=)?([0-9a-f]+)$/i.exec(middle!.text ?? '');
  if (!found) return null;
  const name = (found[1]?.toLowerCase() ?? null) as Hash | null;
  const hex = found[2]!;
  // a short one alone may stand in a name: SHA1, MD5
  const isTold = name ? hex.length <= lengths[name] : hex.length >= 8 && hex.length <= 64;
  return isTold ? { name, hex } : null;
}
