import { expect } from 'chai';
import fc from 'fast-check';
import { onlyNew } from '../../../src/artifacts/only-new.ts';
import type { Event } from '../../../src/evaluate/event.ts';
import { backends, type CompiledQuery } from '../../../src/index.ts';
import { tallyOf } from '../../../src/ir/counts.ts';
import * as ir from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { faultOf, readings, runSpl } from '../../spl/index.ts';
import { at, compiled, correlation, failed, finds } from '../../support/correlation.ts';
import { someCounts, someEvents } from '../../support/random/counts.ts';

/* Counts in SPL, held by the evaluator of SPL that was written from Splunk's pages. */

type Lines = Readonly<Record<string, string>>;

const to = [backends.splunkSpl];
const queryOf = (lines: Lines): CompiledQuery =>
  compiled([failed, correlation(lines)], { to })[1]!.queries[0]!;

/** The numbers of the events that a search finds, each once. */
function found(
  query: string,
  events: readonly Event[],
  reading = readings.usual!,
  range?: readonly [number, number],
) {
  const timed = events.map((event, number) => ({
    ...event,
    number,
    _time: Date.parse(String(event['@timestamp'])) / 1000,
  }));
  const rows = runSpl(query, timed, { reading, ...(range && { range }) });
  return [...new Set(rows.map(({ number }) => Number(number)))].sort((a, b) => a - b);
}

describe('a count in SPL', () => {
  for (const [is, lines, query] of [
    [
      'windows of so many events, one for each group',
      {},
      'EventID=4625 User=* | eval rw_by1=mvdedup(mvmap(User, "=".User)) | mvexpand rw_by1 | sort 0 _time' +
        ' | streamstats global=f window=3 count AS rw_n3 min(_time) AS rw_since3 BY rw_by1' +
        ' | eval rw_hit3=if(rw_n3=3 AND round(_time-rw_since3, 6)<300, 1, 0)' +
        ' | eventstats max(rw_hit3) AS rw_hit3 BY _time, rw_by1 | where rw_hit3=1',
    ],
    ['the events alone where one is enough', { condition: '{gte: 1}' }, 'EventID=4625 User=*'],
    [
      'of fields that need quotes',
      { 'group-by': "['user.name', 'Host name']", condition: '{lte: 1}', timespan: '1h' },
      'EventID=4625 user.name=* "Host name"=*' +
        " | eval rw_by1=mvdedup(mvmap('user.name', \"=\".'user.name')), rw_by2=mvdedup(mvmap('Host name', \"=\".'Host name'))" +
        ' | mvexpand rw_by1 | mvexpand rw_by2 | sort 0 _time' +
        ' | streamstats global=f window=2 count AS rw_n2 min(_time) AS rw_since2 BY rw_by1, rw_by2' +
        ' | eval rw_hit2=if(rw_n2=2 AND round(_time-rw_since2, 6)<3600, 1, 0)' +
        ' | eventstats max(rw_hit2) AS rw_hit2 BY _time, rw_by1, rw_by2 | where rw_hit2=0',
    ],
    [
      'of values, in a window of time',
      { type: 'value_count', 'group-by': '', condition: '{field: User, gte: 3}' },
      'EventID=4625 User=* | eval rw_value=mvdedup(mvmap(User, "=".User)) | sort 0 _time' +
        ' | streamstats time_window=299s dc(rw_value) AS rw_n | eventstats max(rw_n) AS rw_n BY _time | where rw_n>=3',
    ],
  ] as readonly [string, Lines, string][])
    it(`is ${is}`, () => {
      const { query: made } = queryOf(lines);
      expect(made).to.equal(query);
      expect(faultOf(query)).to.equal(null);
    });

  for (const [of, lines, code] of [
    ['more events than a window holds', { condition: '{gte: 10001}' }, 'too-many'],
    [
      'at most so many values',
      { type: 'value_count', condition: '{field: Host, lte: 3}' },
      'values-at-most',
    ],
    [
      'values within a second',
      { type: 'value_count', timespan: '1s', condition: '{field: Host, gte: 3}' },
      'short-window',
    ],
    ["a field that can't be named", { 'group-by': '["a|b"]' }, 'field-name'],
  ] as readonly [string, Lines, string][])
    it(`is refused of ${of}`, () => {
      const { query, diagnostics } = queryOf(lines);
      expect(query).to.equal(null);
      expect(diagnostics.map((one) => one.code)).to.include(`splunk-spl/${code}`);
    });

  it('is exact of events, and tells that it finds less of values', () => {
    expect(queryOf({}).fidelity).to.equal('exact');
    const values = queryOf({ type: 'value_count', condition: '{field: Host, gte: 3}' });
    expect(values.fidelity).to.equal('narrower');
    expect(values.diagnostics.map(({ severity }) => severity)).to.deep.equal(['info', 'warning']);
  });

  it('finds events at whose time there are enough, whatever Splunk does where its pages are silent', () => {
    let count = 0;
    hold(
      Number(process.env.FUZZ_RUNS ?? 400),
      fc.property(someCounts, someEvents, (counts, events) => {
        const tally = tallyOf(counts, ir.at)!;
        const { query, fidelity } = backends.splunkSpl.count!(tally, ir.at);
        if (query === null) return;
        const wanted = finds(counts, events);
        count += wanted.length;
        for (const [name, reading] of Object.entries(readings)) {
          const are = found(query as string, events, reading);
          if (fidelity === 'exact') expect(are, `${name}: ${query}`).to.deep.equal(wanted);
          else expect(wanted, `${name}: ${query}`).to.include.members(are);
        }
      }),
    );
    expect(count).to.be.above(200);
  });

  it('of values finds what is a second inside the timespan', () => {
    const lines = { type: 'value_count', timespan: '5s', condition: '{field: Host, gte: 2}' };
    const query = queryOf(lines).query as string;
    const of = (second: number) =>
      [0, second].map((time) => at(time, { EventID: 4625, User: 'bob', Host: `h${time}` }));
    for (const reading of Object.values(readings))
      for (const [second, is] of [
        [3.9, [1]],
        [5, []],
      ] as const)
        expect(found(query, of(second), reading)).to.deep.equal(is);
  });
});

describe('a scheduled count in SPL', () => {
  it('finds in runs that follow each other what one over all time does', () => {
    const [every, overlap, before] = [10, 2, 60];
    hold(
      100,
      fc.property(someCounts, someEvents, fc.nat(9), (counts, events, offset) => {
        const tally = tallyOf(counts, ir.at)!;
        if (counts.value !== null) return;
        const query = onlyNew(backends.splunkSpl.count!(tally, ir.at).query!, before) as string;
        const start = Date.UTC(2026, 0, 5) / 1000 + offset;
        const all = new Map<number, number>();
        for (let end = start; end < start + 40; end += every) {
          const range = [end - every - overlap - before, end] as const;
          const seen = events.filter((event) => isIn(event, range));
          const places = seen.map((event) => events.indexOf(event));
          for (const number of found(query, seen, readings.usual, range))
            all.set(places[number]!, (all.get(places[number]!) ?? 0) + 1);
        }
        expect([...all.keys()].sort((a, b) => a - b)).to.deep.equal(finds(counts, events));
        for (const times of all.values()) expect(times).to.be.at.most(2); // where two runs overlap
      }),
    );
  });
});

const isIn = (event: Event, [from, to]: readonly [number, number]): boolean => {
  const time = Date.parse(String(event['@timestamp'])) / 1000;
  return time >= from && time < to;
};
