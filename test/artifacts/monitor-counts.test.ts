import { expect } from 'chai';
import fc from 'fast-check';
import { backends, type Event } from '../../src/index.ts';
import { seed } from '../ir/property.ts';
import { at, correlation, countsOf, failed, finds } from '../support/correlation.ts';
import { emission } from '../support/counted-artifact.ts';
import { onEngines } from '../support/engine.ts';

/* The monitor of a rule that counts: what it asks, and what an engine answers, beside what the rule means. */

type Lines = Readonly<Record<string, string>>;

interface Bucket {
  readonly key: Readonly<Record<string, string>>;
  readonly doc_count: number;
  readonly values?: { readonly value: number };
}

interface Answer {
  readonly hits: { readonly total: { readonly value: number } };
  readonly aggregations?: {
    readonly groups?: { readonly buckets: readonly Bucket[] };
    readonly values?: { readonly value: number };
  };
}

interface Condition {
  readonly script: { readonly source: string };
}

function monitorOf(lines: Lines) {
  const { body, said } = emission('opensearch-monitor', [failed, correlation(lines)]);
  if (body === null) return { said, monitor: null };
  const monitor = JSON.parse(body);
  const [trigger] = monitor.triggers;
  const condition: Condition = (trigger.bucket_level_trigger ?? trigger.query_level_trigger)
    .condition;
  return { said, monitor: { ...monitor, condition } };
}

const values = { type: 'value_count', condition: '{field: Host, gte: 3}' };
const noGroups = { 'group-by': '' };

describe('a monitor of OpenSearch', () => {
  for (const [is, lines, level, source] of [
    ['events by groups', {}, 'bucket', 'params.count >= 3'],
    ['more events than a number', { condition: '{gt: 3}' }, 'bucket', 'params.count >= 4'],
    ['values by groups', values, 'bucket', 'params.count >= 3'],
    ['all events', noGroups, 'query', 'ctx.results[0].hits.total.value >= 3'],
    [
      'values of all events',
      { ...values, ...noGroups },
      'query',
      'ctx.results[0].aggregations.values.value >= 3',
    ],
  ] as readonly [string, Lines, string, string][])
    it(`counts ${is}`, () => {
      const { monitor, said } = monitorOf(lines);
      expect(monitor.monitor_type).to.equal(`${level}_level_monitor`);
      expect(monitor.condition.script.source).to.equal(source);
      expect(said).to.include('emit/counts-longer');
      expect(said.includes('emit/guesses-values')).to.equal('type' in lines);
    });

  it('is none of at most so many', () => {
    const { monitor, said } = monitorOf({ condition: '{lte: 3}' });
    expect([monitor, said]).to.deep.equal([null, ['emit/counts-up-to']]);
  });

  onEngines('counts what the rule counts', (engine) => {
    if (engine.backend !== backends.opensearchDsl) return;
    const index = 'monitor-counts';
    const one = fc.constantFrom('a', 'A', 'b', '');
    const event = fc.record({
      second: fc.integer({ min: 0, max: 50 }),
      fields: fc.record(
        {
          EventID: fc.constantFrom(4625, 4625, 4625, 4624),
          User: fc.oneof(one, fc.uniqueArray(one, { minLength: 2, maxLength: 3 })),
          Host: one,
        },
        { requiredKeys: ['EventID'] },
      ),
    });
    const events = fc
      .sample(event, { seed, numRuns: 60 })
      .map(({ second, fields }) => at(second, fields));
    before(() => engine.index(index, events, { '@timestamp': 'date' }));
    after(() => engine.remove(index));

    /** The groups of which there are enough, as the engine counts. */
    async function fired(lines: Lines): Promise<readonly string[]> {
      const { monitor } = monitorOf(lines);
      const end = Date.parse(at(60, {})['@timestamp'] as string);
      const search = JSON.stringify(monitor.inputs[0].search.query);
      const body = JSON.parse(search.replaceAll('{{period_end}}', String(end)));
      const answer = (await engine.send('POST', `/${index}/_search`, body)) as unknown as Answer;
      const least = Number(/>= (\d+)$/.exec(monitor.condition.script.source)![1]);
      const { groups, values: all } = answer.aggregations ?? {};
      if (!groups) return (all?.value ?? answer.hits.total.value) >= least ? ['all'] : [];
      return groups.buckets
        .filter(({ doc_count, values: of }) => (of?.value ?? doc_count) >= least)
        .map(({ key }) => JSON.stringify(Object.values(key)))
        .sort();
    }

    /** The same as the rule means it: each group alone, its events within the timespan. */
    function meant(lines: Lines, by: readonly string[]): readonly string[] {
      const counts = countsOf([failed, correlation(lines)]);
      if (by.length === 0) return finds(counts, events).length > 0 ? ['all'] : [];
      const of = (field: string) => [
        ...new Set(events.flatMap((one) => (one[field] as string | undefined) ?? [])),
      ];
      const keys = by.reduce<readonly (readonly string[])[]>(
        (some, field) => some.flatMap((key) => of(field).map((value) => [...key, value])),
        [[]],
      );
      const isIn = (one: Event, key: readonly string[]) =>
        by.every((field, i) => [one[field]].flat().includes(key[i]));
      return keys
        .filter(
          (key) =>
            finds(
              counts,
              events
                .filter((one) => isIn(one, key))
                .map((one) => ({
                  ...one,
                  ...Object.fromEntries(by.map((field, i) => [field, key[i]])),
                })),
            ).length > 0,
        )
        .map((key) => JSON.stringify(key))
        .sort();
    }

    for (const [by, number] of [
      [['User'], 12],
      [['User', 'Host'], 4],
      [[], 40],
      [[], 61],
    ] as readonly [readonly string[], number][])
      it(`${number} events by ${by.join(' and ') || 'nothing'}`, async () => {
        const lines = {
          'group-by': by.length === 0 ? '' : `[${by}]`,
          condition: `{gte: ${number}}`,
        };
        expect(await fired(lines)).to.deep.equal(meant(lines, by));
      });

    for (const [by, number] of [
      [['User'], 4],
      [['User'], 3],
      [[], 4],
    ] as readonly [readonly string[], number][])
      it(`${number} values by ${by.join(' and ') || 'nothing'}`, async () => {
        const lines = {
          type: 'value_count',
          'group-by': by.length === 0 ? '' : `[${by}]`,
          condition: `{field: Host, gte: ${number}}`,
        };
        expect(await fired(lines)).to.deep.equal(meant(lines, by));
      });
  });
});
