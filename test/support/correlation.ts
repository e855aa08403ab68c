import { Counting } from '../../src/evaluate/counts.ts';
import { compile as predicate } from '../../src/evaluate/evaluate.ts';
import type { Event } from '../../src/evaluate/event.ts';
import { type Compiled, compile, languages, type Options } from '../../src/index.ts';
import { type Counts, isCountRule } from '../../src/ir/counts.ts';

/** A rule that is counted: events whose `field` is `value`. */
export const countedRule = (name: string, selection = `{EventID: ${name.length}}`): string =>
  `title: Rule ${name}\nid: ${uuidOf(name)}\nname: ${name}\nlogsource: {product: windows, service: security}\n` +
  `detection:\n  selection: ${selection}\n  condition: selection\n`;

/** A correlation, of the rule `failed` unless its lines say other ones. */
export const correlation = (lines: Readonly<Record<string, string>>, more = ''): string => {
  const all = {
    type: 'event_count',
    rules: '[failed]',
    'group-by': '[User]',
    timespan: '5m',
    condition: '{gte: 3}',
    ...lines,
  };
  const body = Object.entries(all).flatMap(([key, value]) =>
    value === '' ? [] : [`  ${key}: ${value}\n`],
  );
  return `title: Many\nid: ${uuidOf('many')}\n${more}correlation:\n${body.join('')}`;
};

const uuidOf = (name: string): string => {
  const digits = Buffer.from(name.padEnd(16, '-')).toString('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
};

export const failed = countedRule('failed', '{EventID: 4625}');

/** The rules of a file that has those documents. */
export const compiled = (
  documents: readonly string[],
  options: Partial<Options> = {},
): readonly Compiled[] =>
  compile(
    { path: 'rules.yml', text: documents.join('---\n') },
    { from: languages.sigma, to: [], ...options },
  );

/** What the last rule of a file counts. */
export function countsOf(documents: readonly string[]): Counts {
  const { rule, diagnostics } = compiled(documents).at(-1)!;
  if (!rule || !isCountRule(rule))
    throw new Error(JSON.stringify(diagnostics.map((d) => d.message)));
  return rule.counts;
}

/** The second of a day that an event is of. */
export const at = (second: number, fields: Event): Event => ({
  '@timestamp': new Date(Date.UTC(2026, 0, 5) + second * 1000).toISOString(),
  ...fields,
});

/** The numbers of the events that make a rule true. */
export function finds(counts: Counts, events: readonly Event[]): readonly number[] {
  const tests = counts.of.map(({ rule }) => predicate(rule.when));
  const counting = new Counting(counts, '@timestamp');
  for (const event of events)
    counting.take(
      event,
      tests.flatMap((test, i) => (test(event) ? [i] : [])),
    );
  return counting.found();
}
