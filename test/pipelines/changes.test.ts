import { expect } from 'chai';
import fc from 'fast-check';
import { compile } from '../../src/evaluate/evaluate.ts';
import { account } from '../../src/pipelines/kit/account.ts';
import { accountName } from '../../src/pipelines/kit/account-name.ts';
import { address } from '../../src/pipelines/kit/address.ts';
import {
  braceless,
  decimal,
  either,
  hexadecimal,
  inside,
  lower,
  named,
  reworded,
  spelled,
  unslashed,
} from '../../src/pipelines/kit/change.ts';
import { fileName } from '../../src/pipelines/kit/file-name.ts';
import { hashText } from '../../src/pipelines/kit/hash-text.ts';
import { hashes } from '../../src/pipelines/kit/hashes.ts';
import { merged } from '../../src/pipelines/kit/merged.ts';
import { registryKey } from '../../src/pipelines/kit/registry.ts';
import { registryData } from '../../src/pipelines/kit/registry-data.ts';
import { streamless } from '../../src/pipelines/kit/streamless.ts';
import type { Field, FieldTest } from '../../src/pipelines/pipeline.ts';
import * as ir from '../ir/nodes.ts';
import { hold } from '../ir/property.ts';

/*
 * Each change beside what it is about: how a schema stores a value. A test of the value is the test that
 * takes its place, of what is stored; with a reason, that may be true of more.
 */

type Store = (value: string) => Readonly<Record<string, string | readonly string[]>>;

const as =
  (change: (value: string) => string): Store =>
  (value) => ({ to: change(value) });
const shortest = (value: string): string =>
  value
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace('0:0:0:0:0:0:0:1', '::1')
    .replace('fe80:0:0:0:1:0:0:7', 'fe80::1:0:0:7');
const md5 = 'd41d8cd98f00b204e9800998ecf8427e'.toUpperCase();
const sha1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'.toUpperCase();

