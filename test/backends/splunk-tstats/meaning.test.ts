import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { splunkTstats } from '../../../src/backends/splunk-tstats/index.ts';
import { inTime } from '../../../src/cli/in-time.ts';
import {
  type CompiledQuery,
  compile,
  type Event,
  languages,
  predicate,
} from '../../../src/index.ts';
import { and, not, or } from '../../../src/ir/build.ts';
import type { Atom, Expr } from '../../../src/ir/expr.ts';
import { eachAtom, rewrite } from '../../../src/ir/fold.ts';
import { flatten } from '../../../src/passes/flatten.ts';
import * as ir from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { modelled } from '../../pipelines/cim-event.ts';
import { modelFields } from '../../pipelines/cim-fields.ts';
import { isToldOtherwise, readingsFor } from '../../spl/agree.ts';
import { faultOf, parseSpl, type Row, readings, rowOf, usual } from '../../spl/index.ts';
import { PcreLimit } from '../../spl/pcre.ts';
import { compileSpl } from '../../spl/run.ts';
import { findFiles, onCorpus, readLines, shared } from '../../support/corpus.ts';
import { filesIn, readText } from '../../support/files.ts';
import { casesOf } from '../../support/random/cases.ts';
import { fieldsOf } from '../../support/windows-event.ts';

/*
 * What we write, held against tstats as Splunk's documentation has it (test/spl). An event is found where
 * a search of it alone has a result.
 */

/** A data set whose fields are those of an event. */
const inDataset = (when: Expr): Expr =>
  and([
    ir.match('datamodel', 'M.D'),
    rewrite(when, {
      atom: (atom): Expr => {
        if (atom.kind === 'keyword') return atom;
        const other = 'other' in atom ? { other: `D.${atom.other}` } : {};
        return { ...atom, field: `D.${atom.field}`, ...other } as Atom;
      },
    }),
  ]);

const rowIn = (event: Event): Row =>
  Object.fromEntries(Object.entries(rowOf(event)).map(([field, value]) => [`D.${field}`, value]));

const isPlain = (field: string): boolean => /^\w+(?:\.\w+)*$/.test(field);

/** Whether an expression and its events are such as a data set has: no keywords, plain names, single values. */
function isModelled(when: Expr, events: readonly Event[]): boolean {
  let is = events.every((event) => Object.values(rowOf(event)).every((one) => !Array.isArray(one)));
  eachAtom(when, (atom) => {
    is &&= atom.kind !== 'keyword' && isPlain(atom.field);
    if (atom.kind === 'sameAs') is &&= isPlain(atom.other);
  });
  return is;
}

