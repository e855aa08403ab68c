import type { Compiled } from '../../compile.ts';
import { type Diagnostic, isError } from '../../diagnostic/diagnostic.ts';
import { type AnyRule, asking, type CountRule, isCountRule } from '../../ir/counts.ts';
import type { Rule } from '../../ir/rule.ts';
import { type Case, type Cases, readCases, runCase } from '../../testing/cases.ts';
import type { Expectation } from '../../testing/expectations.ts';
import { countsNoSingle, noRule, noSuchRule, whichRule } from '../../testing/messages.ts';
import { inTime } from '../in-time.ts';
import { readNamed } from '../inputs.ts';
import { caseTooLong } from '../messages.ts';

/** A test of a rule, and what speaks against the rule: nothing where it passed. */
export interface Result {
  readonly name: string;
  readonly failures: readonly Diagnostic[];
}

/** A rule, and what came of its tests. */
export interface Tested {
  readonly compiled: Compiled;
  /** The rule as events are asked, in the fields of a system if there are pipelines; null where it is refused. */
  readonly asked: AnyRule | null;
  readonly results: Result[];
  /** How many events it must find, or which; null where nothing is said. */
  expectation: Expectation | null;
  /** The ids of the events that it found, where some are expected. */
  readonly ids: Set<string>;
}

/** A rule as its pipelines say it. */
export function askedOf({ rule, mapped }: Compiled): AnyRule | null {
  if (!rule || !mapped) return rule;
  if (mapped.diagnostics.some(isError)) return null;
  if ('when' in mapped) return asking(rule, () => mapped.when);
  return { ...(rule as CountRule), counts: mapped.counts };
}

/** What is to be said of a rule and of what its pipelines make of it. */
export const saidOf = ({ diagnostics, mapped }: Compiled): readonly Diagnostic[] =>
  mapped ? [...diagnostics, ...mapped.diagnostics] : diagnostics;

export const hasFailed = ({ failures }: Result): boolean => failures.length > 0;

/** Runs the tests that stand beside the rules of a file. */
export function runBeside(
  path: string,
  file: string,
  tested: readonly Tested[],
  unusable: (diagnostic: Diagnostic) => void,
): void {
  const input = readNamed(file);
  if ('fault' in input) {
    unusable(input.fault);
    return;
  }
  const { all, diagnostics } = readCases(input.source);
  for (const diagnostic of diagnostics) unusable(diagnostic);
  const rules = tested.filter(({ compiled }) => compiled.name.path === path);
  for (const cases of all) {
    const one = ruleOf(cases, rules, path);
    if ('code' in one) unusable(one);
    else if (one.compiled.rule)
      if (isCountRule(one.compiled.rule)) unusable(countsNoSingle(cases.at));
      else
        for (const single of cases.cases)
          one.results.push({ name: single.name, failures: held(one.compiled.rule, single) });
  }
}

const held = (rule: Rule, single: Case): readonly Diagnostic[] =>
  inTime(patience, () => runCase(rule, single)) ?? [caseTooLong(single.at)];

/** In milliseconds: it is a single event, and what it holds is why it was not found. */
const patience = 2000;

function ruleOf(cases: Cases, rules: readonly Tested[], path: string): Tested | Diagnostic {
  if (rules.length === 0) return noRule(path, cases.at);
  const { rule: wanted, at } = cases;
  if (wanted === null) return rules.length === 1 ? rules[0]! : whichRule(rules.length, at);
  const names = ({ compiled: { name } }: Tested) => [name.id, name.title];
  const found = rules.find((one) => names(one).includes(wanted));
  return (
    found ??
    noSuchRule(
      wanted,
      rules.flatMap(names).filter((name) => name !== null),
      at,
    )
  );
}
