import { expect } from 'chai';
import fc from 'fast-check';
import type { Event } from '../../src/index.ts';
import { at } from '../ir/nodes.ts';
import { seed } from '../ir/property.ts';
import { type Engine, onEngines } from '../support/engine.ts';
import { faultsOf, tests, type Value } from './asked.ts';
import { indexed } from './grounds.ts';

/* Names that stand for another field, and fields that engines work out when they search. */

type Field = Readonly<Record<string, unknown>>;

const keyword = { type: 'keyword' };
const word = fc.constantFrom(
  'Foo',
  'foo 1',
  'bar',
  '4688',
  '',
  'x'.repeat(300),
  'C:\\Tools\\a.exe',
);
const whole = fc.integer({ min: -99, max: 4700 });
const address = fc.constantFrom('10.0.0.1', '10.1.2.3', '::1', '192.168.7.255');
const day = fc.constantFrom('2026-11-26T01:59:00Z', '1999-12-31T23:00:00Z');

const alias = (of: Field) => ({ properties: { g: of, f: { type: 'alias', path: 'g' } } });
/** What the event says under that name. */
const said = (type: string) => ({ dynamic: false, runtime: { f: { type } } });
/** What a script says of it. */
const scripted = (type: string, emit: string) => ({
  properties: { g: keyword },
  runtime: { f: { type, script: { source: `if (doc['g'].size() > 0) ${emit}` } } },
});

type Has = (engine: Engine) => boolean;
const elastic: Has = ({ name }) => name.startsWith('elasticsearch');
const painless: Has = ({ name }) => name.startsWith('elasticsearch@9');

/** By what it is, its mapping, how the event calls it, what it holds, and which engines have it. */
const cases: Readonly<Record<string, readonly [Field, string, fc.Arbitrary<Value>, Has?]>> = {
  'an alias of a keyword': [alias(keyword), 'g', word],
  'an alias of a short keyword': [alias({ ...keyword, ignore_above: 4 }), 'g', word],
  'an alias of a text with a keyword': [
    alias({ type: 'text', fields: { k: { ...keyword, ignore_above: 256 } } }),
    'g',
    word,
  ],
  'an alias of a number': [alias({ type: 'long' }), 'g', whole],
  'an alias of an address': [alias({ type: 'ip' }), 'g', address],
  'a runtime keyword': [said('keyword'), 'f', word, elastic],
  'a runtime keyword of what is none': [
    said('keyword'),
    'f',
    fc.oneof(word, whole, fc.boolean()),
    elastic,
  ],
  'a runtime long': [said('long'), 'f', whole, elastic],
  'a runtime long of what is none': [
    said('long'),
    'f',
    fc.oneof(whole, fc.constantFrom('high', 'x', 'True')),
    elastic,
  ],
  'a runtime double': [said('double'), 'f', fc.oneof(whole, fc.constantFrom(0.5, -2.25)), elastic],
  'a runtime boolean': [said('boolean'), 'f', fc.boolean(), elastic],
  'a runtime address': [said('ip'), 'f', address, elastic],
  'a runtime address of what is none': [
    said('ip'),
    'f',
    fc.oneof(address, fc.constantFrom('-', 'LOCAL')),
    elastic,
  ],
  'a runtime date': [said('date'), 'f', day, elastic],
  'a runtime keyword by a script': [
    scripted('keyword', "emit(doc['g'].value)"),
    'g',
    word,
    painless,
  ],
  'a runtime long by a script': [
    scripted('long', "emit(Long.parseLong(doc['g'].value))"),
    'g',
    whole,
    painless,
  ],
  'one of several runtime fields of a script': [
    {
      properties: { g: keyword },
      runtime: {
        o: {
          type: 'composite',
          script: { source: "if (doc['g'].size() > 0) emit(['f': doc['g'].value])" },
          fields: { f: keyword },
        },
      },
    },
    'g',
    word,
    painless,
  ],
  'a runtime field in place of one that is held': [
    { properties: { f: { type: 'text' } }, runtime: { f: keyword } },
    'f',
    word,
    elastic,
  ],
  'a derived field': [
    {
      properties: { g: keyword },
      derived: { f: { type: 'keyword', script: { source: "emit(doc['g'].value)" } } },
    },
    'g',
    word,
    ({ name }) => name.startsWith('opensearch@3'),
  ],
};

onEngines('fields by a name of their own', (engine) => {
  for (const [what, [mapping, called, value, has]] of Object.entries(cases)) {
    if (has && !has(engine)) continue;
    it(what, async () => {
      const isOne = 'runtime' in mapping && called === 'g'; // the scripts above take one value
      const values = fc.sample(value, { seed, numRuns: 40 });
      const field = what.startsWith('one of') ? 'o.f' : 'f';
      const meant: readonly Event[] = [
        ...values.map((f) => ({ [field]: f })),
        ...(isOne ? [] : values.slice(0, 10).map((f, i) => ({ [field]: [f, values[i + 10]!] }))),
        ...(what === 'a derived field' ? [] : [{ [field]: null }, { [field]: [] }, {}]),
      ];
      const events = meant.map((event) =>
        field in event ? { [called === 'g' ? 'g' : field]: event[field]! } : event,
      );
      const index = `names-${process.pid}`;
      try {
        const indices = await indexed(engine, index, events, mapping);
        const asked = tests(values.slice(0, 6), field);
        const faults = await faultsOf(engine, index, asked, meant, (when) =>
          engine.backend.write(when, at, { indices }),
        );
        expect(faults.slice(0, 3)).to.deep.equal([]);
      } finally {
        await engine.remove(index);
      }
    });
  }
});
