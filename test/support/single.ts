import { type AnyRule, isCountRule } from '../../src/ir/counts.ts';
import type { Rule } from '../../src/ir/rule.ts';
import type { AnyApplied, Applied } from '../../src/pipelines/pipeline.ts';

/** A rule that there is, and that is about single events. */
export function single(rule: AnyRule | null | undefined): Rule {
  if (!rule || isCountRule(rule)) throw new Error('no rule about single events');
  return rule;
}

/** What pipelines made of such a rule. */
export function singly(mapped: AnyApplied | null | undefined): Applied {
  if (!mapped || !('when' in mapped))
    throw new Error('nothing was made of a rule about single events');
  return mapped;
}
