import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  type Compiled,
  compile,
  type Event,
  languages,
  predicate,
  type Span,
} from '../../../src/index.ts';
import { eachAtom } from '../../../src/ir/fold.ts';
import { clean } from '../../../src/languages/analytic/clean.ts';
import { tokenize } from '../../../src/languages/analytic/lexer.ts';
import { viewOf } from '../../../src/languages/analytic/view.ts';
import { anyNames } from '../../support/backends.ts';
import { onCorpus, readLines, shared } from '../../support/corpus.ts';
import { single } from '../../support/single.ts';

/* The analytics of ATT&CK's pages. A fifth, by hash, was not looked at while the reader was written. */

const isHeld = (text: string): boolean => createHash('sha256').update(text).digest()[0]! % 5 === 0;

onCorpus("the analytics of ATT&CK's pages", () => {
  const to = anyNames;
  let read: readonly { readonly text: string; readonly compiled: Compiled }[] = [];

  before(() => {
    read = readFileSync(join(shared, 'corpus/attack-analytics.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { text: string }).text)
      .map((text) => {
        const [compiled] = compile(
          { path: 'page.analytic', text },
          { from: languages.analytic, to },
        );
        return { text, compiled: compiled! };
      });
  });

  for (const [which, isIn] of [
    ['those that were looked at', (text: string) => !isHeld(text)],
    ['those that were not', isHeld],
  ] as const)
    it(`are read, of ${which}`, () => {
      const some = read.filter(({ text }) => isIn(text)).map(({ compiled }) => compiled);
      const rate = (count: number) => count / some.length;
      expect(some.length).to.be.at.least(100);
      expect(rate(some.filter(({ rule }) => rule).length)).to.be.at.least(0.95);
      for (const { id, extension } of to) {
        const written = some.filter(
          ({ queries }) => queries.find((query) => query.to === id)!.query !== null,
        );
        expect(rate(written.length), id).to.be.at.least(extension === '.spl' ? 0.8 : 0.75);
      }
    });

  it('say where and why they are refused', () => {
    for (const { compiled } of read.filter((one) => !one.compiled.rule)) {
      const errors = compiled.diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors).to.not.be.empty;
      for (const { at } of errors) expect(at.end).to.be.above(at.start);
    }
  });

  it('have every value in their meaning, or in what is said of them', () => {
    const lost = read.flatMap(({ text }) => lostIn(text));
    expect(lost).to.deep.equal([]);
  });

  it('mean on the page on T1070.005 what it prints, and with its wildcards what it meant', () => {
    const path = 'corpus/pages/T1070.005.ru.txt';
    const source = { path, text: readFileSync(join(shared, path), 'utf8') };
    const events = readLines<Event>('corpus/t1070.005-synthetic.raw.ndjson.gz').map((event) =>
      'NewProcessName' in event ? { ...event, Image: event.NewProcessName } : event,
    );
    for (const [mend, label] of [
      ['faithful', 'pt_text_exact'],
      ['intent', 'attack_v17_wildcards'],
    ] as const) {
      const settings = { mend, values: new Map<string, string>() };
      const [{ rule, diagnostics, queries }] = compile(source, {
        from: languages.analytic,
        to,
        settings,
      }) as [Compiled];
      const found = events.filter(predicate(single(rule).when)).map(({ _id }) => _id);
      const labelled = events
        .filter(({ _labels }) => (_labels as Record<string, boolean>)[label])
        .map(({ _id }) => _id);
      expect(found).to.deep.equal(labelled);
      expect(labelled).to.not.be.empty;
      expect(queries.map(({ fidelity }) => fidelity)).to.deep.equal(to.map(() => 'exact'));
      const codes = diagnostics.map(({ code }) => code);
      expect(codes).to.include.members(['analytic/bracket', 'analytic/wildcard']);
      expect(rule!.about).to.deep.include({
        tags: ['attack.t1070.005'],
        logSource: { category: 'process_creation', product: 'windows' },
      });
      expect(rule!.about.custom).to.deep.include({
        detection_method: 'IDDS0009',
        event_ids: [1, 4688],
      });
    }
  });
});

/** The words of an analytic that are neither in a test of its meaning nor in what is said of it. */
function lostIn(text: string): readonly string[] {
  const source = { path: 'page.analytic', text };
  const [{ rule, diagnostics, wider = [] }] = languages.analytic.read(source) as [
    ReturnType<typeof languages.analytic.read>[number],
  ];
  if (!rule) return []; // an error says why none of it is used
  const said: Span[] = [...diagnostics, ...wider].map(({ at }) => at);
  eachAtom(single(rule).when, ({ at }) => said.push(at));
  const isSaid = (from: number, to: number) =>
    said.some(({ start, end }) => start <= from && end >= to);
  const view = clean(viewOf(source), ({ at }) => said.push(at));
  const spoken = /^(?:and|or|not|where|search|filter|regex|in|like|&&|!)$/i;
  return tokenize(view, ({ at }) => said.push(at))
    .filter(({ kind }) => kind === 'word' || kind === 'string' || kind === 'macro')
    .filter(({ text: word }) => !spoken.test(word) && word !== '*')
    .map(({ from, to }) => view.at(from, to))
    .filter(({ start, end }) => !isSaid(start, end))
    .map(({ start, end }) => text.slice(start, end));
}
