import { expect } from 'chai';
import {
  type Backend,
  type Compiled,
  compile,
  type Diagnostic,
  type Language,
  type Rule,
} from '../src/index.ts';
import type { Fidelity } from '../src/ir/fidelity.ts';
import { at, match } from './ir/nodes.ts';

/* What becomes of a rule that is true of more than its text means: `Reading.wider`. */

const said = (code: string, severity: Diagnostic['severity'] = 'warning'): Diagnostic => ({
  code,
  severity,
  message: `${code}.`,
  at,
});

/** A language whose one rule leaves this open. */
const leaving = (wider: readonly Diagnostic[] | undefined): Language => ({
  id: 'test',
  title: 'Test',
  extensions: ['.test'],
  read: () => {
    const name = { id: null, title: 'A rule', path: 'a.test' };
    const about = {
      tags: [],
      references: [],
      falsePositives: [],
      fields: [],
      scope: [],
      related: [],
      logSource: {},
      custom: {},
    };
    const rule: Rule = { ...name, about, when: match('Image', 'a.exe'), at };
    return [{ name, rule, diagnostics: [said('test/remark', 'info')], ...(wider && { wider }) }];
  },
});

/** A backend whose queries are of this fidelity. */
const finding = (fidelity: Fidelity): Backend => ({
  id: fidelity,
  title: fidelity,
  extension: '.txt',
  write: () => ({
    query: 'a',
    fidelity,
    diagnostics: fidelity === 'exact' ? [] : [said(`backend/${fidelity}`)],
  }),
});

const to = (['exact', 'wider', 'narrower'] as const).map(finding);

const compiled = (wider: readonly Diagnostic[] | undefined, strict = false): Compiled =>
  compile({ path: 'a.test', text: '' }, { from: leaving(wider), to, strict })[0]!;

const verdicts = ({ queries }: Compiled) =>
  queries.map(({ fidelity, diagnostics }) => [
    fidelity,
    ...diagnostics.map(({ code, severity }) => `${code} ${severity}`),
  ]);

describe('a rule that is true of more than its text means', () => {
  const open = [said('test/open'), said('test/groups')];

  it('has no query that finds the same, and none that also lacks some', () => {
    const one = compiled(open);
    expect(verdicts(one)).to.deep.equal([
      ['wider', 'test/remark info', 'test/open warning', 'test/groups warning'],
      [
        ...['wider', 'test/remark info', 'test/open warning', 'test/groups warning'],
        'backend/wider warning',
      ],
      [
        ...['refused', 'test/remark info', 'test/open warning', 'test/groups warning'],
        'backend/narrower error',
      ],
    ]);
    expect(one.queries.map(({ query }) => query)).to.deep.equal(['a', 'a', null]);
  });

  it('says why beside its meaning, whatever it is compiled to', () => {
    const { rule, diagnostics, wider } = compiled(open);
    expect(rule?.title).to.equal('A rule');
    expect(diagnostics.map(({ code }) => code)).to.deep.equal([
      'test/remark',
      'test/open',
      'test/groups',
    ]);
    expect(wider).to.deep.equal(open);
  });

  it('is refused where every query is to be exact', () => {
    const one = compiled(open, true);
    for (const verdict of verdicts(one))
      expect(verdict).to.deep.equal([
        'refused',
        'test/remark info',
        'test/open error',
        'test/groups error',
      ]);
    expect(one.wider.map(({ severity }) => severity)).to.deep.equal(['error', 'error']);
  });

  it('is none where nothing is left open', () => {
    for (const none of [undefined, []])
      for (const [strict, fidelities] of [
        [false, ['exact', 'wider', 'narrower']],
        [true, ['exact', 'refused', 'refused']],
      ] as const) {
        const one = compiled(none, strict);
        expect(one.queries.map(({ fidelity }) => fidelity)).to.deep.equal(fidelities);
        expect(one.wider).to.deep.equal([]);
      }
  });
});
