import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'chai';
import {
  compile,
  type Event,
  type Expr,
  languages,
  pipelines,
  type Rule,
} from '../../src/index.ts';
import { or } from '../../src/ir/build.ts';
import { findFiles, onCorpus, readLines, shared } from '../support/corpus.ts';
import { single } from '../support/single.ts';
import { modelled, tagged } from './cim-event.ts';
import { hits, mapped } from './on-events.ts';

/*
 * Real events twice: under Windows' own names, and as Splunk's add-ons and data models hold them. A rule,
 * mapped to each, has to find the same of them.
 */

const files = ['evtx-to-mitre', 'sigma-regression', 't1070.005-synthetic'];

const read = (path: string): readonly Rule[] =>
  compile(
    { path: relative(shared, path), text: readFileSync(path, 'utf8') },
    { from: languages.sigma, to: [] },
  ).map(({ rule }) => single(rule));

/** The numbers of the events that each expression is true of, in one way that they are held or another. */
function sets(
  all: readonly Expr[],
  events: readonly (readonly Event[])[],
): readonly ReadonlySet<number>[] {
  const numbers = events.flatMap((ways, i) => ways.map(() => i));
  return hits(all, events.flat()).map((found) => new Set(found.map((n) => numbers[n]!)));
}

/** A stream of a file, which is held as the file: docs/splunk-cim.md, "What it takes for granted". */
const isStream = (event: Event): boolean => /:[\w. ]/.test(String(event.TargetFilename ?? ''));

/** An account that a data model leaves out where it logs on. */
const isMachine = (event: Event): boolean =>
  [event.TargetUserName, event.SubjectUserName].some((name) => String(name).endsWith('$'));

/** The events that a rule's log source is about. */
const sourceOf = ({ about, at }: Rule): Expr =>
  or(pipelines.windows.schemasOf(about.logSource)!.map((schema) => schema.where(at)));

onCorpus("SigmaHQ's rules for Windows in Splunk's Common Information Model", () => {
  let rules: readonly Rule[] = [];
  let raw: readonly Event[] = [];

  before(() => {
    raw = files.flatMap((file) => readLines<Event>(`corpus/${file}.raw.ndjson.gz`));
    rules = findFiles('sigma/rules', '.yml')
      .flatMap(read)
      .filter(({ about }) => about.logSource.product === 'windows');
  });

  for (const [pipeline, as, exact] of [
    [pipelines.splunkCim, tagged, 1300],
    [pipelines.splunkDatamodel, modelled, 1300],
  ] as const)
    it(`find the same events by ${pipeline.id}, and those that are wider those and more`, () => {
      const both = rules.flatMap((rule) => {
        const [own, there] = [mapped(rule, pipelines.windows), mapped(rule, pipeline)];
        return own && there ? [{ rule, own, there }] : [];
      });
      const wanted = sets(
        both.map(({ own }) => own.when),
        raw.map((event) => [event]),
      );
      const found = sets(
        both.map(({ there }) => there.when),
        raw.map(as),
      );
      const within = sets(
        both.map(({ rule }) => sourceOf(rule)),
        raw.map((event) => [event]),
      );
      const faults = both.flatMap(({ rule, there }, i) => {
        const lost = [...wanted[i]!].filter(
          (event) => !found[i]!.has(event) && !(there.isNarrower && isMachine(raw[event]!)),
        );
        const more = [...found[i]!].filter(
          (event) => within[i]!.has(event) && !wanted[i]!.has(event) && !isStream(raw[event]!),
        );
        const isFault = lost.length > 0 || (there.exact && more.length > 0);
        return isFault
          ? [`${rule.path}: lacks ${lost.slice(0, 3)}, finds ${more.slice(0, 3)}`]
          : [];
      });
      expect(faults).to.deep.equal([]);
      expect(both.length).to.be.above(1600);
      expect(both.filter(({ there }) => there.exact).length).to.be.above(exact);
      expect(wanted.filter(({ size }) => size > 0).length).to.be.above(150);
    });
});
