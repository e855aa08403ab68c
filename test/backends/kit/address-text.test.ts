import { expect } from 'chai';
import fc from 'fast-check';
import { addressesOf } from '../../../src/backends/kit/address-text.ts';
import { contains, parseNetwork } from '../../../src/ir/network.ts';
import { hold } from '../../ir/property.ts';
import { addressText, network } from '../../support/random/addresses.ts';
import { isOf } from './languages.ts';

describe('the texts of addresses', () => {
  it('are those that the evaluator says are in the network', () =>
    hold(
      80,
      fc.property(network, fc.array(addressText, { maxLength: 4 }), (of, others) => {
        const parsed = parseNetwork(of.text)!;
        const found = isOf(addressesOf(parsed));
        for (const text of [...of.near, ...of.nearly, ...others])
          expect(found(text), `${text} in ${of.text}`).to.equal(contains(parsed, text));
      }),
    ));

  it('end where the network ends', () => {
    for (const [address, bits, step] of [
      ['10.170.85.204', 32, 1],
      ['2001:db8:aaaa:0:5555:ff00:0:1', 128, 3],
    ] as const)
      for (let prefix = 0; prefix <= bits; prefix += step) {
        const parsed = parseNetwork(`${address}/${prefix}`)!;
        const found = isOf(addressesOf(parsed));
        expect(found(address), `${address}/${prefix}`).to.equal(true);
        for (let bit = 0; bit < bits; bit += bits / 32) {
          const text = flipped(address, bit);
          expect(found(text), `${text} in ${address}/${prefix}`).to.equal(bit >= prefix);
        }
      }
  });
});

/** The address with one bit turned. */
function flipped(address: string, bit: number): string {
  const [mark, size, base] = address.includes(':') ? [':', 16, 16] : ['.', 8, 10];
  const parts = address.split(mark).map((part) => Number.parseInt(part, base));
  parts[Math.floor(bit / size)]! ^= 1 << (size - 1 - (bit % size));
  return parts.map((part) => part.toString(base)).join(mark);
}
