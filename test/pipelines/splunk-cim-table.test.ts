import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'chai';
import { backends, compile, languages, pipelines } from '../../src/index.ts';
import { eachAtom } from '../../src/ir/fold.ts';
import * as ir from '../ir/nodes.ts';
import { findFiles, onCorpus, shared } from '../support/corpus.ts';
import { readText } from '../support/files.ts';
import { single } from '../support/single.ts';

/* docs/splunk-cim.md has a row for each log source of SigmaHQ's rules that the data models hold, counted here. */

interface Row {
  rules: number;
  readonly models: Set<string>;
  readonly counts: Record<string, number>;
}

const numbered = (count: number): string => count.toLocaleString('en-US');

function modelsOf(when: Parameters<typeof eachAtom>[0], into: Set<string>): void {
  eachAtom(when, (atom) => {
    if (atom.kind !== 'match' || atom.field !== 'datamodel') return;
    into.add(atom.pattern.map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''));
  });
}

function rowsOf(): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  for (const path of findFiles('sigma/rules', '.yml'))
    for (const { rule, queries } of compile(
      { path: relative(shared, path), text: readFileSync(path, 'utf8') },
      { from: languages.sigma, to: [backends.splunkTstats] },
    )) {
      const { about, when } = single(rule);
      const { product, category, service } = about.logSource;
      const name = [product, category, service].filter((part) => part !== undefined).join('/');
      const row = rows.get(name) ?? { rules: 0, models: new Set(), counts: {} };
      rows.set(name, row);
      row.rules++;
      const { fidelity } = queries[0]!;
      row.counts[fidelity] = (row.counts[fidelity] ?? 0) + 1;
      for (const schema of pipelines.splunkDatamodel.schemasOf(about.logSource, when) ?? [])
        modelsOf(schema.where(ir.at), row.models);
    }
  return rows;
}

onCorpus("the log sources of SigmaHQ's rules in Splunk's data models", () => {
  let rows: ReadonlyMap<string, Row> = new Map();
  before(() => {
    rows = rowsOf();
  });

  it('are counted in docs/splunk-cim.md', () => {
    const page = readText('docs/splunk-cim.md');
    const lines = [...rows]
      .filter(([, { models }]) => models.size > 0)
      .toSorted(([a, one], [b, two]) => two.rules - one.rules || (a < b ? -1 : 1))
      .map(([name, { rules, models, counts }]) => {
        const of = ['exact', 'wider', 'narrower', 'refused'].map((one) =>
          numbered(counts[one] ?? 0),
        );
        const named = [...models].toSorted().map((model) => `\`${model}\``);
        return `| \`${name}\` | ${numbered(rules)} | ${named.join(', ')} | ${of.join(' | ')} |`;
      });
    expect(lines.length).to.be.above(60);
    expect(lines.filter((line) => !page.includes(line)).join('\n')).to.equal('');
  });

  it('are told there where they have no data set', () => {
    const page = readText('docs/splunk-cim.md');
    const others = [...rows].filter(([, { models }]) => models.size === 0);
    const lines = others.map(([name, { rules }]) => `\`${name}\` ${numbered(rules)}`);
    expect(lines.length).to.be.above(20);
    expect(lines.filter((line) => !page.includes(line)).toSorted()).to.deep.equal([]);
  });
});
