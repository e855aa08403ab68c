import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { splunkSpl } from '../../../src/backends/splunk-spl/index.ts';
import { inTime } from '../../../src/cli/in-time.ts';
import { type Compiled, compile, type Event, languages, predicate } from '../../../src/index.ts';
import type { Expr } from '../../../src/ir/expr.ts';
import { flatten } from '../../../src/passes/flatten.ts';
import { at } from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { isToldOtherwise, readingsFor, splDisagreement } from '../../spl/agree.ts';
import { faultOf, rowOf } from '../../spl/index.ts';
import { PcreLimit } from '../../spl/pcre.ts';
import { findFiles, onCorpus, readLines, shared } from '../../support/corpus.ts';
import { filesIn, readText } from '../../support/files.ts';
import { casesOf } from '../../support/random/cases.ts';
import { single } from '../../support/single.ts';
import { fieldsOf } from '../../support/windows-event.ts';

/*
 * What we write, held against SPL as its documentation has it (test/spl), in each way that the
 * documentation can be read. FUZZ_RUNS=20000 holds more expressions, RULEWRIGHT_SEED others.
 */

const read = (path: string, text: string): readonly Compiled[] =>
  compile({ path, text }, { from: languages.sigma, to: [splunkSpl] });

describe('a query in SPL', () => {
  for (const path of filesIn('test/backends/splunk-spl', '.spl'))
    it(`is one that Splunk takes: ${path}`, () =>
      expect(faultOf(readText(path).trimEnd())).to.equal(null));

  it('finds what the rules of test/rules find, and leaves what they leave', () => {
    const cases = filesIn('test/rules', '.events.yml').map((path) => {
      const [compiled] = read(path, readText(path.replace('.events.yml', '.yml')));
      return { path, ...compiled!, told: load(readText(path)) as Record<string, Event[]> };
    });
    const events = cases.flatMap(({ told }) => [...told.finds!, ...told.leaves!]);
    const rows = events.map((event) => rowOf(event));
    const faults = cases.flatMap(({ path, rule, queries: [query] }) => {
      if (query!.query === null || isToldOtherwise(query!, single(rule).when, ['process.parent']))
        return [];
      const fault = splDisagreement(query!, single(rule).when, events, rows);
      return fault ? [`${path}: ${fault}`] : [];
    });
    expect(faults).to.deep.equal([]);
  });

  it('finds what random expressions are true of, as exactly as it says', function () {
    this.timeout(0);
    const runs = Number(process.env.FUZZ_RUNS ?? 300);
    const seen = { pairs: 0, hits: 0 };
    hold(
      runs,
      fc.property(casesOf(6), ({ when, events }) => {
        const flat: Expr = flatten(when);
        const query = splunkSpl.write(flat, at);
        if (query.query === null || isToldOtherwise(query, flat, objects)) return;
        const hits = inTime(2000, () => events.filter(predicate(flat)).length);
        if (hits === null) return;
        const fault = withinLimits(() => splDisagreement(query, flat, events));
        if (fault === undefined) return;
        expect(fault).to.equal(null);
        seen.pairs += events.length;
        seen.hits += hits;
      }),
    );
    if (process.env.FUZZ_RUNS) console.log(`${seen.pairs} pairs, of which ${seen.hits} are hits`);
    expect(seen.pairs).to.be.above(runs * 2);
    expect(seen.hits).to.be.within(seen.pairs * 0.2, seen.pairs * 0.8);
  });
});

/** Undefined where PCRE gives up. */
function withinLimits<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof PcreLimit) return undefined;
    throw error;
  }
}

/** Fields that hold objects, in random events. */
const objects = ['c', 'c.e', 'x'];

interface Regression {
  readonly events_json: readonly Event[];
}

onCorpus('SigmaHQ in SPL', () => {
  it('is taken by Splunk, and finds what each rule means', () => {
    const rules = findFiles('sigma/rules', '.yml').flatMap((path) =>
      read(relative(shared, path), readFileSync(path, 'utf8')),
    );
    const events = readLines<Regression>('corpus/regression.jsonl.gz').flatMap(({ events_json }) =>
      events_json.map(fieldsOf),
    );
    const rows = events.map((event) => rowOf(event));
    const faults = rules.flatMap(({ name, rule, queries: [query] }) => {
      const fault = faultOf(query!.query as string);
      if (fault) return [`${name.path}: ${fault.message}`];
      // what Splunk has of its own is parsed, and no more
      if (isToldOtherwise(query!, single(rule).when, [])) return [];
      // a base search alone can be read in few ways
      const names = String(query!.query).includes(' | where ')
        ? readingsFor(single(rule).when)
        : ['usual', 'few escapes in strings'];
      const other = splDisagreement(query!, single(rule).when, events, rows, names);
      return other ? [`${name.path}: ${other}`] : [];
    });
    expect(faults).to.deep.equal([]);
    expect(rules.length).to.be.at.least(3000);
  });
});
