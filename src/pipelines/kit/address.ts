import type { Expr } from '../../ir/expr.ts';
import { maskByte, type Network, parseAddress, parseNetwork } from '../../ir/network.ts';
import { pattern, text } from '../../ir/pattern.ts';
import { type Change, holdsAny, wholeOf } from './change.ts';

const why = 'is held as an address there, in its shortest spelling, which this does not say';
const mapped = /^::ffff:(?=\d+\.)/i;

/**
 * Addresses are held in their shortest spelling: `::1` for `0:0:0:0:0:0:0:1`, and those of IPv4 that are
 * written as IPv6's (`::ffff:10.0.0.1`), where a source has them, as IPv4's.
 */
export const address = (hasMapped: boolean): Change => ({
  keeps: false,
  say(test) {
    const { field, at } = test;
    switch (test.kind) {
      case 'cidr':
        if (hasMapped && holdsMapped(test.network)) return holdsAny(test, why);
        return hasMapped && test.network.version === 4 ? { when: test, why } : { when: test };
      case 'match': {
        const whole = wholeOf(test.pattern);
        const [first] = test.pattern;
        if (whole !== null && mapped.test(whole))
          return { when: { ...test, pattern: [text(whole.replace(mapped, ''))] }, why };
        if (whole !== null && parseAddress(whole)?.version === 6) {
          const when: Expr = { kind: 'cidr', field, network: parseNetwork(whole)!, at };
          return { when, why };
        }
        if (first?.kind === 'text' && mapped.test(first.text)) {
          const rest = [text(first.text.replace(mapped, '')), ...test.pattern.slice(1)];
          return { when: { ...test, pattern: pattern(rest) }, why };
        }
        const texts = test.pattern.map((piece) => (piece.kind === 'text' ? piece.text : ''));
        const isOf4 = /^\d{0,3}\.[\d.]*$/.test(texts.join('')) && texts.join('').includes('.');
        const hasOne = hasMapped && test.pattern.some(({ kind }) => kind === 'one');
        if (!isOf4 || hasOne) return holdsAny(test, why);
        return hasMapped ? { when: test, why } : { when: test };
      }
      default:
        return holdsAny(test, why);
    }
  },
});

/** Whether some address of IPv4 that is written as IPv6's is in the network. */
const holdsMapped = ({ version, bytes, prefix }: Network): boolean =>
  version === 6 &&
  ofMapped.every((byte, i) => {
    const mask = maskByte(Math.min(prefix, 96), i);
    return (byte & mask) === (bytes[i]! & mask);
  });

const ofMapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255];
