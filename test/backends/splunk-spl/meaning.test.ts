import { expect } from 'chai';
import fc from 'fast-check';
import { splunkSpl } from '../../../src/backends/splunk-spl/index.ts';
import { compile } from '../../../src/evaluate/evaluate.ts';
import type { Expr } from '../../../src/ir/expr.ts';
import { flatten } from '../../../src/passes/flatten.ts';
import { event, fieldExpr } from '../../ir/exprs.ts';
import { at } from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { regexes, texts } from '../../support/random/regexes.ts';
import { splunkFinds } from './judge/index.ts';

describe('a query in SPL', () => {
  it('finds what the expression is true of, as exactly as it says', () => {
    let found = 0;
    let left = 0;
    hold(
      3000,
      fc.property(fieldExpr, fc.array(event, { minLength: 6, maxLength: 6 }), (when, events) => {
        const flat = flatten(when);
        const { query, fidelity } = splunkSpl.write(flat, at);
        const [matches, finds] = [compile(flat), splunkFinds(query as string)];
        for (const one of events) {
          const wanted = matches(one);
          if (wanted) found++;
          else left++;
          if (wanted || fidelity === 'exact')
            expect(finds(one), `${JSON.stringify(one)} by ${query}`).to.equal(wanted);
        }
      }),
    );
    expect(Math.min(found, left)).to.be.above(4000);
  });

  it('asks its base search for no more than a regular expression needs', () => {
    let found = 0;
    hold(
      1500,
      fc.property(regexes, texts, (regex, some) => {
        const when: Expr = { kind: 'regex', field: 'f', regex, at };
        const { query } = splunkSpl.write(when, at);
        if (query === null) return;
        const [matches, finds] = [compile(when), splunkFinds(query as string)];
        for (const f of some) {
          const wanted = matches({ f });
          if (wanted) found++;
          expect(finds({ f }), `${JSON.stringify(f)} by ${regex.source}`).to.equal(wanted);
        }
      }),
    );
    expect(found).to.be.above(3000);
  });
});
