import { expect } from 'chai';
import { type Product, path } from '../../src/cluster/cluster.ts';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { applyAll } from '../../src/deploy/apply.ts';
import * as targets from '../../src/deploy/index.ts';
import { plan } from '../../src/deploy/plan.ts';
import type { Wanted } from '../../src/deploy/target.ts';
import { hashOf } from '../../src/emit/hash.ts';
import { emitted } from '../support/emitted.ts';
import { onWholeEngines } from '../support/engine.ts';
import { sessionOf } from './session.ts';

/* Stored scripts on the engines themselves: written, found to be right, and searched with. */

const set = `test-${process.pid}`;
const id = '6f1d7a52-3a0c-4a55-9a86-0e5a4f1d2c3b';
const text = `title: 'A "title" {{of}} mine'
id: ${id}
logsource:
  product: windows
detection:
  selection:
    Image|endswith: '\\{{x}}.exe'
  condition: selection
`;

onWholeEngines('a search template', ({ name, url, remove, send }) => {
  const product: Product = name.startsWith('opensearch') ? 'opensearch' : 'elasticsearch';
  const target =
    product === 'opensearch'
      ? targets.opensearchSearchTemplate
      : targets.elasticsearchSearchTemplate;
  const choices = { set, overwriteDrift: false, adopt: false, refused: new Set<string>() };
  const events = `events-${set}`;
  after(() => remove(events));

  it('is applied, is then as it should be, and finds what its rule means', async () => {
    const { emission } = emitted([{ path: 'rule.yml', text }], [target.artifact]);
    const files = [...emission.files].map(([file, { body, rule }]) => ({
      path: file,
      body,
      rule,
      source: hashOf(text),
    }));
    const wanted = target.objects(files, set);
    const cluster = await connect(connectionOf({ url, isInsecure: false }, {}), product);
    const session = sessionOf(target, cluster);
    const planned = async (some: readonly Wanted[]) =>
      plan(some, await session.read(set, [id]), choices);
    const apply = async (some: readonly Wanted[]) => {
      const outcomes = await applyAll(session, await planned(some), new AbortController().signal);
      return outcomes.map(({ step, reason }) => reason ?? step.kind);
    };
    expect(await apply(wanted)).to.deep.equal(['create']);
    expect((await planned(wanted)).map(({ kind }) => kind)).to.deep.equal(['none']);
    const [now, long] = [new Date().toISOString(), '2001-01-01T00:00:00Z'];
    await send('PUT', `/${events}`, {
      mappings: { properties: { '@timestamp': { type: 'date' }, Image: { type: 'keyword' } } },
    });
    for (const event of [
      { '@timestamp': now, Image: 'C:\\{{x}}.EXE' },
      { '@timestamp': now, Image: 'C:\\x.exe' },
      { '@timestamp': long, Image: 'C:\\{{x}}.exe' },
    ])
      await send('POST', `/${events}/_doc?refresh=true`, event);
    const find = async (params: object) => {
      const { body } = await cluster.send({
        method: 'POST',
        path: path`/${events}/_search/template`,
        body: { id, params },
        isIdempotent: true,
      });
      return (body as { hits: { hits: readonly unknown[] } }).hits.hits.length;
    };
    expect(await find({ from: 'now-1h', to: 'now+1h' })).to.equal(1);
    expect(await find({ from: '2000-01-01', to: 'now+1h' })).to.equal(2);
    expect(await apply([])).to.deep.equal(['delete']);
    expect(await session.read(set, [id])).to.deep.equal([]);
  });

  it('is told to be too large where the engine would refuse it, to the byte', async () => {
    const cluster = await connect(connectionOf({ url, isInsecure: false }, {}), product);
    const session = sessionOf(target, cluster);
    const take = async (length: number) => {
      const body = 'a"é'.repeat(10_000) + 'a'.repeat(length);
      const wanted = [{ name: id, title: 'long', rule: id, source: hashOf(body), body }];
      const steps = plan(wanted, await session.read(set, [id]), choices);
      const refusals = await session.refusals!(steps);
      const [outcome] = await applyAll(session, steps, new AbortController().signal);
      return { refused: refusals[0]?.message, why: outcome!.reason };
    };
    const most = 65_535;
    const { refused } = await take(most);
    const over = Number(/(\d+) bytes/.exec(refused!)![1]) - most;
    expect(await take(most - over)).to.deep.equal({ refused: undefined, why: null });
    const { refused: told, why } = await take(most - over + 1);
    expect(told).to.include(`is ${most + 1} bytes, and this cluster takes ${most} at most`);
    expect(why).to.include(`stored script size in bytes [${most}] with size [${most + 1}]`);
    await send('DELETE', `/_scripts/${id}`);
  });
});
