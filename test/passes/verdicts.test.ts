import { expect } from 'chai';
import type { Diagnostic, Severity } from '../../src/diagnostic/diagnostic.ts';
import { startOf } from '../../src/diagnostic/source.ts';
import {
  pipelines as allPipelines,
  type Backend,
  compile,
  type Language,
  print,
  type Query,
} from '../../src/index.ts';
import * as ir from '../ir/nodes.ts';

/* What becomes of a verdict between the language that leaves something open and who wants none but exact. */

const source = { path: 'a.txt', text: '' };
const at = startOf(source);
const say = (code: string, severity: Severity): Diagnostic => ({
  code,
  severity,
  message: code,
  at,
});

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
const name = { id: 'one', title: 'One', path: 'a.txt' };

/** A language whose one rule is true of `x` in `a`, and says this of itself. */
const reads = (wider: readonly Diagnostic[], when = ir.match('a', 'x')): Language => ({
  id: 'one',
  title: 'One',
  extensions: [],
  read: () => [
    {
      name,
      rule: { ...name, about, when, at },
      diagnostics: [say('read', 'info')],
      wider,
    },
  ],
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
