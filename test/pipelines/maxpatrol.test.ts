import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'chai';
import { load } from 'js-yaml';
import {
  type Backend,
  backends,
  compile,
  type Event,
  languages,
  predicate,
} from '../../src/index.ts';
import { assumptions, pdqlFinds, said } from '../backends/maxpatrol-pdql/judge.ts';
import { findFiles, onCorpus, readLines, shared } from '../support/corpus.ts';
import { filesIn, readText } from '../support/files.ts';
import { single } from '../support/single.ts';
import { fieldsOf } from '../support/windows-event.ts';
import { parseCondition } from '../xp/parse.ts';
import { readings as xpReadings } from '../xp/reading.ts';
import { finder } from '../xp/run.ts';
import { stored } from './maxpatrol-event.ts';

/* Rules of Sigma's names on events of Sigma's names, and their conditions on the events as MaxPatrol stores them. */

/** A language of MaxPatrol SIEM, and what it may be like. */
interface Spoken {
  readonly backend: Backend;
  readonly said: string;
  readonly assumed: ReadonlyMap<string, string>;
  /** What a query finds under each reading of what isn't known. */
  readonly readings: readonly ((query: string) => (event: Event) => boolean)[];
}

const languagesOf: readonly Spoken[] = [
  ...assumptions.map(([assumed, readings]) => ({
    backend: backends.maxpatrolPdql,
    said: `PDQL, ${said(assumed)}`,
    assumed,
    readings: readings.map((reading) => (query: string) => pdqlFinds(query, reading)),
  })),
  {
    backend: backends.maxpatrolXp,
    said: 'XP',
    assumed: new Map(),
    readings: xpReadings.map(
      (reading) => (query: string) => finder(parseCondition(query), { reading }),
    ),
  },
];

const compileOne = (path: string, text: string, { backend, assumed }: Spoken) =>
  compile({ path, text }, { from: languages.sigma, to: [backend], assumed })[0]!;

interface Pair {
  readonly raw: Event;
  readonly held: Event;
}

/** What speaks against a filter, under any of the readings; null where nothing does. */
function fault(
  { rule, queries: [query] }: ReturnType<typeof compileOne>,
  pairs: readonly Pair[],
  { readings }: Spoken,
) {
  if (query!.query === null) return null;
  const matches = predicate(single(rule).when);
  const wanted = pairs.map(({ raw }) => matches(raw));
  for (const [reading, finderOf] of readings.entries()) {
    const finds = finderOf(query!.query as string);
    for (const [i, { raw, held }] of pairs.entries()) {
      const found = finds(held);
      if (found !== wanted[i] && (wanted[i] || query!.fidelity === 'exact'))
        return `${rule!.path} ${query!.fidelity} ${found ? 'finds' : 'leaves'} ${JSON.stringify(raw)} under reading ${reading}`;
    }
  }
  return null;
}

const ofKind = (event: Event): Pair | null => {
  const held = stored(event);
  return held && { raw: event, held };
};

describe("rules on events as MaxPatrol's taxonomy holds them", function () {
  this.timeout(300_000);

  for (const spoken of languagesOf)
    it(`find what they find on the events of the source, exactly or more, in ${spoken.said}`, () => {
      let held = 0;
      for (const path of filesIn('test/rules', '.events.yml')) {
        const compiled = compileOne(path, readText(path.replace('.events.yml', '.yml')), spoken);
        const { finds, leaves } = load(readText(path)) as Record<
          'finds' | 'leaves',
          readonly Event[]
        >;
        const pairs = [...finds, ...leaves]
          .filter(({ EventID, Channel }) => EventID === undefined && Channel === undefined)
          .filter((event) => Object.values(event).every((value) => typeof value !== 'object'))
          .flatMap((event) => {
            const raw = { ...event, EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational' };
            return ofKind(raw) ?? [];
          });
        if (compiled.queries[0]!.query !== null) held += pairs.length;
        expect(fault(compiled, pairs, spoken)).to.equal(null);
      }
      expect(held).to.be.above(150);
    });

  onCorpus('of SigmaHQ', () => {
    for (const spoken of languagesOf)
      it(`find the same of the real events of their log sources, or more, in ${spoken.said}`, () => {
        const events = readLines<{ events_json: readonly Event[] }>('corpus/regression.jsonl.gz')
          .flatMap(({ events_json }) => events_json.map(fieldsOf))
          .flatMap((event) => ofKind(event) ?? []);
        expect(events.length).to.be.above(100);
        const kinds: Readonly<Record<string, readonly number[]>> = {
          process_creation: [1],
          network_connection: [3],
          image_load: [7],
          process_access: [10],
          file_event: [11],
          registry_set: [13],
          registry_event: [12, 13, 14],
          pipe_created: [17],
          dns_query: [22],
          file_delete: [23],
        };
        const faults: string[] = [];
        let asked = 0;
        let found = 0;
        for (const path of findFiles('sigma/rules', '.yml')) {
          const compiled = compileOne(relative(shared, path), readFileSync(path, 'utf8'), spoken);
          const { category, product } = compiled.rule!.about.logSource;
          const numbers = product === 'windows' ? kinds[category ?? ''] : undefined;
          if (!numbers) continue;
          const pairs = events.filter(({ raw }) => numbers.includes(Number(raw.EventID)));
          asked += compiled.queries[0]!.query === null ? 0 : 1;
          const matches = predicate(single(compiled.rule).when);
          found += pairs.filter(({ raw }) => matches(raw)).length;
          const against = fault(compiled, pairs, spoken);
          if (against) faults.push(against);
        }
        expect(faults).to.deep.equal([]);
        expect(asked).to.be.above(1500);
        expect(found).to.be.above(100);
      });
  });
});
