import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Failure } from '../../src/cluster/failure.ts';
import { applyAll } from '../../src/deploy/apply.ts';
import { files } from '../../src/deploy/index.ts';
import { type Choices, plan, type Step } from '../../src/deploy/plan.ts';
import type { Session, Target, Wanted } from '../../src/deploy/target.ts';
import { rule, set, wantedOf } from './bench.ts';

/* Files in a folder: marked beside, and by the same rules as everywhere. */

const target = files.taking!('elastic-rule');
const name = 'elastic-rule/rule0.ndjson';
const mark = `.rulewright/${name}.json`;

describe('files in a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const sessionOf = (of: Target): Session => {
    if (of.at !== 'folder') throw new Error('It is no folder.');
    return of.open(folder);
  };
  const wanted = (value: string) => wantedOf(target, [rule(value)]);
  const planned = async (all: readonly Wanted[], choices: Partial<Choices> = {}, of = target) => {
    const live = await sessionOf(of).read(
      set,
      all.map((one) => one.name),
    );
    const usual = { set, overwriteDrift: false, adopt: false, refused: new Set<string>() };
    return plan(all, live, { ...usual, ...choices });
  };
  const take = async (steps: readonly Step[], of = target) =>
    (await applyAll(sessionOf(of), steps, new AbortController().signal)).map(
      ({ step, reason }) => reason ?? step.kind,
    );
  const apply = async (all: readonly Wanted[], choices: Partial<Choices> = {}) =>
    take(await planned(all, choices));
  const kinds = async (all: readonly Wanted[], choices: Partial<Choices> = {}) =>
    (await planned(all, choices)).map(({ kind }) => kind);
  const all = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => one.name)
      .sort();
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');

  it('are made, found to be right, changed and removed', async () => {
    expect(await apply(wanted('1'))).to.deep.equal(['create']);
    expect(all()).to.deep.equal(['rule0.ndjson', 'rule0.ndjson.json']);
    expect(text(name)).to.equal(wanted('1')[0]!.body);
    expect(await kinds(wanted('1'))).to.deep.equal(['none']);
    expect(await apply(wanted('2'))).to.deep.equal(['update']);
    expect(text(name)).to.equal(wanted('2')[0]!.body);
    expect(JSON.parse(text(mark))).to.include({ set: 'soc', revision: 2 });
    expect(await apply([])).to.deep.equal(['delete']);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('that somebody has changed are left, unless told otherwise', async () => {
    await apply(wanted('1'));
    writeFileSync(join(folder, name), 'mine');
    expect(await kinds(wanted('1'))).to.deep.equal(['drift']);
    expect(await apply([])).to.deep.equal([]);
    expect(text(name)).to.equal('mine');
    expect(await apply(wanted('1'), { overwriteDrift: true })).to.deep.equal(['update']);
    expect(await kinds(wanted('1'))).to.deep.equal(['none']);
  });

  it("that are somebody else's are left, and links are no files", async () => {
    await apply(wanted('1'));
    rmSync(join(folder, mark));
    expect(await kinds(wanted('2'))).to.deep.equal(['conflict']);
    expect(await apply([])).to.deep.equal([]);
    expect(await apply(wanted('1'), { adopt: true })).to.deep.equal(['adopt']);
    const outside = join(folder, 'outside');
    writeFileSync(outside, 'theirs');
    rmSync(join(folder, name));
    symlinkSync(outside, join(folder, name));
    const error = await planned(wanted('1')).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Failure);
    expect((error as Failure).message).to.match(/is no file of its own/);
    expect(text('outside')).to.equal('theirs');
  });

  it('of another artifact and of another set are left', async () => {
    await apply(wanted('1'));
    const other = files.taking!('elastic-watcher');
    const watches = wantedOf(other, [rule('1')]);
    await take(await planned(watches, {}, other), other);
    expect(all()).to.include('rule0.json');
    await take(await planned([], {}, other), other);
    expect(await kinds(wanted('1'))).to.deep.equal(['none']);
    expect(await kinds([], { set: 'red' })).to.deep.equal([]);
    expect(await kinds(wanted('1'), { set: 'red' })).to.deep.equal(['conflict']);
  });

  it('that somebody has written since they were read are left', async () => {
    await apply(wanted('1'));
    for (const next of [wanted('2'), []]) {
      const steps = await planned(next);
      writeFileSync(join(folder, name), `mine ${next.length}`);
      expect(await take(steps)).to.deep.equal([`Somebody else has written ${name} meanwhile.`]);
      await apply(wanted('1'), { overwriteDrift: true });
    }
  });

  it('are in the end as they should be wherever an apply is killed', async () => {
    await apply(wanted('1'));
    const [old, oldMark] = [text(name), text(mark)];
    const begun = { ...(JSON.parse(oldMark) as object), applied: null };
    const drafts = join(folder, '.rulewright-drafts');
    for (const leave of [
      () => writeFileSync(join(folder, mark), JSON.stringify(begun)),
      () => {
        writeFileSync(join(folder, mark), JSON.stringify(begun));
        writeFileSync(join(folder, name), String(wanted('2')[0]!.body));
      },
      () => rmSync(join(folder, name)),
      () => {
        mkdirSync(drafts);
        writeFileSync(join(drafts, '1-1'), 'half');
      },
    ])
      for (const next of [wanted('2'), []]) {
        await apply(wanted('1'), { overwriteDrift: true });
        writeFileSync(join(folder, name), old);
        writeFileSync(join(folder, mark), oldMark);
        leave();
        await apply(next);
        expect(await kinds(next)).to.deep.equal(next.map(() => 'none'));
        expect(all().length).to.equal(next.length * 2);
      }
  });

  it('that are made of the set stay while a rule that stands in them is refused', async () => {
    const conf = files.taking!('splunk-savedsearch');
    const [a, b] = [rule('1', '', 'rule-a'), rule('2', '', 'rule-b')];
    const both = wantedOf(conf, [a, b]);
    await take(await planned(both, {}, conf), conf);
    const live = (await sessionOf(conf).read(set, []))[0]!;
    const [one] = wantedOf(conf, [a]);
    expect(conf.keeping!(one!, live, new Set(['rule-b'])).body).to.equal(both[0]!.body);
    expect(conf.keeping!(one!, live, new Set(['rule-c']))).to.equal(one);
    expect(conf.keeping!(one!, live, 'all').body).to.equal(both[0]!.body);
  });
});
