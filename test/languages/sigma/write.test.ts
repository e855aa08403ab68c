import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type Compiled, compile, languages, type Rule } from '../../../src/index.ts';
import { and, not, or } from '../../../src/ir/build.ts';
import type { Expr } from '../../../src/ir/expr.ts';
import { print } from '../../../src/ir/print.ts';
import { writeSigma } from '../../../src/languages/sigma/write.ts';
import { findFiles, onCorpus } from '../../support/corpus.ts';
import { filesIn, readText } from '../../support/files.ts';

/* A rule that is written as Sigma means, read again, what it meant. */

const rulesOf = (path: string, text: string): readonly Compiled[] =>
  compile({ path, text }, { from: languages.sigma, to: [] }).filter(({ rule }) => rule);

/** The meaning without the order of what is joined. */
function sorted(expr: Expr): Expr {
  if (expr.kind === 'not') return not(sorted(expr.item));
  if (expr.kind !== 'and' && expr.kind !== 'or') return expr;
  const items = expr.items.map(sorted);
  items.sort((a, b) => (print(a) < print(b) ? -1 : 1));
  return expr.kind === 'and' ? and(items) : or(items);
}

const meaning = ({ when }: Rule): string => print(sorted(when), 80);

function expectSame(rule: Rule): void {
  const text = writeSigma(rule, 'Title')!;
  const again = rulesOf(rule.path, text);
  expect(again.length, text).to.equal(1);
  expect(meaning(again[0]!.rule!), text).to.equal(meaning(rule));
}

describe('a rule written as Sigma', () => {
  const paths = filesIn('test/rules', '.yml').filter((path) => !path.endsWith('.events.yml'));
  for (const path of paths)
    it(`means what ${path} means`, () => {
      for (const { rule } of rulesOf(path, readText(path))) expectSame(rule!);
    });

  for (const path of filesIn('test/languages/analytic', '.txt'))
    it(`means what ${path} means`, () => {
      const source = { path, text: readText(path) };
      const [{ rule }] = compile(source, { from: languages.analytic, to: [] }) as [Compiled];
      if (rule) expectSame(rule);
    });

  it('holds what a hostile page says as text', () => {
    const title = 'x"\n}: [&a *a]\u202e\u0007 - !!js/function';
    const [{ rule }] = rulesOf('a.yml', readText(paths[0]!)) as [Compiled];
    const text = writeSigma({ ...rule!, title }, '', ['a\n- b: c']);
    expect(text).to.match(/^# a - b: c\n/);
    expect(rulesOf('a.yml', text!)[0]!.rule!.title).to.equal(title);
  });

  it('is none where a field has a bar in its name', () => {
    const [{ rule }] = rulesOf('a.yml', readText(paths[0]!)) as [Compiled];
    const when: Expr = { kind: 'exists', field: 'a|b', at: rule!.at };
    expect(writeSigma({ ...rule!, when }, '')).to.equal(null);
  });

  onCorpus('as all of SigmaHQ is', () => {
    it('means what it meant', () => {
      for (const path of findFiles('sigma/rules', '.yml'))
        for (const { rule } of rulesOf(path, readFileSync(path, 'utf8'))) expectSame(rule!);
    });
  });
});
