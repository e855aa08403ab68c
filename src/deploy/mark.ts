import { isMap, type JsonMap } from './json.ts';

/**
 * What stands on an object to say that it is ours, and how we left it. It is kept nowhere else: what a
 * target holds is all that there is to know.
 */
export interface Mark {
  /** The set that the object is of. */
  readonly set: string;
  /** The rule that it was made of, by the name that targets know it by; null: it was made of the set. */
  readonly rule: string | null;
  /** The hash of the text of the rule when the object was last written. */
  readonly source: string;
  /** The hash of what the target was given. */
  readonly given: string;
  /**
   * The hash of what the target then held, which is something else where it lays out anew what it is
   * given; null: who wrote it was stopped before it could tell.
   */
  readonly applied: string | null;
  /** How often the object was written. */
  readonly revision: number;
}

/** What a set may be called: a part of the name of an index, of a file, and of a comment. */
export const isSetName = (name: string): boolean => /^[a-z0-9][a-z0-9_-]{0,59}$/.test(name);

/** A mark as JSON has it. */
export const markJson = ({ set, rule, source, given, applied, revision }: Mark): JsonMap => ({
  managed_by: 'rulewright',
  set,
  rule,
  source,
  given,
  applied,
  revision,
});

/** The mark that a value is; null where it is none. */
export function markOf(value: unknown): Mark | null {
  if (!isMap(value) || value.managed_by !== 'rulewright') return null;
  const { set, rule, source, given, applied, revision } = value;
  const isMark =
    typeof set === 'string' &&
    (rule === null || typeof rule === 'string') &&
    typeof source === 'string' &&
    typeof given === 'string' &&
    (applied === null || typeof applied === 'string') &&
    typeof revision === 'number' &&
    Number.isSafeInteger(revision);
  return isMark ? { set, rule, source, given, applied, revision } : null;
}
