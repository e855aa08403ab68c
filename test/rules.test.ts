import { expect } from 'chai';
import { load } from 'js-yaml';
import { backends, compile, type Event, languages, predicate } from '../src/index.ts';
import { disagreement, hitsOf } from './support/agree.ts';
import { onEngines } from './support/engine.ts';
import { filesIn, readText } from './support/files.ts';
import { single } from './support/single.ts';

/*
 * test/rules/<name>.events.yml: events that the rule beside it finds, and events that it leaves. On
 * engines every rule is held against the events of all of them.
 */

interface Told {
  readonly finds: readonly Event[];
  readonly leaves: readonly Event[];
}

const to = Object.values(backends);
const cases = filesIn('test/rules', '.events.yml').map((path) => {
  const rulePath = path.replace('.events.yml', '.yml');
  const [compiled] = compile(
    { path: rulePath, text: readText(rulePath) },
    { from: languages.sigma, to },
  );
  return { rulePath, compiled: compiled!, told: load(readText(path)) as Told };
});

describe('rules and the events beside them', () => {
  for (const { rulePath, compiled, told } of cases)
    it(`${rulePath} finds what it should, and leaves the rest`, () => {
      const matches = predicate(single(compiled.rule).when);
      expect(told.finds, 'finds').to.not.be.empty;
      expect(told.leaves, 'leaves').to.not.be.empty;
      expect(told.finds.filter((event) => !matches(event))).to.deep.equal([]);
      expect(told.leaves.filter((event) => matches(event))).to.deep.equal([]);
    });
});

onEngines('every rule on the events of all', (engine) => {
  const events = cases.flatMap(({ told }) => [...told.finds, ...told.leaves]);
  before(() => engine.index('rules', events));
  after(() => engine.remove('rules'));

  for (const { rulePath, compiled } of cases) {
    const query = compiled.queries.find((one) => one.to === engine.backend.id)!;
    if (query.query === null) continue;
    it(rulePath, async () => {
      const wanted = hitsOf(predicate(single(compiled.rule).when), events);
      const [found] = await engine.search('rules', [query.query!]);
      expect(disagreement(query, wanted, found!)).to.equal(null);
    });
  }
});
