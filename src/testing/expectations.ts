import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Source, Span } from '../diagnostic/source.ts';
import type { RuleName } from '../ir/rule.ts';
import { isYamlMap, Place, readDocuments, type Yaml } from '../yaml/document.ts';
import * as messages from './messages.ts';

/** How many events a rule must find, or which. */
export interface Expectation {
  readonly wanted: number | ReadonlySet<string>;
  readonly at: Span;
}

/** What is expected of rules: by the name in the file, which is an id, a title or a path. */
export interface Expectations {
  readonly byName: ReadonlyMap<string, Expectation>;
  /** Of every rule that is not named (`"*"`). */
  readonly others: Expectation | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a map (YAML, or JSON) of rules to the number of events that they find, or to the ids of those. */
export function readExpectations(source: Source): Expectations {
  const byName = new Map<string, Expectation>();
  const diagnostics: Diagnostic[] = [];
  for (const document of readDocuments(source)) {
    const faults = 'fault' in document ? [document.fault] : document.faults;
    diagnostics.push(...faults);
    if ('fault' in document || faults.length > 0) continue;
    const root = new Place(document);
    if (!isYamlMap(document.value)) {
      diagnostics.push(messages.notAMap('What is expected', root));
      continue;
    }
    for (const [name, value] of Object.entries(document.value)) {
      const at = root.at(name);
      const wanted = wantedOf(value);
      if (wanted === null) diagnostics.push(messages.notExpected(at));
      else byName.set(name, { wanted, at });
    }
  }
  const others = byName.get('*') ?? null;
  byName.delete('*');
  return { byName, others, diagnostics };
}

function wantedOf(value: Yaml): Expectation['wanted'] | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  if (!Array.isArray(value)) return null;
  const isText = (one: Yaml) => typeof one === 'string' || typeof one === 'number';
  return value.every(isText) ? new Set(value.map(String)) : null;
}

/** What is expected of a rule: by its id, else its title, else its path. */
export function expectationOf(
  { id, title, path }: RuleName,
  { byName, others }: Expectations,
): Expectation | null {
  for (const name of [id, title, path]) {
    const found = name === null ? undefined : byName.get(name);
    if (found) return found;
  }
  return others;
}

/** The names that no rule has. */
export function unmet(
  expectations: Expectations,
  rules: readonly RuleName[],
): readonly Diagnostic[] {
  const names = new Set(rules.flatMap(({ id, title, path }) => [id, title, path]));
  const known = [...names].filter((name) => name !== null);
  return [...expectations.byName]
    .filter(([name]) => !names.has(name))
    .map(([name, { at }]) => messages.noSuchRule(name, known, at));
}

/** What speaks against an expectation; null where it is met. */
export function disappointment(
  { wanted, at }: Expectation,
  { title, path }: RuleName,
  count: number,
  ids: ReadonlySet<string>,
): Diagnostic | null {
  const name = title ?? path;
  if (typeof wanted === 'number')
    return count === wanted ? null : messages.wrongCount(name, count, wanted, at);
  const missing = [...wanted].filter((id) => !ids.has(id));
  const extra = [...ids].filter((id) => !wanted.has(id));
  if (missing.length + extra.length === 0) return null;
  return messages.wrongEvents(name, missing, extra, at);
}
