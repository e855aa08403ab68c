import { expect } from 'chai';
import fc from 'fast-check';
import { hashOfJson } from '../../src/deploy/json.ts';
import type { Mark } from '../../src/deploy/mark.ts';
import { type Choices, isChange, isLeft, type Kind, plan } from '../../src/deploy/plan.ts';
import type { Live, Wanted } from '../../src/deploy/target.ts';
import { hold } from '../ir/property.ts';
import { take } from './memory.ts';

const set = 'soc';
const usual: Choices = { set, overwriteDrift: false, adopt: false, refused: new Set() };

const want = (name: string, body: string): Wanted => ({
  name,
  title: `Rule ${name}`,
  rule: name,
  source: 'source',
  body,
});

/** A live object of a set that was given `given` and holds `body` now. */
const ours = (name: string, body: string, given = body, of = set): Live => ({
  name,
  body,
  mark: markOf(name, given, of),
});

const markOf = (name: string, given: string, of = set): Mark => ({
  set: of,
  rule: name,
  source: 'source',
  given: hashOfJson(given),
  applied: hashOfJson(given),
  revision: 3,
});

const foreign = (name: string, body: string): Live => ({ name, body, mark: null });
const unfinished = (name: string, body: string): Live => ({
  name,
  body,
  mark: { ...markOf(name, body), applied: null },
});

describe('a plan', () => {
  const over = { overwriteDrift: true };
  const adopt = { adopt: true };
  for (const [does, wanted, live, choices, kind] of [
    ['makes what is missing', 'a', null, {}, 'create'],
    ['leaves what is right', 'a', ours('x', 'a'), {}, 'none'],
    ['mends what is old', 'b', ours('x', 'a'), {}, 'update'],
    ['removes what nothing makes', null, ours('x', 'a'), {}, 'delete'],
    ['leaves what was changed by hand', 'a', ours('x', 'c', 'a'), {}, 'drift'],
    ['leaves it where something else is wanted, too', 'b', ours('x', 'c', 'a'), {}, 'drift'],
    ['leaves it where nothing is wanted', null, ours('x', 'c', 'a'), {}, 'drift'],
    ['writes over it when told to', 'a', ours('x', 'c', 'a'), over, 'update'],
    ['removes it when told to', null, ours('x', 'c', 'a'), over, 'delete'],
    ['marks what was changed into what is wanted', 'b', ours('x', 'b', 'a'), {}, 'adopt'],
    ['leaves what is not ours', 'a', foreign('x', 'a'), {}, 'conflict'],
    ['leaves it whatever may be overwritten', 'a', foreign('x', 'a'), over, 'conflict'],
    ['adopts it when told to', 'a', foreign('x', 'a'), adopt, 'adopt'],
    ['adopts nothing else', 'b', foreign('x', 'a'), adopt, 'conflict'],
    ['takes it over when told both', 'b', foreign('x', 'a'), { ...over, ...adopt }, 'update'],
    [
      "leaves what is another set's",
      'a',
      ours('x', 'a', 'a', 'red'),
      { ...over, ...adopt },
      'conflict',
    ],
    ['goes on with what was broken off', 'a', unfinished('x', 'a'), {}, 'update'],
    ['clears away what was left over', null, unfinished('x', 'a'), {}, 'delete'],
    ['keeps what a refused rule made', null, ours('x', 'a'), { refused: new Set(['x']) }, 'keep'],
    ['keeps all where a file is unreadable', null, ours('x', 'a'), { refused: 'all' }, 'keep'],
  ] as const)
    it(does, () => {
      const steps = plan(wanted === null ? [] : [want('x', wanted)], live ? [live] : [], {
        ...usual,
        ...choices,
      });
      expect(steps.map((step): Kind => step.kind)).to.deep.equal([kind]);
    });

  it('says nothing of other sets and of what is not ours', () => {
    expect(plan([], [ours('x', 'a', 'a', 'red'), foreign('y', 'a')], usual)).to.deep.equal([]);
  });

  it('counts revisions', () => {
    const [old, first] = plan([want('x', 'b'), want('y', 'b')], [ours('x', 'a')], usual);
    expect([old!.mark!.revision, first!.mark!.revision]).to.deep.equal([4, 1]);
  });

  const bodies = fc.constantFrom('a', 'b', 'c');
  const names = fc.constantFrom(...'uvwxyz');
  const wantedOnes = fc
    .uniqueArray(fc.record({ name: names, body: bodies }), { selector: ({ name }) => name })
    .map((ones) => ones.map(({ name, body }) => want(name, body)));
  const liveOnes = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(ours, foreign, unfinished), names, bodies, bodies, fc.boolean())
      .map(([make, name, body, given, isAnother]) =>
        make === ours ? ours(name, body, given, isAnother ? 'red' : set) : make(name, body),
      ),
    { selector: ({ name }) => name },
  );
  const choices = fc.record({
    set: fc.constant(set),
    overwriteDrift: fc.boolean(),
    adopt: fc.boolean(),
    refused: fc.oneof(
      fc.constant('all' as const),
      fc.uniqueArray(names).map((some) => new Set(some)),
    ),
  });

  it('that was applied leaves nothing to do, whatever was wanted and live', () => {
    hold(
      1500,
      fc.property(wantedOnes, liveOnes, choices, (wanted, live, chosen) => {
        const steps = plan(wanted, live, chosen);
        const after = take(live, steps);
        const again = plan(wanted, after, chosen);
        expect(again.filter(isChange)).to.deep.equal([]);
        // what was left is left still, for the same reason
        const left = steps.filter((step) => isLeft(step) || step.kind === 'keep');
        const kinds = (some: typeof steps) => some.map(({ name, kind }) => `${name} ${kind}`);
        expect(kinds(again.filter(({ kind }) => kind !== 'none'))).to.deep.equal(kinds(left));
        const byName = new Map(after.map((one) => [one.name, one]));
        for (const { name, body } of wanted)
          if (!left.some((step) => step.name === name))
            expect(byName.get(name)?.body).to.equal(body);
      }),
    );
  });

  it("touches nothing that isn't the set's, and nothing that was changed by hand unless told to", () => {
    hold(
      1500,
      fc.property(wantedOnes, liveOnes, choices, (wanted, live, chosen) => {
        const after = new Map(take(live, plan(wanted, live, chosen)).map((one) => [one.name, one]));
        for (const one of live) {
          const { mark, name, body } = one;
          const isOthers = mark ? mark.set !== set : !chosen.adopt;
          const isWanted = wanted.some((some) => some.name === name && some.body === body);
          const isChanged =
            mark?.set === set && mark.applied !== null && hashOfJson(body) !== mark.applied;
          const isForeignUnwanted = !mark && !wanted.some((some) => some.name === name);
          if (isOthers || isForeignUnwanted) expect(after.get(name)).to.deep.equal(one);
          if (isChanged && !chosen.overwriteDrift && !isWanted)
            expect(after.get(name)).to.deep.equal(one);
        }
      }),
    );
  });
});
