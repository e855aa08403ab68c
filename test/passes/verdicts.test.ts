import { expect } from 'chai';
import type { Diagnostic, Severity } from '../../src/diagnostic/diagnostic.ts';
import {
  pipelines as allPipelines,
  type Backend,
  type Compiled,
  compile,
  type Language,
  print,
  type Query,
} from '../../src/index.ts';
import * as ir from '../ir/nodes.ts';

/* What becomes of a verdict between the language that leaves something open and who wants none but exact. */

const { at } = ir;
const { source } = at;
const say = (code: string, severity: Severity = 'warning'): Diagnostic => ({
  code,
  severity,
  message: code,
  at,
});

/** A language whose one rule is true of `x` in `a`, and leaves this open. */
const reads = (wider?: readonly Diagnostic[]): Language => ({
  id: 'one',
  title: 'One',
  extensions: [],
  read: () => {
    const rule = ir.rule(ir.match('a', 'x'));
    return [{ name: rule, rule, diagnostics: [say('read', 'info')], ...(wider && { wider }) }];
  },
});

/** A backend that gives this verdict, whatever it is asked for. */
const writes = (fidelity: Query['fidelity'], ...diagnostics: Diagnostic[]): Backend => ({
  id: 'one',
  title: 'One',
  extension: '.one',
  write: () => ({ query: fidelity === 'refused' ? null : 'q', fidelity, diagnostics }) as Query,
});

/** The verdict, and what is said: `wider read open`, an error with a `!`. */
function verdict(from: Language, to: Backend, strict: boolean): string {
  const [{ queries, rule }] = compile(source, { from, to: [to], strict }) as [
    ReturnType<typeof compile>[number],
  ];
  const [{ fidelity, query, diagnostics }] = queries as [(typeof queries)[number]];
  expect(query).to.equal(fidelity === 'refused' ? null : 'q');
  expect(rule).not.to.equal(null);
  const said = diagnostics.map(({ code, severity }) => (severity === 'error' ? `${code}!` : code));
  return [fidelity, ...said].join(' ');
}

describe('a verdict', () => {
  const closed = reads([]);
  const open = reads([say('open', 'warning')]);
  for (const [backend, asRead, whereOpen, strict, strictWhereOpen] of [
    [
      writes('exact', say('note', 'info')),
      'exact read note',
      'wider read open note',
      'exact read note',
      'refused read open!',
    ],
    [
      writes('wider', say('more', 'warning')),
      'wider read more',
      'wider read open more',
      'refused read more!',
      'refused read open!',
    ],
    [
      writes('narrower', say('less', 'warning')),
      'narrower read less',
      'refused read open less!',
      'refused read less!',
      'refused read open!',
    ],
    [
      writes('wider', say('why', 'info')),
      'wider read why',
      'wider read open why',
      'refused read why strict!',
      'refused read open!',
    ],
    [
      writes('refused', say('no', 'error')),
      'refused read no!',
      'refused read open no!',
      'refused read no!',
      'refused read open!',
    ],
  ] as const) {
    const [{ fidelity }] = [backend.write(ir.match('a', 'x'), at)];
    const { code } = backend.write(ir.match('a', 'x'), at).diagnostics[0]!;
    it(`that is ${fidelity} (${code}) stays so, or is ${strict.split(' ')[0]} where none but exact is wanted`, () => {
      expect(verdict(closed, backend, false)).to.equal(asRead);
      expect(verdict(closed, backend, true)).to.equal(strict);
    });
    it(`that is ${fidelity} (${code}) is ${whereOpen.split(' ')[0]} where the rule leaves something open`, () => {
      expect(verdict(open, backend, false)).to.equal(whereOpen);
      expect(verdict(open, backend, true)).to.equal(strictWhereOpen);
    });
  }

  it('says in which way a query is not exact, where nothing else does', () => {
    const messages = (['wider', 'narrower'] as const).map(
      (fidelity) =>
        compile(source, {
          from: closed,
          to: [writes(fidelity)],
          strict: true,
        })[0]!.queries[0]!.diagnostics.at(-1)!.message,
    );
    expect(messages).to.deep.equal([
      'The query finds more than the rule.',
      'The query finds less than the rule.',
    ]);
  });

  it('is of what the pipelines that are asked for, and then the one that a backend needs, make of the rule', () => {
    const asked: string[] = [];
    const schema = (id: string, field: string) => ({
      id,
      title: id,
      schemasOf: () => {
        asked.push(id);
        return [{ where: () => ir.match(field, id), fields: new Map(), others: 'same' as const }];
      },
    });
    const heard: string[] = [];
    const hears: Backend = {
      ...writes('exact'),
      pipeline: 'maxpatrol',
      write: (when, place) => {
        heard.push(print(when));
        return writes('exact').write(when, place);
      },
    };
    compile(source, { from: closed, to: [hears], pipelines: [schema('maxpatrol', 'own')] });
    expect(asked).to.deep.equal(['maxpatrol']);
    expect(heard[0]).to.equal('(and (match own "maxpatrol") (match a "x"))');
    expect(Object.values(allPipelines).map(({ id }) => id)).to.include('maxpatrol');
    // without one that is asked for, the real one doesn't know the rule's log source
    expect(verdict(closed, hears, false)).to.match(/^refused read \S+!$/);
  });
});

const to = [writes('exact'), writes('wider', say('more')), writes('narrower', say('less'))];

const compiled = (wider: readonly Diagnostic[] | undefined, strict = false): Compiled =>
  compile(source, { from: reads(wider), to, strict })[0]!;

const verdicts = ({ queries }: Compiled) =>
  queries.map(({ fidelity, diagnostics }) => [
    fidelity,
    ...diagnostics.map(({ code, severity }) => `${code} ${severity}`),
  ]);

describe('a rule that is true of more than its text means', () => {
  const open = [say('open'), say('groups')];

  it('has no query that finds the same, and none that also lacks some', () => {
    const one = compiled(open);
    expect(verdicts(one)).to.deep.equal([
      ['wider', 'read info', 'open warning', 'groups warning'],
      [...['wider', 'read info', 'open warning', 'groups warning'], 'more warning'],
      [...['refused', 'read info', 'open warning', 'groups warning'], 'less error'],
    ]);
    expect(one.queries.map(({ query }) => query)).to.deep.equal(['q', 'q', null]);
  });

  it('says why beside its meaning, whatever it is compiled to', () => {
    const { rule, diagnostics, wider } = compiled(open);
    expect(rule?.title).to.equal('A rule');
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['read', 'open', 'groups']);
    expect(wider).to.deep.equal(open);
  });

  it('is refused where every query is to be exact', () => {
    const one = compiled(open, true);
    for (const verdict of verdicts(one))
      expect(verdict).to.deep.equal(['refused', 'read info', 'open error', 'groups error']);
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
