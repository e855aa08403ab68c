import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import { contains, networkText, parseAddress, parseNetwork } from '../../src/ir/network.ts';
import { addressText, network } from '../support/random/addresses.ts';
import { hold } from './property.ts';

describe('a network', () => {
  for (const [reads, text, as] of [
    ['with its prefix', '10.0.0.0/8', '10.0.0.0/8'],
    ['of one address', '10.1.2.3', '10.1.2.3/32'],
    ['of all addresses', '0.0.0.0/0', '0.0.0.0/0'],
    ['with bits behind the prefix, which are cut off', '10.1.2.3/8', '10.0.0.0/8'],
    ['with a prefix inside a byte', '10.255.0.0/12', '10.240.0.0/12'],
    ['of IPv6', 'fe80::/10', 'fe80::/10'],
    ['of one IPv6 address', '::1', '::1/128'],
    ['in capitals and with zeros', 'FE80:0000::0001/64', 'fe80::/64'],
    ['with an IPv4 tail', '::ffff:10.0.0.0/104', '::ffff:a00:0/104'],
  ] as const)
    it(`is read ${reads}: ${text}`, () => expect(networkText(parseNetwork(text)!)).to.equal(as));

  for (const [because, text] of [
    ['its prefix is too long', '10.0.0.0/33'],
    ['its prefix is too long for IPv6', '::/129'],
    ['its prefix is empty', '10.0.0.0/'],
    ['its prefix is negative', '10.0.0.0/-1'],
    ['it has two prefixes', '10.0.0.0/8/8'],
    ['its prefix is a mask', '10.0.0.0/255.0.0.0'],
    ['it has three numbers', '10.0.0/8'],
    ['a number is too large', '256.0.0.0/8'],
    ['a number has a leading zero', '010.0.0.0/8'],
    ['a number is hexadecimal', '0x0a.0.0.0/8'],
    ['it has a space', ' 10.0.0.0/8'],
    ['it is nothing', ''],
    ['it is only a prefix', '/8'],
    ['it has a zone', 'fe80::1%eth0/10'],
    ['it has a zone of digits', '::1%12'],
    ['it has two gaps', 'fe80::1::/10'],
    ['it has seven groups and no gap', '1:2:3:4:5:6:7/64'],
    ['it has nine groups', '1:2:3:4:5:6:7:8:9'],
    ['it has eight groups and a gap', '1:2:3:4:5:6:7::8'],
    ['a group has five digits', '00001::/64'],
    ['it is a name', 'localhost'],
  ] as const)
    it(`is none when ${because}: "${text}"`, () => expect(parseNetwork(text)).to.equal(null));

  for (const [of, holds, lacks] of [
    ['10.0.0.0/8', ['10.0.0.0', '10.255.255.255'], ['11.0.0.0', '9.255.255.255', '10.0.0', '']],
    ['10.0.0.0/31', ['10.0.0.0', '10.0.0.1'], ['10.0.0.2', '10.0.0.01', '10.0.0.1 ']],
    ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255'], ['::', '::ffff:1.2.3.4', '256.1.1.1']],
    ['::/0', ['::', '::ffff:1.2.3.4', 'FFFF::'], ['1.2.3.4', ':', ':::', '::g']],
    ['fe80::/10', ['fe80::1', 'FEBF::', 'fe80:0:0:0:0:0:0:1'], ['fec0::', 'fe80::1%eth0']],
    ['::1/128', ['::1', '0:0:0:0:0:0:0:1', '0000::0001', '0::0.0.0.1'], ['::2', '::', '1']],
  ] as const)
    it(`${of} holds its addresses, however they are written, and no others`, () => {
      const parsed = parseNetwork(of)!;
      expect(holds.filter((text) => !contains(parsed, text))).to.deep.equal([]);
      expect(lacks.filter((text) => contains(parsed, text))).to.deep.equal([]);
    });

  it('reads the addresses that Node reads', () =>
    hold(
      2000,
      fc.property(addressText, (text) => {
        const version = isIPv4(text) ? 4 : isIPv6(text) && !text.includes('%') ? 6 : undefined;
        expect(parseAddress(text)?.version).to.equal(version);
      }),
    ));

  it('holds the addresses that it holds for Node', () =>
    hold(
      500,
      fc.property(network, (of) => {
        const parsed = parseNetwork(of.text)!;
        const list = new BlockList();
        list.addSubnet(of.address, of.prefix, `ipv${of.version}`);
        for (const text of of.near)
          expect(contains(parsed, text), text).to.equal(list.check(text, `ipv${of.version}`));
      }),
    ));
});
