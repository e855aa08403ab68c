import { isError } from '../../../diagnostic/diagnostic.ts';
import type { Span } from '../../../diagnostic/source.ts';
import { isCountRule } from '../../../ir/counts.ts';
import type { Rule } from '../../../ir/rule.ts';
import type { Place, Yaml } from '../../../yaml/document.ts';
import type { Reading } from '../../language.ts';
import type { Report } from '../item.ts';
import * as messages from './messages.ts';

/** A rule that may be counted: what was read of it, by the names that it has, and whether it counts itself. */
export interface Candidate {
  readonly reading: Reading;
  /** Its id, and its `name`. */
  readonly names: readonly string[];
  readonly isCorrelation: boolean;
  readonly at: Span;
}

/** Where rules are looked for. */
export interface Library {
  find(name: string): readonly Candidate[];
  names(): Iterable<string>;
}

export interface Referred {
  readonly ref: string;
  readonly rule: Rule;
  readonly reading: Reading;
}

/**
 * What `rules:` names; null where something is wrong with it.
 *
 * @param known takes those with which nothing is
 */
export function readRules(
  value: Yaml | undefined,
  place: Place,
  library: Library,
  report: Report,
  known: Referred[],
): readonly Referred[] | null {
  const refs = typeof value === 'string' ? [value] : value;
  const wanted = () => report(messages.wanted('rules', 'a list of ids or names of rules', place));
  if (!Array.isArray(refs) || refs.length === 0) {
    wanted();
    return null;
  }
  const found = refs.map((ref: Yaml, i): Referred | null => {
    const at = typeof value === 'string' ? place : place.at(i);
    if (typeof ref !== 'string' || ref === '') {
      report(messages.wanted('rules', 'a list of ids or names of rules', at));
      return null;
    }
    if (refs.indexOf(ref) < i) {
      report(messages.twice('rules', ref, at));
      return null;
    }
    return ruleOf(ref, library, at, report);
  });
  for (const one of found) if (one) known.push(one);
  return known.length < found.length ? null : known;
}

function ruleOf(ref: string, library: Library, at: Span, report: Report): Referred | null {
  const candidates = library.find(ref);
  const [one] = candidates;
  const fault = () => {
    if (!one) return messages.noSuchRule(ref, library.names(), at);
    if (candidates.length > 1)
      return messages.severalRules(
        ref,
        candidates.map((candidate) => candidate.at),
        at,
      );
    const { rule } = one.reading;
    // a rule of before version 2 may count, too
    if (one.isCorrelation || (rule && isCountRule(rule))) return messages.chain(ref, at);
    const why = one.reading.diagnostics.find(isError)?.message;
    return rule ? null : messages.refusedRule(ref, why, at);
  };
  const wrong = fault();
  if (wrong) report(wrong);
  const rule = one?.reading.rule;
  return wrong || !rule || isCountRule(rule) ? null : { ref, rule, reading: one.reading };
}
