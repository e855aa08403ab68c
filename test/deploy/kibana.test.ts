import { expect } from 'chai';
import { Failure } from '../../src/cluster/failure.ts';
import { kibana as target } from '../../src/deploy/index.ts';
import { markOf } from '../../src/deploy/mark.ts';
import { correlation, failed } from '../support/correlation.ts';
import { Bench, id, rule } from './bench.ts';
import { Kibana } from './fakes/kibana.ts';

/* Detection rules, on a fake of Kibana: none can be had for tests. */

const technique = 'tags:\n  - attack.t1560.001\n';
const filterOf = (held: unknown) =>
  (held as { filters: readonly { query: unknown }[] }).filters[0]!.query;

describe('detection rules, on a fake', () => {
  let kibana: Kibana;
  let bench: Bench;
  const begin = async (words = {}) => {
    kibana = new Kibana();
    bench = await Bench.on(target, kibana.answer, words);
  };
  beforeEach(() => begin());
  afterEach(() => bench.close());
  const again = async (words: Record<string, string>) => {
    await bench.close();
    await begin(words);
  };

  it('are put with a tag of the set and a mark, and are then as they should be', async () => {
    const wanted = bench.wanted(rule('1', technique));
    expect(await bench.apply(wanted)).to.deep.equal(['create']);
    const held = kibana.held.get(id)!;
    expect(held.tags).to.deep.equal(['attack.t1560.001', 'rulewright:soc']);
    const { rulewright } = held.meta as { rulewright: unknown };
    expect(markOf(rulewright)).to.include({ set: 'soc', rule: id, revision: 1 });
    expect(filterOf(held)).to.deep.equal({ term: { EventID: 1 } });
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
    const { writes } = kibana;
    expect(await bench.apply(wanted)).to.deep.equal([]);
    expect(kibana.writes).to.equal(writes);
    expect(await bench.apply(bench.wanted(rule('2', technique)))).to.deep.equal(['update']);
    expect(await bench.kinds(bench.wanted(rule('2', technique)))).to.deep.equal(['none']);
    expect(await bench.apply([])).to.deep.equal(['delete']);
    expect(kibana.held.size).to.equal(0);
  });

  it('count events, of a rule that does', async () => {
    const counting = (least: number) =>
      bench.wanted(`${failed}---\n${correlation({ condition: `{gte: ${least}}` })}`);
    expect(await bench.apply(counting(3))).to.deep.equal(['create']);
    const [held] = kibana.held.values();
    const threshold = { field: ['User'], value: 3, cardinality: [] };
    expect(held).to.deep.include({ type: 'threshold', threshold });
    expect(await bench.kinds(counting(3))).to.deep.equal(['none']);
    expect(await bench.apply(counting(4))).to.deep.equal(['update']);
    expect(await bench.kinds(counting(4))).to.deep.equal(['none']);
  });

  it('keep the exceptions and actions that somebody gave them', async () => {
    await bench.apply(bench.wanted(rule('1')));
    const theirs = {
      exceptions_list: [{ id: 'e', list_id: 'e', type: 'detection', namespace_type: 'single' }],
      actions: [{ id: 'mail', group: 'default', action_type_id: '.email', params: {} }],
    };
    kibana.patch(id, theirs);
    expect(await bench.kinds(bench.wanted(rule('1')))).to.deep.equal(['none']);
    expect(await bench.apply(bench.wanted(rule('2')))).to.deep.equal(['update']);
    expect(kibana.held.get(id)).to.deep.include(theirs);
    const [wanted] = bench.wanted(rule('3'));
    const beside = { actions: [{ id: 'other' }], exceptions_list: [] };
    await bench.apply([{ ...wanted!, beside }]);
    expect(kibana.held.get(id)).to.deep.include(theirs);
    await bench.apply([]);
    await bench.apply([{ ...wanted!, beside }]);
    expect(kibana.held.get(id)!.actions).to.deep.equal(beside.actions);
  });

  for (const [what, change] of [
    ['changed over the API', () => kibana.patch(id, { risk_score: 99 })],
    ['switched off', () => kibana.patch(id, { enabled: false })],
    ['taken the tag from', () => kibana.patch(id, { tags: [] })],
    ['saved in its pages', () => kibana.save(id, { name: 'Mine' })],
    ['saved as it was', () => kibana.save(id, {})],
  ] as const)
    it(`that somebody has ${what} are left, unless told otherwise`, async () => {
      const wanted = bench.wanted(rule('1', technique));
      await bench.apply(wanted);
      change();
      const before = kibana.held.get(id);
      expect(await bench.kinds(wanted)).to.deep.equal(['drift']);
      expect(await bench.apply(wanted)).to.deep.equal([]);
      expect(await bench.kinds([])).to.deep.equal(['drift']);
      expect(kibana.held.get(id)).to.equal(before);
      expect(await bench.apply(wanted, { overwriteDrift: true })).to.deep.equal(['update']);
      expect(await bench.kinds(wanted)).to.deep.equal(['none']);
      const { meta } = kibana.held.get(id) as { meta: Record<string, unknown> };
      if (/pages/.test(what)) expect(meta.kibana_siem_app_url).to.be.a('string');
    });

  it("that are somebody else's are left, and copies of ours are", async () => {
    const foreign = {
      rule_id: id,
      name: 'Mine',
      description: '',
      type: 'query',
      severity: 'low',
      tags: [],
    };
    kibana.held.set(id, foreign);
    const wanted = bench.wanted(rule('1'));
    expect(await bench.kinds(wanted)).to.deep.equal(['conflict']);
    expect(await bench.kinds(wanted, { overwriteDrift: true })).to.deep.equal(['conflict']);
    await bench.apply([]);
    expect(kibana.writes).to.equal(0);
    const both = { adopt: true, overwriteDrift: true };
    expect(await bench.apply(wanted, both)).to.deep.equal(['update']);
    const copy = { ...kibana.held.get(id)!, rule_id: 'copy' };
    kibana.held.set('copy', copy);
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
    kibana.save('copy', {});
    expect(await bench.apply([], { overwriteDrift: true })).to.have.members([
      'delete',
      'Saved in Kibana, it has kept the tag rulewright:soc alone, as a copy of a rule has too: remove it there, or its tag.',
    ]);
    expect([...kibana.held.keys()]).to.deep.equal(['copy']);
  });

  it('of another set are left', async () => {
    await bench.apply(bench.wanted(rule('1')));
    kibana.save(id, { tags: ['rulewright:red'] });
    expect(await bench.kinds(bench.wanted(rule('1')))).to.deep.equal(['conflict']);
    expect(await bench.kinds([])).to.deep.equal([]);
  });

  it('that somebody has written since they were read are left', async () => {
    await bench.apply(bench.wanted(rule('1')));
    for (const wanted of [bench.wanted(rule('2')), []]) {
      const steps = await bench.planned(wanted);
      kibana.patch(id, { risk_score: 90 + wanted.length });
      expect(await bench.take(steps)).to.deep.equal([`Somebody else has written ${id} meanwhile.`]);
      expect(kibana.held.get(id)!.risk_score).to.equal(90 + wanted.length);
      await bench.apply(bench.wanted(rule('1')), { overwriteDrift: true });
    }
  });

  it('that two make at once are the one of them', async () => {
    const steps = await bench.planned(bench.wanted(rule('1')));
    await bench.apply(bench.wanted(rule('2')));
    expect(await bench.take(steps)).to.deep.equal([`Somebody else has written ${id} meanwhile.`]);
    expect(filterOf(kibana.held.get(id))).to.deep.equal({ term: { EventID: 2 } });
  });

  it('are put into the space that is named, and no other is looked at', async () => {
    await again({ RULEWRIGHT_SPACE: 'soc' });
    await bench.apply(bench.wanted(rule('1')));
    expect([...kibana.spaces.get('soc')!.keys()]).to.deep.equal([id]);
    expect(kibana.held.size).to.equal(0);
  });

  it('are all read, however many pages there are', async () => {
    for (let i = 0; i < 1200; i++) kibana.held.set(`r${i}`, { rule_id: `r${i}`, tags: [] });
    await bench.apply(bench.wanted(rule('1')));
    expect(await bench.kinds(bench.wanted(rule('1')))).to.deep.equal(['none']);
    for (let i = 1200; i < 10_001; i++) kibana.held.set(`r${i}`, { rule_id: `r${i}`, tags: [] });
    const error = await bench.planned([]).catch((thrown: unknown) => thrown);
    expect((error as Failure).message).to.match(/^There are 10002 rules in that space/);
  });

  for (const [what, words, change, message] of [
    ['no space', { RULEWRIGHT_SPACE: 'nowhere' }, {}, /404: Not Found/],
    [
      'nobody known',
      { RULEWRIGHT_API_KEY: 'bad' },
      { authorization: 'ApiKey good' },
      /401: who we are is not known there/,
    ],
    ['no right to write', {}, { isReader: true }, /403: we may not do that there: .*privileges/],
  ] as const)
    it(`are explained where there is ${what}`, async () => {
      await again(words);
      Object.assign(kibana, change);
      const said = await bench.apply(bench.wanted(rule('1'))).catch((error: unknown) => {
        expect(error).to.be.instanceOf(Failure);
        return [(error as Failure).message];
      });
      expect(said.join()).to.match(message);
      expect(kibana.held.size).to.equal(0);
    });

  it('that Kibana takes for none are told in its words', async () => {
    const [wanted] = bench.wanted(rule('1'));
    const body = { ...(wanted!.body as object), severity: 'odd' };
    expect(await bench.apply([{ ...wanted!, body }])).to.deep.equal([
      '400: [request body]: severity: Invalid enum value',
    ]);
  });

  it('are in the end as they should be wherever an apply is killed', async () => {
    for (const fault of ['drop', 'reset', 'half', 'twice'] as const)
      for (let passed = 0; passed < 6; passed++) {
        if (passed % 2 === 0) await bench.apply([]);
        const wanted = bench.wanted(rule(`${fault}${passed}`));
        await bench.killed(wanted, passed, fault);
        await bench.apply(wanted);
        expect(await bench.kinds(wanted), `${fault} ${passed}`).to.deep.equal(['none']);
        expect([...kibana.held.keys()]).to.deep.equal([id]);
      }
  });
});
