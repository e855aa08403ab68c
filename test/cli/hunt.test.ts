import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { compileAll } from '../../src/evaluate/many/index.ts';
import { compile, type Event, languages } from '../../src/index.ts';
import { hasKeywords } from '../../src/ir/fields.ts';
import { eachAtom } from '../../src/ir/fold.ts';
import type { Rule } from '../../src/ir/rule.ts';
import { type Asked, ok, type Said, serveFake } from '../deploy/fakes/http.ts';
import { findFiles, onCorpus } from '../support/corpus.ts';
import { onEngines } from '../support/engine.ts';
import { started, whileInFolder } from '../support/program.ts';
import { fillKeywords, inParts, kept, realEvents } from '../support/real-events.ts';
import { single } from '../support/single.ts';
import { rule } from './bench.ts';

interface Line {
  readonly rule: { readonly path: string };
  readonly fidelity: string;
  readonly count: number | null;
  readonly hits: readonly { readonly id: string }[];
  readonly fault?: string;
  readonly days?: Readonly<Record<string, number>>;
}

const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const about = ok({ version: { number: '3.6.0', distribution: 'opensearch' } });

/** Runs over a fake that says so of each search. */
async function hunted(
  response: (body: Readonly<Record<string, unknown>>) => object,
  ...more: string[]
) {
  const searches: { head: unknown; body: Readonly<Record<string, unknown>> }[] = [];
  const fake = await serveFake(({ method, steps, text }: Asked): Said => {
    if (method === 'GET') return steps.join() === '' ? about : ok({}); // of no index anything is known
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const responses: object[] = [];
    for (let i = 0; i < lines.length; i += 2) {
      searches.push({ head: lines[i], body: lines[i + 1] });
      responses.push(response(lines[i + 1]));
    }
    return ok({ responses });
  });
  try {
    const line = [
      'hunt',
      'examples/t1070.005',
      '--cluster',
      fake.url,
      '--format',
      'jsonl',
      ...more,
    ];
    return { ...(await started(line).ended), searches };
  } finally {
    await fake.close();
  }
}

const found = (value: number) => ({
  _shards: { total: 1, failed: 0 },
  timed_out: false,
  hits: { total: { value }, hits: [{ _index: 'logs-1', _id: 'x' }] },
});

