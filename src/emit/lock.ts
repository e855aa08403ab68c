import type { RuleStand } from './emission.ts';

/** What the file beside the artifacts is called. */
export const lockName = 'rulewright.lock';

/** What was emitted, and of what: how a file that has become stale is told from one edited by hand. */
export interface Lock {
  readonly version: 1;
  /** The version of the compiler. */
  readonly compiler: string;
  /** The hash of the pipelines that fields went through; empty where there were none. */
  readonly pipelines: string;
  readonly rules: Readonly<Record<string, RuleStand>>;
  readonly files: Readonly<Record<string, LockedFile>>;
}

export interface LockedFile {
  readonly artifact: string;
  /** The file of its rule; null: it is made of the set. */
  readonly from: string | null;
  /** Of what it holds. */
  readonly hash: string;
  /** Of what it held before, while it is written: a run that was killed left one or another. */
  readonly was?: readonly string[];
}

export const noLock: Lock = { version: 1, compiler: '', pipelines: '', rules: {}, files: {} };

export const printLock = (lock: Lock): string =>
  `${JSON.stringify({ ...lock, rules: sorted(lock.rules), files: sorted(lock.files) }, null, 2)}\n`;

const sorted = <T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A lock's text; null where it is none, or leads out of its folder. */
export function parseLock(text: string): Lock | null {
  let lock: Partial<Lock> | null;
  try {
    lock = JSON.parse(text) as Partial<Lock> | null;
  } catch {
    return null;
  }
  if (lock?.version !== 1 || !isMap(lock.rules) || !isMap(lock.files)) return null;
  if (!Object.entries(lock.files).every(isFile) || !Object.values(lock.rules).every(isRule))
    return null;
  return { ...noLock, ...(lock as Lock) };
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRule = (rule: unknown): boolean =>
  isMap(rule) && typeof rule.path === 'string' && typeof rule.hash === 'string';

const isFile = ([path, file]: [string, unknown]): boolean =>
  /^[\w-]+(?:\/(?!\.)[\w.-]+)+$/.test(path) &&
  isMap(file) &&
  typeof file.artifact === 'string' &&
  typeof file.hash === 'string' &&
  (file.from === null || typeof file.from === 'string') &&
  (file.was === undefined || Array.isArray(file.was));