describe('a query in tstats', () => {
  for (const path of filesIn('test/backends/splunk-tstats', '.spl'))
    it(`is one that Splunk takes: ${path}`, () =>
      expect(faultOf(readText(path).trimEnd())).to.equal(null));

  for (const [what, when, finds, leaves] of [
    ['a text, whatever its case', ir.match('a', '*\\net.exe'), { a: 'x\\NET.EXE' }, { a: 'net' }],
    ['what is not there', not(ir.match('a', 'x*')), {}, { a: 'xy' }],
    ['a missing field beside a regex', or([ir.isNull('a'), ir.re('a', '^x\\d')]), {}, { a: 'xy' }],
    ['a network', ir.cidr('a', '10.1.0.0/17'), { a: '10.1.2.3' }, { a: '10.1.200.3' }],
    ['no network', not(ir.cidr('a', '10.0.0.0/8')), {}, { a: '10.1.200.3' }],
    ['numbers as numbers', ir.compare('a', 'gt', 9), { a: '10' }, { a: '9' }],
    ['letters of one case', ir.cased('a', 'IEX*'), { a: 'IEX 1' }, { a: 'iex 1' }],
    ['two fields', ir.sameAs('a', 'equals', 'b'), { a: 'x', b: 'X' }, { a: 'x', b: 'y' }],
  ] as const)
    it(`finds ${what}`, () => {
      const { query, fidelity } = splunkTstats.write(flatten(inDataset(when)), ir.at);
      const finds_ = compileSpl(parseSpl(query as string), usual);
      expect(fidelity).to.equal('exact');
      expect(finds_([rowIn(finds)])).to.have.length(1);
      expect(finds_([rowIn(leaves)])).to.deep.equal([]);
    });

  it('finds what random expressions are true of, as exactly as it says', function () {
    this.timeout(0);
    const runs = Number(process.env.FUZZ_RUNS ?? 600);
    const seen = { pairs: 0, hits: 0 };
    hold(
      runs,
      fc.property(casesOf(6), ({ when, events: all }) => {
        const flat = flatten(when);
        const events = all.filter((event) => isModelled(flat, [event]));
        if (!isModelled(flat, [])) return;
        const query = splunkTstats.write(flatten(inDataset(flat)), ir.at);
        if (query.query === null || isToldOtherwise(query, flat, objects)) return;
        const matches = predicate(flat);
        if (inTime(2000, () => events.filter(matches).length) === null) return;
        const pipeline = parseSpl(query.query as string);
        for (const name of readingsFor(flat)) {
          const run = compileSpl(pipeline, readings[name]!);
          for (const event of events) {
            const found = within(() => run([rowIn(event)]).length > 0);
            if (found === undefined) continue;
            const wanted = matches(event);
            if (wanted || query.fidelity === 'exact')
              expect(found, `${name}: ${query.query} of ${JSON.stringify(event)}`).to.equal(wanted);
            if (name === 'usual') seen.pairs++;
            if (name === 'usual' && wanted) seen.hits++;
          }
        }
      }),
    );
    expect(seen.pairs).to.be.above(runs / 2);
    expect(seen.hits).to.be.above(seen.pairs * 0.2);
  });

  for (const [what, when, code] of [
    ['no data set', ir.match('D.a', 'x'), 'no-data-set'],
    [
      'two data sets',
      and([ir.match('datamodel', 'A.B'), ir.match('datamodel', 'A.C')]),
      'no-data-set',
    ],
    ['a data set that is ruled out', not(ir.match('datamodel', 'A.B')), 'no-data-set'],
    ['a field of none', and([ir.match('datamodel', 'M.D'), ir.match('a', 'x')]), 'field'],
    [
      'a name that would end the search',
      and([ir.match('datamodel', 'M.D'), ir.match('D.a | delete', 'x')]),
      'field',
    ],
    ['a keyword', and([ir.match('datamodel', 'M.D'), ir.keyword('x')]), 'keyword'],
  ] as const)
    it(`is refused for ${what}`, () => {
      const { query, diagnostics } = splunkTstats.write(when, ir.at);
      expect(query).to.equal(null);
      expect(diagnostics.map((one) => one.code)).to.include(`splunk-tstats/${code}`);
    });
});

/** Fields that hold objects, in random events. */
const objects = ['c', 'c.e', 'x'];

/** Undefined where PCRE gives up. */
function within<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof PcreLimit) return undefined;
    throw error;
  }
}

/** The fields of each data set, as tstats calls them. */
const known = modelFields();

interface Regression {
  readonly events_json: readonly Event[];
}

onCorpus('SigmaHQ in tstats', () => {
  let queries: readonly (CompiledQuery & { readonly path: string })[] = [];

  before(() => {
    queries = findFiles('sigma/rules', '.yml').flatMap((path) =>
      compile(
        { path: relative(shared, path), text: readFileSync(path, 'utf8') },
        { from: languages.sigma, to: [splunkTstats] },
      ).flatMap(({ name, queries: [query] }) =>
        query!.query === null ? [] : [{ ...query!, path: name.path }],
      ),
    );
  });

  it('is more rules than other tools write so, each of fields that its data set has', () => {
    expect(queries.length).to.be.above(2200);
    const faults = queries.flatMap(({ path, query }) => {
      const fault = faultOf(query as string);
      if (fault) return [`${path}: ${fault.message}`];
      const [search] = parseSpl(query as string);
      if (search?.kind !== 'tstats') return [`${path}: no tstats`];
      const has = known.get(search.model);
      const names = search.by.map(({ field }) => field);
      const others = names.filter((field) => !has?.has(field));
      return others.length > 0 ? [`${path}: ${search.model} has no ${others}`] : [];
    });
    expect(faults).to.deep.equal([]);
  });

  it('finds what each rule means in the data models', () => {
    const events = readLines<Regression>('corpus/regression.jsonl.gz').flatMap(({ events_json }) =>
      events_json.flatMap((event) => modelled(fieldsOf(event))),
    );
    const rows = events.map((event) => rowOf(event));
    let found = 0;
    const faults = queries.flatMap(({ path, query, when, fidelity }) => {
      const run = compileSpl(parseSpl(query as string), usual);
      const matches = predicate(when!);
      const model = /datamodel=(\S+)/.exec(query as string)![1];
      const wrong = events.filter((event, i) => {
        if (event.datamodel !== model) return false;
        const [is, wanted] = [run([rows[i]!]).length > 0, matches(event)];
        if (wanted) found++;
        return is !== wanted && (wanted || fidelity === 'exact');
      });
      return wrong.length > 0 ? [`${path}: ${query} of ${JSON.stringify(wrong[0])}`] : [];
    });
    expect(faults).to.deep.equal([]);
    expect(found).to.be.above(200);
  });
});