describe('hunt', function () {
  this.timeout(120_000);

  it('counts what each rule finds in the time that is asked for', async () => {
    const before = Date.now();
    const { status, stdout, stderr, searches } = await hunted(() => found(7), '--since', '2h');
    expect(status, stderr).to.equal(0);
    for (const { count, hits } of linesOf(stdout)) {
      expect(count).to.equal(7);
      expect(hits).to.deep.equal([{ index: 'logs-1', id: 'x' }]);
    }
    expect(searches.length).to.equal(linesOf(stdout).length).and.to.be.above(1);
    for (const { head, body } of searches) {
      expect(head).to.deep.include({ index: ['logs-*'] });
      const { bool } = body.query as {
        bool: { filter: [{ range: Record<string, { gte: number; lt: number }> }] };
      };
      const { gte, lt } = bool.filter[0].range['@timestamp']!;
      expect(lt - gte).to.equal(2 * 3600 * 1000);
      expect(lt).to.be.within(before, Date.now());
    }
  });

  it('counts by day, the noisiest first', async () => {
    const day = (count: number) => ({ key_as_string: '2026-11-20', doc_count: count });
    let asked = 0;
    const { stdout, searches } = await hunted(
      () => ({ ...found(9), aggregations: { days: { buckets: [day(++asked)] } } }),
      '--backtest',
    );
    const worst = linesOf(stdout).map(({ days }) => days!['2026-11-20']!);
    expect(worst).to.deep.equal(worst.toSorted((a, b) => b - a));
    expect(worst.length).to.equal(asked).and.to.be.above(1);
    for (const { body } of searches)
      expect(body.aggs).to.deep.equal({
        days: {
          date_histogram: {
            field: '@timestamp',
            calendar_interval: 'day',
            format: 'yyyy-MM-dd',
            min_doc_count: 1,
          },
        },
      });
  });

  it('looks where, and for as much as, it is told to', async () => {
    const { searches } = await hunted(
      () => found(0),
      '--since',
      'all',
      '--index',
      'a,b-*',
      '--sample',
      '0',
    );
    for (const { head, body } of searches) {
      expect(head).to.deep.include({ index: ['a', 'b-*'] });
      expect(body).to.include({ size: 0, track_total_hits: true });
      expect(JSON.stringify(body)).to.not.include('@timestamp');
    }
  });

  it('tells of indices whose events have no time, which are no reason to fail', async () => {
    const held = (properties: object) => ({ mappings: { properties }, settings: {} });
    const indices = {
      'logs-1': held({ '@timestamp': { type: 'date' }, a: { type: 'keyword' } }),
      'logs-2': held({ time: { type: 'date' }, a: { type: 'keyword' } }),
    };
    const fake = await serveFake(({ method, steps, text }) => {
      if (method === 'GET') return steps.join() === '' ? about : ok(indices);
      const { sort } = JSON.parse(text.split('\n')[1]!) as { sort?: readonly object[] };
      if (sort)
        expect(sort).to.deep.equal([{ '@timestamp': { order: 'desc', unmapped_type: 'date' } }]);
      return ok({ responses: [found(1)] });
    });
    await whileInFolder(async (folder) => {
      writeFileSync(join(folder, 'a.yml'), rule('a', 'x'));
      const run = (since: string) =>
        started(['hunt', '.', '--cluster', fake.url, '--since', since], { cwd: folder }).ended;
      const { status, stderr } = await run('7d');
      expect([status, stderr]).to.deep.equal([
        1,
        'No event of logs-2 is in the time that is asked, for there is no field "@timestamp". The settings say which it is (timestamp); --since all asks for none.\n1 rule: 1 found something, 0 failed\n',
      ]);
      expect((await run('all')).status).to.equal(0);
    }).finally(() => fake.close());
  });

  it('counts the rules that are refused beside those that were asked', async () => {
    const fake = await serveFake(({ method, steps, text }) => {
      if (method === 'GET') return steps.join() === '' ? about : ok({});
      expect(text.trimEnd().split('\n')).to.have.length(2);
      return ok({ responses: [found(1)] });
    });
    await whileInFolder(async (folder) => {
      writeFileSync(join(folder, 'a.yml'), rule('a', 'x'));
      writeFileSync(join(folder, 'b.yml'), rule('b', 'x'.repeat(2000)));
      const line = ['hunt', '.', '--cluster', fake.url];
      const { status, stderr } = await started(line, { cwd: folder }).ended;
      expect(status).to.equal(1);
      expect(stderr).to.match(/\n1 rule: 1 found something, 0 failed, 1 more refused\n$/);
    }).finally(() => fake.close());
  });

  for (const [what, response, fault] of [
    [
      'of some shards only',
      { ...found(3), _shards: { total: 5, failed: 1 } },
      /1 of 5 shards failed/,
    ],
    ['cut off', { ...found(3), timed_out: true }, /shards failed/],
    ['of no index', { ...found(0), _shards: { total: 0, failed: 0 } }, /There is no index logs-/],
    ['an error', { error: { reason: 'too many clauses' }, status: 400 }, /too many clauses/],
    ['nothing', {}, /not answered/],
  ] as const)
    it(`takes no count for one that is ${what}`, async () => {
      const { status, stdout } = await hunted(() => response);
      expect(status).to.equal(1);
      for (const { count, fault: said } of linesOf(stdout)) {
        expect(count).to.equal(null);
        expect(said).to.match(fault);
      }
    });

  for (const [what, args] of [
    ['a time that is none', ['--since', '7w']],
    ['a negative sample', ['--sample=-1']],
  ] as const)
    it(`ends with 2 for ${what}`, async () => {
      expect(
        (
          await started(['hunt', 'examples/t1070.005', '--cluster', 'http://127.0.0.1:9', ...args])
            .ended
        ).status,
      ).to.equal(2);
    });
});

const noise = `title: Noise
id: 2b1f7a52-3a0c-4a55-9a86-0e5a4f1d2c3b
logsource: {product: windows}
detection: {selection: {a: x}, condition: selection}
`;

onEngines('hunt for many events', ({ url, send, remove }) => {
  const index = `many-${process.pid}`;
  /** More than an engine gives at once, by default. */
  const count = 10_500;
  const today = new Date().toISOString().slice(0, 10);
  after(() => remove(index));
  before(async () => {
    const properties = { '@timestamp': { type: 'date' }, a: { type: 'keyword' } };
    await send('PUT', `/${index}`, { mappings: { properties } });
    for (let from = 0; from < count; from += 3500) {
      const lines = Array.from({ length: 3500 }, (_, i) => [
        { index: { _id: String(from + i) } },
        { '@timestamp': from + i < 500 ? '2020-02-03T04:05:06Z' : `${today}T00:00:00Z`, a: 'x' },
      ]).flat();
      await send('POST', `/${index}/_bulk`, lines);
    }
    await send('POST', `/${index}/_refresh`);
  });

  const hunt = (...more: string[]) =>
    whileInFolder(async (cwd) => {
      writeFileSync(join(cwd, 'rule.yml'), noise);
      const line = ['hunt', 'rule.yml', '--cluster', url, '--index', index, ...more];
      return started(line, { cwd }).ended;
    });

  for (const [since, found] of [
    ['all', count],
    ['2d', count - 500],
  ] as const)
    it(`names each once, page by page: ${since}`, async () => {
      const { stdout } = await hunt('--since', since, '--sample', '20000', '--format', 'jsonl');
      const [line] = linesOf(stdout);
      expect(line!.count).to.equal(found);
      expect(new Set(line!.hits.map(({ id }) => id)).size).to.equal(found);
      expect(line!.hits.length).to.equal(found);
    });

  it('counts them day by day', async () => {
    const { stdout } = await hunt('--since', 'all', '--sample', '0', '--backtest');
    expect(stdout).to.equal(
      `# Noise (rule.yml)\n${count} events\n  2020-02-03  500\n  ${today}  ${count - 500}\n\n`,
    );
  });
});

