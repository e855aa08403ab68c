import type { Compiled } from '../../compile.ts';
import { placeOf } from '../../diagnostic/source.ts';
import type { Member, Pair } from '../../diff/pairs.ts';
import { asExpr, changedTests } from '../../diff/tests.ts';
import type { Event } from '../../evaluate/event.ts';
import { telling } from '../../examples/telling.ts';
import { or } from '../../ir/build.ts';
import { type AnyRule, countText, isCountRule, whensOf } from '../../ir/counts.ts';
import type { Expr } from '../../ir/expr.ts';
import type { Literal } from '../../ir/normal.ts';
import { print } from '../../ir/print.ts';
import type { LogSource, RuleName } from '../../ir/rule.ts';
import { inTime } from '../in-time.ts';

/** A rule of the old set or of the new. */
export interface Side extends Member {
  readonly compiled: Compiled;
}

/** What became of a rule. */
export interface Change {
  readonly change: 'same' | 'changed' | 'added' | 'removed' | 'refused';
  readonly rule: RuleName;
  /** Where it has changed, how. */
  readonly meaning?: Meaning;
}

/** What has changed of a rule's meaning; null where nothing of that kind has. */
export interface Meaning {
  /** Where it looks. */
  readonly logSource: { readonly old: string; readonly new: string } | null;
  /** The parts of its text that are left open. */
  /** What is counted of the events, and how many there have to be; null: they are found one by one. */
  readonly count: { readonly old: string | null; readonly new: string | null } | null;
  readonly open: { readonly old: readonly string[]; readonly new: readonly string[] } | null;
  readonly tests: Tests | null;
}

export interface Tests {
  /** None and none: they are the same, and joined in another way. */
  readonly added: readonly Test[];
  readonly removed: readonly Test[];
  /** Events that only one of the two finds, or counts. */
  readonly foundOnlyBy: { readonly old: readonly Event[]; readonly new: readonly Event[] };
}

/** A test of one event, and where it stands. */
export interface Test {
  readonly test: string;
  readonly path: string;
  readonly line: number;
}

/** So many examples of each side. */
const most = 3;

/** Looking for examples ends by itself, unless a regular expression takes for ever. */
const patience = 10_000;

export function changeOf([old, now]: Pair<Side>): Change {
  const { id, title, path } = (now ?? old)!.name;
  const rule = { id, title, path };
  if (!old || !now) return { change: old ? 'removed' : 'added', rule };
  const [before, after] = [old.compiled.rule, now.compiled.rule];
  if (!before || !after) return { change: 'refused', rule };
  const meaning: Meaning = {
    logSource: changed(logSourceOf(before), logSourceOf(after)),
    count: changed(countOf(before), countOf(after)),
    open: changed(openOf(old), openOf(now)),
    tests: testsOf(asked(before), asked(after)),
  };
  const isSame = Object.values(meaning).every((part) => part === null);
  return isSame ? { change: 'same', rule } : { change: 'changed', rule, meaning };
}

/** What a rule asks of events: of those that it counts, one that counts. */
const asked = (rule: AnyRule): Expr => or(whensOf(rule));

function testsOf(old: Expr, now: Expr): Tests | null {
  const { isSame, added, removed } = changedTests(old, now);
  if (isSame) return null;
  const foundOnlyBy = { old: onlyIn(old, now), new: onlyIn(now, old) };
  return { added: added.map(shown), removed: removed.map(shown), foundOnlyBy };
}

const onlyIn = (finds: Expr, leaves: Expr): readonly Event[] =>
  inTime(patience, () => telling(finds, leaves, most)) ?? [];

function shown(literal: Literal): Test {
  const { at } = literal.atom;
  const test = print(asExpr(literal), Number.POSITIVE_INFINITY);
  return { test, path: at.source.path, line: placeOf(at).line };
}

const changed = <T>(old: T, now: T): { old: T; new: T } | null =>
  JSON.stringify(old) === JSON.stringify(now) ? null : { old, new: now };

/** Of a rule that counts, those of its rules. */
const logSourceOf = (rule: AnyRule): string => {
  const heads = isCountRule(rule) ? rule.counts.of.map((one) => one.rule) : [rule];
  return [...new Set(heads.map(({ about }) => sourceText(about.logSource)))].join('; ');
};

const sourceText = (logSource: LogSource): string =>
  (['category', 'product', 'service'] as const)
    .filter((part) => logSource[part] !== undefined)
    .map((part) => `${part} ${logSource[part]}`)
    .join(', ');

const countOf = (rule: AnyRule): string | null =>
  isCountRule(rule) ? countText(rule.counts) : null;

const openOf = ({ compiled }: Side): readonly string[] =>
  compiled.wider.map(({ message }) => message);
