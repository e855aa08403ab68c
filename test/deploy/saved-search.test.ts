import { expect } from 'chai';
import { kibanaSavedSearch as target } from '../../src/deploy/index.ts';
import { splitNote } from '../../src/deploy/kit/note.ts';
import { Bench, id, rule } from './bench.ts';
import { SavedObjects } from './fakes/saved-objects.ts';

/* Saved searches of Kibana, on a fake of its saved objects: no Kibana can be had for tests. */

const view = 'rulewright-logs-*';

describe('saved searches of Kibana, on a fake', () => {
  let kibana: SavedObjects;
  let bench: Bench;
  beforeEach(async () => {
    kibana = new SavedObjects();
    bench = await Bench.on(target, kibana.answer);
  });
  afterEach(() => bench.close());
  const held = (name = id) => kibana.held.get(name)!;

  it('are imported with their data view, and are then as they should be', async () => {
    const wanted = bench.wanted(rule('1', 'description: what it is\n'));
    expect(await bench.apply(wanted)).to.deep.equal(['create']);
    expect([...kibana.held.keys()]).to.deep.equal([view, id]);
    const { mark, rest } = splitNote(String(held().attributes.description));
    expect(mark).to.include({ set: 'soc', rule: id, revision: 1 });
    expect(rest).to.equal('what it is');
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
    const { writes } = kibana;
    expect(await bench.apply(wanted)).to.deep.equal([]);
    expect(kibana.writes).to.equal(writes);
    expect(await bench.apply(bench.wanted(rule('2')))).to.deep.equal(['update']);
    expect(await bench.kinds(bench.wanted(rule('2')))).to.deep.equal(['none']);
    expect(await bench.apply([])).to.deep.equal(['delete']);
    expect([...kibana.held.keys()]).to.deep.equal([view]);
  });

  it('leave a data view that is there as it is', async () => {
    await bench.apply(bench.wanted(rule('1')));
    kibana.save(view, { runtimeFieldMap: { theirs: {} } });
    const before = held(view);
    await bench.apply(bench.wanted(rule('2')));
    expect(held(view)).to.equal(before);
  });

  it('that somebody has saved otherwise are left, unless told otherwise', async () => {
    const wanted = bench.wanted(rule('1'));
    await bench.apply(wanted);
    kibana.save(id, { columns: ['mine'] });
    expect(await bench.kinds(wanted)).to.deep.equal(['drift']);
    expect(await bench.apply(wanted)).to.deep.equal([]);
    expect(await bench.apply([])).to.deep.equal([]);
    expect(held().attributes.columns).to.deep.equal(['mine']);
    expect(await bench.apply(wanted, { overwriteDrift: true })).to.deep.equal(['update']);
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
  });

  it("that are somebody else's, and copies of ours, are left", async () => {
    const wanted = bench.wanted(rule('1'));
    await bench.apply(wanted);
    kibana.held.set('copy', { ...held(), id: 'copy' });
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
    await bench.apply([]);
    expect([...kibana.held.keys()]).to.deep.equal([view, 'copy']);
    const foreign = { id, type: 'search', attributes: { title: 'Mine' }, references: [] };
    kibana.held.set(id, foreign);
    expect(await bench.kinds(wanted)).to.deep.equal(['conflict']);
    await bench.apply(wanted);
    await bench.apply([]);
    expect(held()).to.equal(foreign);
    const both = { adopt: true, overwriteDrift: true };
    expect(await bench.apply(wanted, both)).to.deep.equal(['update']);
  });

  it('that somebody has written since they were read are left', async () => {
    for (const wanted of [bench.wanted(rule('2')), []]) {
      await bench.apply(bench.wanted(rule('1')), { overwriteDrift: true });
      const steps = await bench.planned(wanted);
      kibana.save(id, { columns: ['mine'] });
      expect(await bench.take(steps)).to.deep.equal([`Somebody else has written ${id} meanwhile.`]);
      expect(held().attributes.columns).to.deep.equal(['mine']);
    }
  });

  it('that two make at once are the one of them', async () => {
    const steps = await bench.planned(bench.wanted(rule('1')));
    await bench.apply(bench.wanted(rule('2')));
    const before = held();
    expect(await bench.take(steps)).to.deep.equal([`Somebody else has written ${id} meanwhile.`]);
    expect(held()).to.equal(before);
  });

  it('have in a second space the ids that Kibana gives them there', async () => {
    await bench.apply(bench.wanted(rule('1')));
    const before = held();
    const there = await Bench.on(target, kibana.answer, { RULEWRIGHT_SPACE: 'soc' });
    const soc = kibana.spaces.get('soc')!;
    try {
      for (const value of ['1', '2']) {
        const wanted = there.wanted(rule(value));
        await there.apply(wanted);
        expect(await there.kinds(wanted)).to.deep.equal(['none']);
        expect([...soc.values()].map(({ originId }) => originId)).to.deep.equal([view, id]);
      }
      await there.apply([]);
      expect([...soc.values()].map(({ originId }) => originId)).to.deep.equal([view]);
      expect(held()).to.equal(before);
    } finally {
      await there.close();
    }
  });

  for (const [what, change, message] of [
    ['an attribute that there is none of', { attributes: { odd: 1 } }, /definition for this key/],
    [
      'a data view that is missing',
      { references: [{ id: 'no', name: 'a', type: 'index-pattern' }] },
      /isn't there: no/,
    ],
  ] as const)
    it(`with ${what} are told of, though the status is 200`, async () => {
      const [wanted] = bench.wanted(rule('1'));
      const body = { ...(wanted!.body as object), ...change };
      const said = await bench.apply([{ ...wanted!, body: body as never }]);
      expect(said.join()).to.match(message);
      expect([...kibana.held.keys()]).to.deep.equal([view]);
    });

  it('are in the end as they should be wherever an apply is killed', async () => {
    for (const fault of ['drop', 'reset', 'half', 'twice'] as const)
      for (let passed = 0; passed < 7; passed++) {
        if (passed % 2 === 0) await bench.apply([]);
        const wanted = bench.wanted(rule(`${fault}${passed}`));
        await bench.killed(wanted, passed, fault);
        await bench.apply(wanted);
        expect(await bench.kinds(wanted), `${fault} ${passed}`).to.deep.equal(['none']);
        expect([...kibana.held.keys()]).to.have.members([view, id]);
      }
  });
});
