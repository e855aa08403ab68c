import type { Compiled } from '../compile.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { isCountRule } from '../ir/counts.ts';
import type { Expr } from '../ir/expr.ts';
import type { RuleName } from '../ir/rule.ts';
import { fieldIn, type Index } from '../mapping/index-fields.ts';

/** How a rule fares on some indices: as it means, with more or less than that, with nothing, or not at all. */
export type Health = 'exact' | 'wider' | 'narrower' | 'silent' | 'refused';

/** A rule, and what of the indices' mappings stands in its way. */
export interface Examined {
  readonly name: RuleName;
  readonly health: Health;
  /** What is said of fields as the indices hold them. */
  readonly obstacles: readonly Obstacle[];
  /** All else that is said of the rule and its query. */
  readonly others: readonly Diagnostic[];
}

export interface Obstacle {
  readonly field: string;
  /** `ignore-above`, `words`, `no-field`: a diagnostic's code in the area `mapping`. */
  readonly code: string;
  readonly said: Diagnostic;
}

/** A change of one field's mapping, and what it is good for. */
export interface Change {
  readonly field: string;
  readonly code: string;
  /** So many rules would have nothing in their way any more. */
  readonly mends: number;
  /** In so many it is in the way, perhaps with others. */
  readonly rules: number;
}

/** A rule that was compiled for some indices, to one backend. */
export function examine({ name, rule, queries }: Compiled, indices: readonly Index[]): Examined {
  const query = queries[0]!;
  const obstacles = query.diagnostics.flatMap((said): Obstacle[] => {
    const [area, code] = said.code.split('/') as [string, string];
    return area === 'mapping' && said.field !== undefined
      ? [{ field: said.field, code, said }]
      : [];
  });
  const own = new Set(obstacles.map(({ said }) => said));
  const others = query.diagnostics.filter((one) => !own.has(one));
  const when = query.when ?? (rule && !isCountRule(rule) ? rule.when : undefined);
  const isSilent = query.query !== null && when !== undefined && truthOf(when, indices) === false;
  return { name, health: isSilent ? 'silent' : query.fidelity, obstacles, others };
}

/** What is known of an expression by which fields there are: without its field, no test of values is true. */
function truthOf(when: Expr, indices: readonly Index[]): boolean | null {
  const of = (item: Expr) => truthOf(item, indices);
  const isMissing = (field: string) => isMissingIn(indices, field);
  switch (when.kind) {
    case 'and': {
      const items = when.items.map(of);
      return items.includes(false) ? false : items.includes(null) ? null : true;
    }
    case 'or': {
      const items = when.items.map(of);
      return items.includes(true) ? true : items.includes(null) ? null : false;
    }
    case 'not': {
      const item = of(when.item);
      return item === null ? null : !item;
    }
    case 'keyword':
      return null;
    case 'null':
      return isMissing(when.field) ? true : null;
    case 'sameAs':
      return isMissing(when.field) || isMissing(when.other) ? false : null;
    default:
      return isMissing(when.field) ? false : null;
  }
}

const missing = new WeakMap<readonly Index[], Map<string, boolean>>();

/** Whether no index has a field; found out once for all rules. */
function isMissingIn(indices: readonly Index[], field: string): boolean {
  const known = missing.get(indices) ?? new Map<string, boolean>();
  missing.set(indices, known);
  const is = known.get(field) ?? indices.every((index) => fieldIn(index, field).kind === 'absent');
  known.set(field, is);
  return is;
}

/** Changes of mappings, those that mend most rules first. What has no field at all is not mended by a mapping. */
export function changesFor(rules: readonly Examined[]): readonly Change[] {
  const changes = new Map<string, { field: string; code: string; mends: number; rules: number }>();
  for (const { obstacles, health } of rules) {
    if (health === 'exact') continue;
    const keys = new Set(obstacles.map(({ field, code }) => JSON.stringify([field, code])));
    for (const key of keys) {
      const [field, code] = JSON.parse(key) as [string, string];
      const change = changes.get(key) ?? { field, code, mends: 0, rules: 0 };
      change.rules++;
      if (keys.size === 1) change.mends++;
      changes.set(key, change);
    }
  }
  return [...changes.values()].sort(
    (a, b) => b.mends - a.mends || b.rules - a.rules || (a.field < b.field ? -1 : 1),
  );
}

/** What is to be done to a field, by what stands in the way. */
export const remedies: Readonly<Record<string, string>> = {
  'ignore-above': 'raise its ignore_above, or give it a multi-field of the type wildcard',
  'ignore-malformed': 'give it a multi-field of the type keyword',
  words: 'give it a multi-field of the type keyword or wildcard',
  'not-searched': 'map it as a keyword, and index the events anew',
  'into-type': 'give it a multi-field of the type keyword',
  'lower-case': 'give it a multi-field of the type keyword without a normalizer',
  rounded: 'map it as a double',
  'null-value': 'take its null_value away',
  'no-field': 'no event has had it: see what it is called there, and use a pipeline or an alias',
};
