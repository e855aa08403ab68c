import { type Diagnostic, isError } from '../diagnostic/diagnostic.ts';
import type { Span } from '../diagnostic/source.ts';
import { and } from '../ir/build.ts';
import { type AnyRule, type Counted, type CountRule, isCountRule, isRising } from '../ir/counts.ts';
import type { SameAs } from '../ir/expr.ts';
import { eachAtom } from '../ir/fold.ts';
import type { Rule } from '../ir/rule.ts';
import { applyPipelines, eachOnce } from './apply.ts';
import * as messages from './messages.ts';
import type { AnyApplied, AppliedCounts, Pipeline } from './pipeline.ts';

/** What pipelines make of a rule, or of the rules that it counts and of the fields that it counts by. */
export const applyTo = (rule: AnyRule, pipelines: readonly Pipeline[]): AnyApplied =>
  isCountRule(rule) ? applyToCounts(rule, pipelines) : applyPipelines(rule, pipelines);

function applyToCounts(rule: CountRule, pipelines: readonly Pipeline[]): AppliedCounts {
  const { counts, about, at } = rule;
  const said: Diagnostic[] = [];
  const index = new Set<string>();
  let exact = true;
  let isNarrower = false;
  let lacksEvents = false;
  const of = counts.of.map((one): Counted => {
    const applied = applyPipelines(one.rule, pipelines);
    const { by, value, leftOut } = namesIn(one, pipelines, at);
    said.push(...applied.diagnostics, ...by.filter(isFault), ...[value].filter(isFault));
    said.push(...leftOut.map((field) => messages.groupLeftOut(field, at)));
    if (applied.finish) said.push(messages.finishesNoCount(one.ref, at));
    for (const name of applied.index) index.add(name);
    exact &&= applied.exact;
    // a value more that counts may make too many of enough
    isNarrower ||= leftOut.length > 0;
    lacksEvents ||= applied.isNarrower === true;
    if (value !== null && leftOut.includes(one.value ?? '') && !isRising(counts.bounds))
      said.push(messages.noGroupField(one.value!, one.ref, at));
    return {
      ...one,
      rule: { ...one.rule, when: applied.when, about: applied.about },
      by: by.flatMap((name) => (isFault(name) ? [] : [name])),
      value: isFault(value) ? null : value,
    };
  });
  const diagnostics = eachOnce(said);
  const isSound = !diagnostics.some(isError);
  return {
    counts: isSound ? { ...counts, of } : counts,
    exact,
    isNarrower,
    lacksEvents,
    diagnostics,
    index: [...index],
    about,
  };
}

interface Names {
  readonly by: readonly (string | Diagnostic)[];
  readonly value: string | Diagnostic | null;
  /** Fields that lack some of their values there. */
  readonly leftOut: readonly string[];
}

/**
 * What the fields are called that a rule's events are counted by. Pipelines are asked as they are of all else: of
 * the rule, and that each field is the same as itself, which only a field that holds the same can be.
 */
function namesIn(
  { ref, rule, by, value }: Counted,
  pipelines: readonly Pipeline[],
  at: Span,
): Names {
  const fields = value === null ? by : [...by, value];
  const marks = fields.map((): Span => ({ source: at.source, start: at.start, end: at.end }));
  const found = fields.map(() => new Set<string | null>());
  const leftOut = new Set<string>();
  const probes = fields.map(
    (field, i): SameAs => ({ kind: 'sameAs', field, how: 'equals', other: field, at: marks[i]! }),
  );
  const asked: Rule = { ...rule, when: and([rule.when, ...probes]) };
  eachAtom(applyPipelines(asked, pipelines).when, (atom) => {
    const i = marks.indexOf(atom.at);
    if (i < 0) return;
    if (atom.kind === 'null') leftOut.add(fields[i]!);
    else found[i]!.add(atom.kind === 'sameAs' && atom.field === atom.other ? atom.field : null);
  });
  const names = fields.map((field, i) => {
    const [name, ...others] = found[i]!;
    return name == null || others.length > 0 ? messages.noGroupField(field, ref, at) : name;
  });
  return {
    by: names.slice(0, by.length),
    value: value === null ? null : names[by.length]!,
    leftOut: [...leftOut],
  };
}

const isFault = (name: string | Diagnostic | null): name is Diagnostic =>
  typeof name === 'object' && name !== null;
