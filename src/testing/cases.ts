import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Source, Span } from '../diagnostic/source.ts';
import { compile } from '../evaluate/evaluate.ts';
import type { Event } from '../evaluate/event.ts';
import { valuesOf, why } from '../evaluate/why.ts';
import type { Atom } from '../ir/expr.ts';
import type { Rule } from '../ir/rule.ts';
import { isYamlMap, Place, readDocuments, type Yaml } from '../yaml/document.ts';
import { unsound } from '../yaml/size.ts';
import * as messages from './messages.ts';

/** An event that a rule must find, or must leave. */
export interface Case {
  /** `finds 1`, `leaves 2`: where it stands in its file. */
  readonly name: string;
  readonly finds: boolean;
  readonly event: Event;
  readonly at: Span;
}

/** The cases of one rule, as a document of a test file has them. */
export interface Cases {
  /** The id or title of the rule; null for the only one beside it. */
  readonly rule: string | null;
  readonly cases: readonly Case[];
  readonly at: Span;
}

const keys = ['rule', 'finds', 'leaves'] as const;

/**
 * Reads tests that stand beside rules: `finds` and `leaves` are lists of events, `rule` says which rule is
 * meant where the file beside has several. A file may have several documents.
 */
export function readCases(source: Source): {
  readonly all: readonly Cases[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const all = readDocuments(source).flatMap((document): Cases[] => {
    if ('fault' in document) {
      diagnostics.push(document.fault);
      return [];
    }
    const { value } = document;
    if (value === null || value === undefined) return [];
    const root = new Place(document);
    if (!isYamlMap(value)) {
      diagnostics.push(messages.notAMap('A test', root));
      return [];
    }
    const faults = [...document.faults];
    const endless = unsound(value, root);
    if (endless) faults.push(endless);
    for (const key of Object.keys(value))
      if (!(keys as readonly string[]).includes(key))
        faults.push(messages.unknownKey(key, keys, root.at(key).key()));
    const cases = endless
      ? []
      : (['finds', 'leaves'] as const).flatMap((key) =>
          eventsOf(value[key], root.at(key), key, faults),
        );
    const { rule = null } = value;
    if (rule !== null && typeof rule !== 'string') faults.push(messages.notAName(root.at('rule')));
    if (faults.length === 0 && cases.length === 0) faults.push(messages.noEvents(root));
    diagnostics.push(...faults);
    return faults.length > 0 ? [] : [{ rule: rule as string | null, cases, at: root }];
  });
  return { all, diagnostics };
}

function eventsOf(
  value: Yaml | undefined,
  place: Place,
  key: 'finds' | 'leaves',
  faults: Diagnostic[],
): Case[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    faults.push(messages.notEvents(key, place));
    return [];
  }
  return value.flatMap((event: Yaml, i): Case[] => {
    const at = place.at(i);
    if (isYamlMap(event)) return [{ name: `${key} ${i + 1}`, finds: key === 'finds', event, at }];
    faults.push(messages.notEvents(key, at));
    return [];
  });
}

/** What speaks against a case: first that it failed, then why; nothing where it holds. */
export function runCase(rule: Rule, { finds, event, at }: Case): readonly Diagnostic[] {
  if (compile(rule.when)(event) === finds) return [];
  const title = rule.title ?? rule.path;
  const { because } = why(rule.when, event);
  const groups = new Map<string, { atom: Atom; holds: boolean; tests: number }>();
  for (const { atom, holds } of because) {
    const key = `${holds} ${fieldOf(atom)}`;
    const group = groups.get(key);
    if (group) group.tests++;
    else groups.set(key, { atom, holds, tests: 1 });
  }
  return [
    (finds ? messages.notFound : messages.found)(title, at),
    ...[...groups.values()].map(({ atom, holds, tests }) => {
      const field = fieldOf(atom);
      const values = field === null ? [] : valuesOf(field, event);
      return messages.because(field, values, tests, holds, atom.at);
    }),
  ];
}

const fieldOf = (atom: Atom): string | null => (atom.kind === 'keyword' ? null : atom.field);