const cases: readonly (readonly [string, Field, readonly string[], Store])[] = [
  [
    'small letters',
    named('to', lower),
    ['a', 'A', 'Ab', 'É', 'é', 'x\\Net.EXE', ''],
    as((value) => value.toLowerCase()),
  ],
  [
    'decimal numbers',
    named('to', decimal),
    ['0x3e7', '0x3E7', '0x0', '0x10'],
    as((value) => String(BigInt(value))),
  ],
  [
    'hexadecimal numbers',
    named('to', hexadecimal),
    ['999', '0', '16', '4'],
    as((value) => `0x${Number(value).toString(16)}`),
  ],
  [
    'addresses, in their shortest spelling',
    named('to', address(false)),
    ['10.0.0.7', '192.168.1.1', '0:0:0:0:0:0:0:1', 'fe80:0:0:0:1:0:0:7'],
    as((value) => shortest(value)),
  ],
  [
    "addresses of IPv4 that are written as IPv6's",
    named('to', address(true)),
    ['10.0.0.7', '::ffff:10.0.0.7', '::1', '::ffff:192.168.1.1'],
    as((value) => shortest(value)),
  ],
  [
    'one field of two, by the value',
    either(named('to'), named('rest')),
    ['-', 'ab', 'Abc', 'b'],
    (value) => (value === '-' ? { rest: value } : { to: value }),
  ],
  [
    'braces',
    named('to', braceless),
    ['{ab-1}', '{AB-1}', '{x}'],
    as((value) => value.slice(1, -1)),
  ],
  [
    'other words',
    named('to', reworded({ true: 'egress', false: 'ingress' })),
    ['true', 'false'],
    as((value) => (value === 'true' ? 'egress' : 'ingress')),
  ],
  [
    'words of one spelling',
    named('to', spelled(['Security', 'System'])),
    ['Security', 'System', 'other', 'Other'],
    as((value) => value),
  ],
  [
    'the last part of a path',
    named('to', fileName),
    [
      'C:\\Windows\\amsi.dll',
      'D:\\amsi.DLL',
      'C:\\amsi.dll\\b.DLL',
      'C:\\x\\no-ending-',
      'C:\\b.dll',
    ],
    // one that ends in another character is not split
    as((value) => (/\.\w*$/.test(value) ? value.split('\\').at(-1)! : value)),
  ],
  [
    'files with their drive',
    named('to', streamless),
    ['C:\\x.docm', 'C:\\y\\x.DOCM', 'x', ''],
    as((value) => value),
  ],
  [
    'a text inside another',
    named('to', inside('is inside')),
    ['a', 'Ab', '', 'x y'],
    as((value) => `Description:${value}|Company:z`),
  ],
  [
    'a text without line breaks',
    named('to', inside('is on one line', /[\r\n"]+/)),
    ['a\nb', 'ab', 'a"b', 'x'],
    as((value) => value.replace(/[\r\n]+/g, '').replaceAll('"', '^')),
  ],
  [
    'a leading backslash',
    named('to', unslashed),
    ['\\a', '\\ab\\x', '\\'],
    as((value) => value.slice(1)),
  ],
  [
    'a domain and a name',
    account('domain', 'to'),
    ['NT AUTHORITY\\SYSTEM', 'mia', 'WS\\mia', 'ws\\a'],
    (value) => {
      const [name, domain] = value.split('\\').reverse() as [string, string?];
      return domain === undefined ? { to: name } : { domain, to: name };
    },
  ],
  [
    'hashes apart',
    hashes({ md5: 'md5', sha1: 'sha1', sha256: 'sha256', imphash: 'imphash' }),
    [`MD5=${md5}`, `SHA1=${sha1},MD5=${md5},IMPHASH=${'0'.repeat(32)}`],
    (value) =>
      Object.fromEntries(
        value.split(',').map((one) => {
          const [name, hash] = one.split('=') as [string, string];
          return [name.toLowerCase(), hash];
        }),
      ),
  ],
  [
    'hashes apart, in small letters',
    hashes({ md5: 'md5', sha1: 'sha1', sha256: 'sha256', imphash: 'imphash' }, 'lower'),
    [`MD5=${md5}`, `SHA1=${sha1},MD5=${md5},IMPHASH=${'0'.repeat(32)}`],
    (value) =>
      Object.fromEntries(value.split(',').map((one) => one.toLowerCase().split('='))) as Record<
        string,
        string
      >,
  ],
  ...([(value: string) => value, (value: string) => value.split('\\').at(-1)!] as const).map(
    (change) =>
      [
        'an account, with its domain or without',
        named('to', accountName),
        ['NT AUTHORITY\\SYSTEM', 'mia', 'WS\\mia', 'ws\\a'],
        as(change),
      ] as const,
  ),
  ...(
    [
      (value: string) => [value],
      (value: string) => value.split(','),
      (value: string) => value.split(',').map((hash) => hash.replace(/.*=/, '')),
    ] as const
  ).map(
    (change) =>
      [
        'hashes in one text or in several',
        named('to', hashText),
        [`MD5=${md5}`, `SHA1=${sha1},MD5=${md5},IMPHASH=${'0'.repeat(32)}`],
        (value: string) => ({ to: change(value) }),
      ] as const,
  ),
  [
    'numbers of the registry without their types',
    named('to', registryData),
    [
      'DWORD (0x00000001)',
      'QWORD (0x00000000-0x000000ff)',
      'Binary Data',
      '0x00000001',
      '1',
      'x.exe',
    ],
    as((value) => /^[DQ]WORD \((.*)\)$/.exec(value)?.[1] ?? value),
  ],
  [
    'several words that become one',
    named('to', merged({ DeleteKey: 'deleted', DeleteValue: 'deleted', SetValue: 'modified' })),
    ['DeleteKey', 'DeleteValue', 'SetValue'],
    as((value) => (value === 'SetValue' ? 'modified' : 'deleted')),
  ],
  [
    'hives written out',
    named('to', registryKey),
    [
      ...['HKLM\\SOFTWARE\\Classes\\x', 'HKCR\\x', 'HKU\\S-1\\Software\\x', 'HKLM\\System\\Setup'],
      ...['HKLM\\SOFTWARE\\Microsoft\\Run', 'HKCR\\CLSID\\Machine', 'HKU\\.DEFAULT\\user\\hklm'],
    ],
    as((value) =>
      value
        .toLowerCase()
        .replace(/^hklm(?=\\)/, '\\registry\\machine')
        .replace(/^hku(?=\\)/, '\\registry\\user')
        .replace(/^hkcr(?=\\)/, '\\registry\\machine\\software\\classes'),
    ),
  ],
];

/** Tests that have to do with some values: of them, of parts of them, with wildcards around and inside. */
const testOf = (values: readonly string[]): fc.Arbitrary<FieldTest> => {
  const part = fc
    .tuple(fc.constantFrom(...values), fc.nat(12), fc.nat(12))
    .map(([value, from, length]) => value.slice(from, from + length + 1));
  const text = fc
    .oneof(part, part, fc.constantFrom(...values, 'a', '', 'hklm\\', '\\machine\\'))
    .chain((of) => fc.constantFrom(of, of.toUpperCase(), of.toLowerCase()));
  const glob = text.map((of) => of.replace(/[*?\\]/g, (sign) => (sign === '\\' ? sign : '')));
  const pattern = fc
    .tuple(
      fc.constantFrom('', '*', '?'),
      glob,
      fc.constantFrom('', '*'),
      glob,
      fc.constantFrom('', '*'),
    )
    .chain(([before, one, between, two, behind]) =>
      fc.constantFrom(before + one + behind, before + one + between + two + behind, before + one),
    );
  return fc.oneof(
    { weight: 6, arbitrary: pattern.map((of): FieldTest => ir.match('from', of)) },
    { weight: 2, arbitrary: pattern.map((of) => ir.cased('from', of) as FieldTest) },
    fc
      .tuple(fc.constantFrom('a', 'B+', '^\\\\', '[^a]', 'x$', 'hk'), fc.constantFrom('', 'i'))
      .map(([source, flags]) => ir.re('from', source, flags) as FieldTest),
    fc.constantFrom(
      ...['10.0.0.0/8', '192.168.0.0/16', '::1', 'fe80::/10', '::ffff:0:0/96'].map((network) =>
        ir.cidr('from', network),
      ),
    ) as fc.Arbitrary<FieldTest>,
    fc.constantFrom(4, 16, 999).map((value) => ir.number('from', value) as FieldTest),
    fc.constantFrom(
      ir.exists('from'),
      ir.isNull('from'),
      ir.boolean('from', true),
    ) as fc.Arbitrary<FieldTest>,
  );
};

describe('what a schema does to values', () => {
  for (const [name, field, values, store] of cases)
    it(`${name}: is asked for as it is stored`, () => {
      let exact = 0;
      let found = 0;
      hold(
        1500,
        fc.property(testOf(values), (test) => {
          const { when, reason } = field.ask(test);
          const [isTrue, finds] = [compile(test), compile(when)];
          if (!reason) exact++;
          for (const value of values) {
            const wanted = isTrue({ from: value });
            if (wanted) found++;
            if (wanted || !reason)
              expect(finds(store(value)), `${JSON.stringify(test)} of ${value}`).to.equal(wanted);
          }
          expect(finds({}), 'of no value').to.equal(isTrue({}));
        }),
      );
      expect(Math.min(exact, found)).to.be.above(40);
    });
});