/** How many tests a rule is made of. */
const sizeOf = ({ when }: Rule): number => {
  let size = 0;
  eachAtom(when, () => {
    size++;
  });
  return size;
};

onCorpus('hunt over the corpus', () => {
  const sources = findFiles('sigma/rules', '.yml')
    .flatMap((path) =>
      compile({ path, text: readFileSync(path, 'utf8') }, { from: languages.sigma, to: [] }),
    )
    .map(({ rule }) => single(rule));
  /** Each of so many; with FUZZ_RUNS all. */
  const some = (every: number, areOfKeywords: boolean) =>
    sources
      .filter(({ when }) => hasKeywords(when) === areOfKeywords)
      .filter((_, i) => process.env.FUZZ_RUNS || i % every === 0);

  onEngines('on an engine', ({ url, send, remove }) => {
    const name = `hunt-${process.pid}`;
    const filled: string[] = [];
    afterEach(async () => {
      for (const index of filled.splice(0)) await remove(index);
    });

    /** Hunts in indices of these events, and holds what is found to what the rules mean. */
    async function check(
      rules: readonly Rule[],
      events: readonly Event[],
      parts: readonly ReadonlyMap<number, Event>[],
    ) {
      for (const [i, part] of parts.entries()) {
        filled.push(`${name}-${i}`);
        await fillKeywords(send, `${name}-${i}`, part);
      }
      const args = ['--since', 'all', '--index', `${name}-*`, '--sample', '10000'];
      const assumed = ['--assume', 'long-texts=none']; // as the events are taken below
      const paths = [...new Set(rules.map(({ path }) => path))];
      const line = ['hunt', ...paths, '--cluster', url, '--format', 'jsonl', ...assumed, ...args];
      const { stdout, stderr } = await started(line).ended;
      const lines = linesOf(stdout);

      const matcher = compileAll(rules.map(({ when }) => when));
      const wanted = rules.map(() => new Set<string>());
      for (const [i, event] of events.entries())
        for (const n of matcher(kept(event))) wanted[n]!.add(String(i));
      const byPath = new Map(lines.map((line) => [line.rule.path, line]));
      const faults: string[] = [];
      let all = 0;
      for (const [i, { path }] of rules.entries()) {
        const line = byPath.get(path);
        const have = new Set(line?.hits.map(({ id }) => id));
        const missed = [...wanted[i]!].filter((id) => !have.has(id));
        const more = [...have].filter((id) => !wanted[i]!.has(id));
        all += have.size;
        const isRight = missed.length === 0 && (more.length === 0 || line?.fidelity === 'wider');
        if (!isRight || line?.count !== have.size)
          faults.push(`${path}: ${line?.fault ?? ''} ${missed.length} missed, ${more.length} more`);
      }
      console.log(
        `      ${lines.length} rules, ${events.length} events, ${parts.length} indices, ${all} hits. ${stderr.trim().split('\n').at(-1)}`,
      );
      expect(faults).to.deep.equal([]);
      expect(lines.length).to.equal(rules.length);
      return all;
    }

    it('finds in all real events what the rules mean', async () => {
      const events = realEvents();
      await check(some(4, false), events, [new Map(events.entries())]);
    });

    it('finds keywords in whichever field they are', async () => {
      const events = realEvents();
      const rules = some(1, true);
      const means = compileAll(rules.map(({ when }) => when));
      const found = new Set(events.flatMap((event) => [...means(event)]));
      // an engine takes minutes for all of them: a few of the shortest, of which most find something
      const short = rules.toSorted((one, other) => sizeOf(one) - sizeOf(other));
      const few = short.filter((one) => found.has(rules.indexOf(one))).slice(0, 3);
      const asked = process.env.FUZZ_RUNS ? rules : [...new Set([...few, short[0]!])];
      expect(await check(asked, events, inParts(events, 90))).to.be.above(0);
    });
  });
});
