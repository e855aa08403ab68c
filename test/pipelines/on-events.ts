import { isError } from '../../src/diagnostic/diagnostic.ts';
import { type Event, type Expr, type Pipeline, predicates, type Rule } from '../../src/index.ts';
import { applyPipelines } from '../../src/pipelines/apply.ts';

/* Rules as pipelines make them, held against events by the evaluator. */

/** What a pipeline makes of a rule; null where it refuses it. */
export const mapped = (rule: Rule, pipeline: Pipeline) => {
  const made = applyPipelines(rule, [pipeline]);
  return made.diagnostics.some(isError) ? null : made;
};

/** The numbers of the events that each expression is true of. */
export function hits(
  all: readonly Expr[],
  events: readonly Event[],
): readonly (readonly number[])[] {
  const found = all.map((): number[] => []);
  const matching = predicates(all);
  events.forEach((event, i) => {
    for (const number of matching(event)) found[number]!.push(i);
  });
  return found;
}
