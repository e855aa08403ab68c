import { expect } from 'chai';
import { Failure } from '../../src/cluster/failure.ts';
import { splunk as target } from '../../src/deploy/index.ts';
import { splitNote } from '../../src/deploy/kit/note.ts';
import { readConf } from '../support/conf.ts';
import { readText } from '../support/files.ts';
import { Bench, id, rule, set } from './bench.ts';
import { Splunk } from './fakes/splunk.ts';

/* Saved searches, on a fake of Splunk's management port: no Splunk can be had for tests. */

const scheduled = (more: string) => `custom:\n${more}`;
const quiet = scheduled('  throttle: {period: 1h, by: [host.name]}\n');

describe('saved searches, on a fake', () => {
  let splunk: Splunk;
  let bench: Bench;
  const begin = async (words = {}) => {
    splunk = new Splunk();
    bench = await Bench.on(target, splunk.answer, words);
  };
  beforeEach(() => begin());
  afterEach(() => bench.close());
  const held = (name = id) => splunk.held.find((one) => one.name === name)!;
  const again = async (words: Record<string, string>) => {
    await bench.close();
    await begin(words);
  };

  it('are parsed before they are put, and are then as they should be', async () => {
    const wanted = bench.wanted(rule('1'));
    expect(wanted.map(({ title }) => title)).to.deep.equal(['Watched']);
    expect(await bench.apply(wanted)).to.deep.equal(['create']);
    expect(splunk.parsed).to.equal(1);
    expect(held()).to.include({ app: 'search', owner: 'nobody', sharing: 'app' });
    expect(held().values).to.include({
      search: 'EventID=1',
      is_scheduled: '1',
      alert_type: 'number of events',
      alert_comparator: 'greater than',
      alert_threshold: '0',
      disabled: '0',
    });
    const { mark, rest } = splitNote(held().values.description!);
    expect(mark).to.include({ set: 'soc', rule: id, revision: 1 });
    expect(rest.split('\n')[0]).to.equal('Watched');
    expect(await bench.kinds(wanted)).to.deep.equal(['none']);
    const { writes } = splunk;
    expect(await bench.apply(wanted)).to.deep.equal([]);
    expect(splunk.writes).to.equal(writes);
    expect(await bench.apply(bench.wanted(rule('2')))).to.deep.equal(['update']);
    expect(held().values.search).to.equal('EventID=2');
    expect(await bench.kinds(bench.wanted(rule('2')))).to.deep.equal(['none']);
    expect(await bench.apply([])).to.deep.equal(['delete']);
    expect(splunk.held).to.deep.equal([]);
  });

  it('have of their actions and pauses what the rule says, and no longer what it said', async () => {
    await bench.apply(bench.wanted(rule('1', quiet)));
    expect(held().values).to.include({
      'alert.suppress': '1',
      'alert.suppress.period': '1h',
      'alert.suppress.fields': 'host.name',
    });
    const [plain] = bench.wanted(rule('1'));
    const mail = { actions: 'email', 'action.email.to': 'soc@example.org' };
    const mailing = [{ ...plain!, body: { ...(plain!.body as object), ...mail } }];
    await bench.apply(mailing);
    expect(held().values).to.include({
      ...mail,
      'alert.suppress': '0',
      'alert.suppress.period': '',
    });
    expect(await bench.kinds(mailing)).to.deep.equal(['none']);
    await bench.apply([plain!]);
    expect(held().values).to.include({ actions: '', 'action.email.to': '' });
    expect(await bench.kinds([plain!])).to.deep.equal(['none']);
  });

  for (const [what, change, access] of [
    ['changed', { search: 'mine' }, {}],
    ['switched off', { disabled: '1' }, {}],
    ['given to somebody else', {}, { owner: 'bob' }],
    ['described', { description: 'mine' }, {}],
  ] as const)
    it(`that somebody has ${what} are left, unless told otherwise`, async () => {
      const wanted = bench.wanted(rule('1'));
      await bench.apply(wanted);
      const { description } = held().values;
      const note = description!.split('\n').at(-1)!;
      const more = 'description' in change ? { description: `${change.description}\n${note}` } : {};
      splunk.edit(id, { ...change, ...more }, access);
      const before = held();
      expect(await bench.kinds(wanted)).to.deep.equal(['drift']);
      expect(await bench.apply(wanted)).to.deep.equal([]);
      expect(await bench.apply([])).to.deep.equal([]);
      expect(held()).to.equal(before);
      expect(await bench.apply(wanted, { overwriteDrift: true })).to.deep.equal(['update']);
      expect(await bench.kinds(wanted)).to.deep.equal(['none']);
      expect(held()).to.include({ owner: 'nobody', sharing: 'app' });
    });

  it("that are somebody else's are left", async () => {
    const values = { search: 'index=main', description: 'mine' };
    const foreign = { app: 'search', owner: 'ann', sharing: 'app', values };
    splunk.held.push({ ...foreign, name: id }, { ...foreign, name: 'other' });
    splunk.held.push({ ...foreign, name: 'far', app: 'other', sharing: 'global' });
    const wanted = bench.wanted(rule('1'));
    expect(await bench.kinds(wanted)).to.deep.equal(['conflict']);
    expect(await bench.kinds(wanted, { overwriteDrift: true })).to.deep.equal(['conflict']);
    await bench.apply([]);
    expect(splunk.writes).to.equal(0);
    const both = { adopt: true, overwriteDrift: true };
    expect(await bench.apply(wanted, both)).to.deep.equal(['update']);
    await bench.apply([]);
    expect(splunk.held.map(({ name }) => name)).to.deep.equal(['other', 'far']);
  });

  it('that another app shares with all under the same name are another', async () => {
    const values = { search: 'index=main' };
    splunk.held.push({ name: id, app: 'other', owner: 'ann', sharing: 'global', values });
    expect(await bench.apply(bench.wanted(rule('1')))).to.deep.equal(['create']);
    expect(splunk.held.map(({ app }) => app)).to.deep.equal(['other', 'search']);
    await bench.apply([]);
    expect(splunk.held.map(({ app }) => app)).to.deep.equal(['other']);
  });

  it('that somebody has written since they were read are left', async () => {
    await bench.apply(bench.wanted(rule('1')));
    for (const wanted of [bench.wanted(rule('2')), []]) {
      const steps = await bench.planned(wanted);
      splunk.edit(id, { search: `mine ${wanted.length}` });
      expect(await bench.take(steps)).to.deep.equal([`Somebody else has written ${id} meanwhile.`]);
      expect(held().values.search).to.equal(`mine ${wanted.length}`);
      await bench.apply(bench.wanted(rule('1')), { overwriteDrift: true });
    }
  });

  it('that two make at once are the one of them', async () => {
    const [ours, theirs] = [bench.wanted(rule('1')), bench.wanted(rule('2'))];
    const steps = await bench.planned(ours);
    await bench.apply(theirs);
    expect(await bench.take(steps)).to.deep.equal([`Somebody else has written ${id} meanwhile.`]);
    expect(held().values.search).to.equal('EventID=2');
  });

  for (const isOld of [false, true])
    it(`that can't be parsed are not put, ${isOld ? 'before' : 'since'} version 9`, async () => {
      splunk.isOld = isOld;
      const [wanted] = bench.wanted(rule('1'));
      const body = { ...(wanted!.body as object), search: 'a=1 | whree b=2' };
      const odd = [{ ...wanted!, body }];
      expect(await bench.apply(odd)).to.deep.equal(["400: Unknown search command 'whree'."]);
      expect(splunk.held).to.deep.equal([]);
      expect(await bench.apply(bench.wanted(rule('1')))).to.deep.equal(['create']);
    });

  it('are put where they are to be, and shared as they are to be', async () => {
    await again({ RULEWRIGHT_APP: 'soc', RULEWRIGHT_OWNER: 'ann', RULEWRIGHT_SHARING: 'global' });
    await bench.apply(bench.wanted(rule('1')));
    expect(held()).to.include({ app: 'soc', owner: 'ann', sharing: 'global' });
    expect(await bench.kinds(bench.wanted(rule('1')))).to.deep.equal(['none']);
    await again({ RULEWRIGHT_APP: 'soc', RULEWRIGHT_OWNER: 'ann', RULEWRIGHT_SHARING: 'user' });
    await bench.apply(bench.wanted(rule('1')));
    expect(held()).to.include({ app: 'soc', owner: 'ann', sharing: 'user' });
    expect(await bench.kinds(bench.wanted(rule('1')))).to.deep.equal(['none']);
  });

  it('are all read, however many there are', async () => {
    const texts = Array.from({ length: 40 }, (_, i) => rule('1', '', `rule-${i}`));
    await bench.apply(bench.wanted(...texts));
    expect(splunk.held.length).to.equal(40);
    expect(new Set(await bench.kinds(bench.wanted(...texts)))).to.deep.equal(new Set(['none']));
  });

  for (const [what, words, change, message] of [
    ['no app', { RULEWRIGHT_APP: 'nowhere' }, {}, /404: Application does not exist: nowhere/],
    ['no user', { RULEWRIGHT_OWNER: 'eve', RULEWRIGHT_SHARING: 'user' }, {}, /User does not exist/],
    ['nobody known', {}, { authorization: ['Bearer good'] }, /401: who we are is not known there/],
    [
      'a wrong token',
      { RULEWRIGHT_TOKEN: 'bad' },
      { authorization: ['Bearer good'] },
      /401: .*Unauthorized/,
    ],
    ['no right to write', {}, { isReader: true }, /403: we may not do that there: .*cannot write/],
    ['a licence without schedules', {}, { isFree: true }, /402: its licence doesn't have that/],
  ] as const)
    it(`are explained where there is ${what}`, async () => {
      await again(words);
      Object.assign(splunk, change);
      const said = await bench.apply(bench.wanted(rule('1'))).catch((error: unknown) => {
        expect(error).to.be.instanceOf(Failure);
        return [(error as Failure).message];
      });
      expect(said.join()).to.match(message);
      expect(splunk.held).to.deep.equal([]);
    });

  it('are explained where Splunk answers in XML, whatever it was asked for', async () => {
    const text = 'call not properly authenticated';
    const body = `<?xml version="1.0"?>\n<response><messages>\n<msg type="WARN">${text}</msg></messages></response>`;
    const other = await Bench.on(target, () => ({ status: 401, body }));
    const error = await other.planned([]).catch((thrown: unknown) => thrown);
    await other.close();
    expect((error as Failure).message).to.equal(
      `401: who we are is not known there, or the password or key is wrong: ${text}`,
    );
  });

  for (const [words, authorization] of [
    [{ RULEWRIGHT_TOKEN: 'good' }, 'Bearer good'],
    [{ RULEWRIGHT_API_KEY: 'key' }, 'Splunk key'],
    [
      { RULEWRIGHT_USERNAME: 'ann', RULEWRIGHT_PASSWORD: 'secret' },
      `Basic ${Buffer.from('ann:secret').toString('base64')}`,
    ],
  ] as const)
    it(`are put by who shows ${authorization.split(' ')[0]}`, async () => {
      await again(words);
      splunk.authorization = [authorization];
      expect(await bench.apply(bench.wanted(rule('1')))).to.deep.equal(['create']);
    });

  it('are in the end as they should be wherever an apply is killed', async () => {
    await again({ RULEWRIGHT_APP: 'soc', RULEWRIGHT_OWNER: 'ann' });
    for (const fault of ['drop', 'reset', 'half', 'twice'] as const)
      for (let passed = 0; passed < 9; passed++) {
        const isNew = passed % 2 === 0;
        if (isNew) await bench.apply([]);
        const wanted = bench.wanted(rule(`${fault}${passed}`));
        await bench.killed(wanted, passed, fault);
        await bench.apply(wanted);
        expect(await bench.kinds(wanted), `${fault} ${passed}`).to.deep.equal(['none']);
        expect(splunk.held.length).to.equal(1);
        expect(held()).to.include({ owner: 'ann', sharing: 'app' });
      }
  });
});

describe('the arguments of a stanza', () => {
  const argumentsIn = (text: string) =>
    Object.entries(
      target.objects([{ path: '', body: text, rule: null, source: '' }], set)[0]!.body!,
    )
      .filter(([, value]) => value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [what, lines, args] of [
    [
      'its settings, as the API calls them',
      'counttype = x\nquantity = 0',
      { alert_type: 'x', alert_threshold: '0' },
    ],
    [
      'its actions as one list',
      'action.email = 1\naction.email.to = a=b\naction.rss = 1\naction.no = 0',
      { actions: 'email,rss', 'action.email.to': 'a=b' },
    ],
    [
      'values of several lines',
      'description = a\\\n  b\\\n    c\n# no',
      { description: 'a\nb\n  c' },
    ],
    [
      'a backslash at the end of a line',
      'search = a\\ \nquantity = 1',
      { search: 'a\\', alert_threshold: '1' },
    ],
  ] as const)
    it(`are ${what}`, () => {
      expect(Object.fromEntries(argumentsIn(`[a]\n${lines}\n`))).to.deep.equal(args);
    });

  it('of every artifact have what its own reader reads', () => {
    const text = readText('test/artifacts/splunk-savedsearch/savedsearches.conf');
    const stanzas = readConf(text);
    const wanted = target.objects([{ path: '', body: text, rule: null, source: '' }], set);
    expect(wanted.map(({ name }) => name)).to.deep.equal([...stanzas.keys()]);
    for (const { name, title, body } of wanted) {
      const args = body as Record<string, string>;
      const stanza = stanzas.get(name)!;
      expect(args.search).to.equal(stanza.get('search'));
      expect(args.description).to.equal(stanza.get('description')!.replaceAll('\n  ', '\n'));
      expect(title).to.equal(args.description!.split('\n')[0]);
    }
  });
});
