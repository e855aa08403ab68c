import { expect } from 'chai';
import fc from 'fast-check';
import type { Event } from '../../src/index.ts';
import { engines } from '../engines/catalog.ts';
import { at } from '../ir/nodes.ts';
import { seed } from '../ir/property.ts';
import { onEveryEngine } from '../support/engine.ts';
import { number } from '../support/random/atoms.ts';
import { faultsOf, tests, type Value } from './asked.ts';
import { indexed } from './grounds.ts';

/*
 * Fields of the types that hold something else than texts, with the values that such fields hold; several
 * indices that hold a field in several ways; and what `_field_caps` says of them.
 */

type Field = Readonly<Record<string, unknown>>;

const within = (least: number, most: number) =>
  fc.oneof(fc.integer({ min: least, max: most }), fc.constantFrom(least, most, 0, 1, 4688 % most));
const fraction = fc.oneof(number, fc.constantFrom(0.1, 1 / 3, -2.5, 4688.75, 16_777_217));
const small = fraction.filter((value) => Math.abs(value) < 50_000);
const two = (value: number) => String(value).padStart(2, '0');
const date = fc
  .tuple(
    fc.integer({ min: 1971, max: 2200 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 23 }),
  )
  .map(([year, month, hour]) => `${year}-${two(month)}-07T${two(hour)}:59:00Z`);
const address = fc.oneof(
  fc.ipV4().filter((text) => !/(^|\.)0\d/.test(text)),
  fc.constantFrom('10.0.0.1', '::1', 'fe80::1', '10.1.2.3', '255.255.255.255'),
);

const text = fc.constantFrom('Foo', 'foo bar', 'bar', 'a-b_c', 'C:\\Tools\\a.exe', '4688');

/** Elasticsearch has it in a module that the archives of 8 and 9 lack, and 7.17 has here. */
const extra = 'mapper-extras';

/** By its name, a mapping, what such a field holds, and the product or module that alone has it. */
const types: Readonly<Record<string, readonly [Field, fc.Arbitrary<Value>, string?]>> = {
  byte: [{ type: 'byte' }, within(-128, 127)],
  short: [{ type: 'short' }, within(-32_768, 32_767)],
  integer: [{ type: 'integer' }, within(-(2 ** 31), 2 ** 31 - 1)],
  long: [{ type: 'long' }, within(-(2 ** 53) + 1, 2 ** 53 - 1)],
  'long by its values': [{ type: 'long', index: false }, within(-9999, 9999)],
  'long that leaves out what is none': [
    { type: 'long', ignore_malformed: true },
    fc.oneof(within(-99, 4700), fc.constantFrom('high', '', 'x', 'True')),
  ],
  'long beside a keyword': [
    { type: 'long', fields: { keyword: { type: 'keyword' } } },
    within(-(2 ** 53) + 1, 2 ** 53 - 1),
  ],
  unsigned_long: [{ type: 'unsigned_long' }, within(0, 2 ** 53 - 1), 'opensearch'],
  double: [{ type: 'double' }, fraction],
  float: [{ type: 'float' }, small],
  half_float: [{ type: 'half_float' }, small],
  scaled_float: [{ type: 'scaled_float', scaling_factor: 100 }, small, extra],
  boolean: [{ type: 'boolean' }, fc.oneof(fc.boolean(), fc.constantFrom('true', 'false'))],
  ip: [{ type: 'ip' }, address],
  'ip that leaves out what is none': [
    { type: 'ip', ignore_malformed: true },
    fc.oneof(address, fc.constantFrom('-', 'LOCAL', 'host')),
  ],
  date: [{ type: 'date' }, date],
  date_nanos: [{ type: 'date_nanos' }, date],
  ip_range: [{ type: 'ip_range' }, fc.constantFrom('10.0.0.0/8', '192.168.0.0/16')],
  version: [{ type: 'version' }, fc.constantFrom('1.2.3', '8.19.21'), 'opensearch'],
  constant_keyword: [
    { type: 'constant_keyword', value: 'Foo 1' },
    fc.constant('Foo 1'),
    'opensearch',
  ],
  match_only_text: [{ type: 'match_only_text' }, text, extra],
  'match_only_text beside a keyword': [
    { type: 'keyword', ignore_above: 8, fields: { text: { type: 'match_only_text' } } },
    text,
    extra,
  ],
  search_as_you_type: [{ type: 'search_as_you_type' }, text, extra],
  token_count: [{ type: 'token_count', analyzer: 'standard' }, text, extra],
  counted_keyword: [{ type: 'counted_keyword' }, text, 'elasticsearch@9'],
  completion: [{ type: 'completion' }, text],
  binary: [{ type: 'binary' }, fc.constantFrom('aGVsbG8=')],
};

onEveryEngine('fields of types', (engine) => {
  const { modules } = engines[engine.name]!;
  const hasExtra = modules ? extra in modules : engine.name.startsWith('opensearch');
  for (const [what, [mapping, value, only]] of Object.entries(types)) {
    if (only === extra ? !hasExtra : modules || !engine.name.startsWith(only ?? '')) continue;
    it(`as ${what}`, async () => {
      const values = fc.sample(value, { seed, numRuns: 40 });
      const events: readonly Event[] = [
        ...values.map((f) => ({ f })),
        ...values.slice(0, 10).map((f, i) => ({ f: [f, values[i + 10]!] })),
        // a constant is there in all of them
        ...(mapping.type === 'constant_keyword' ? [] : [{ f: null }, { f: [] }, {}]),
      ];
      const index = `types-${process.pid}`;
      try {
        const indices = await indexed(engine, index, events, { properties: { f: mapping } });
        const faults = await faultsOf(engine, index, tests(values.slice(0, 6)), events, (when) =>
          engine.backend.write(when, at, { indices }),
        );
        expect(faults.slice(0, 3)).to.deep.equal([]);
      } finally {
        await engine.remove(index);
      }
    });
  }
});
