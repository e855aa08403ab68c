import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { type Compiled, compile, languages, type Rule } from '../../../src/index.ts';
import type { Expr } from '../../../src/ir/expr.ts';
import { Normals } from '../../../src/ir/normal.ts';
import { writeSigma } from '../../../src/languages/sigma/write.ts';
import { flatten } from '../../../src/passes/flatten.ts';
import { hold } from '../../ir/property.ts';
import { findFiles, onCorpus } from '../../support/corpus.ts';
import { filesIn, readText } from '../../support/files.ts';
import { kinds } from '../../support/random/atoms.ts';
import { expressionsOf } from '../../support/random/expressions.ts';
import { single } from '../../support/single.ts';

/* A rule that is written as Sigma means, read again, what it meant, and says of itself what it said. */

const rulesOf = (path: string, text: string): readonly Compiled[] =>
  compile({ path, text }, { from: languages.sigma, to: [] }).filter(({ rule }) => rule);

function expectSame(rule: Rule): void {
  const text = writeSigma(rule, 'Title')!;
  const again = rulesOf(rule.path, text);
  expect(again.length, text).to.equal(1);
  const { about, when } = single(again[0]!.rule);
  const normals = new Normals();
  expect(normals.of(when).id, text).to.equal(normals.of(rule.when).id);
  const { category = 'unknown', ...place } = rule.about.logSource;
  const isPlaced = place.product !== undefined || place.service !== undefined;
  const logSource = isPlaced ? rule.about.logSource : { category, ...place };
  expect(about, text).to.deep.equal({ ...rule.about, logSource });
}

/** Random parts of dates are such that no date has, which Sigma's reader refuses. */
const sayable = kinds.filter((kind) => kind !== 'timePart');

describe('a rule written as Sigma', () => {
  const paths = filesIn('test/rules', '.yml').filter((path) => !path.endsWith('.events.yml'));
  for (const path of paths)
    it(`means what ${path} means`, () => {
      for (const { rule } of rulesOf(path, readText(path))) expectSame(single(rule));
    });

  for (const path of filesIn('test/languages/analytic', '.txt'))
    it(`means what ${path} means`, () => {
      const source = { path, text: readText(path) };
      const [{ rule }] = compile(source, { from: languages.analytic, to: [] }) as [Compiled];
      if (rule) expectSame(single(rule));
    });

  it('holds what a hostile page says as text', () => {
    const title = 'x"\n}: [&a *a]\u202e\u0007 - !!js/function';
    const [{ rule }] = rulesOf('a.yml', readText(paths[0]!)) as [Compiled];
    const text = writeSigma({ ...rule!, title }, '', ['a\n- b: c']);
    expect(text).to.match(/^# Finds more than its source: a - b: c\n/);
    expect(rulesOf('a.yml', text!)[0]!.rule!.title).to.equal(title);
  });

  it('means what any expression means', () => {
    const [{ rule }] = rulesOf('a.yml', readText(paths[0]!)) as [Compiled];
    let written = 0;
    hold(
      400,
      fc.property(expressionsOf(sayable), (when) => {
        const text = writeSigma({ ...rule!, when: flatten(when) }, '');
        if (text === null) return; // a field with a bar
        written++;
        const [again] = rulesOf('a.yml', text);
        const normals = new Normals();
        expect(again && normals.of(single(again.rule).when).id, text).to.equal(normals.of(when).id);
      }),
    );
    expect(written).to.be.at.least(200);
  });

  it('is none where a field has a bar in its name', () => {
    const [{ rule }] = rulesOf('a.yml', readText(paths[0]!)) as [Compiled];
    const when: Expr = { kind: 'exists', field: 'a|b', at: rule!.at };
    expect(writeSigma({ ...rule!, when }, '')).to.equal(null);
  });

  onCorpus('as all of SigmaHQ is', () => {
    it('means what it meant', () => {
      for (const path of findFiles('sigma/rules', '.yml'))
        for (const { rule } of rulesOf(path, readFileSync(path, 'utf8'))) expectSame(single(rule));
    });
  });
});
