import { readFileSync } from 'node:fs';

/** A tactic of Enterprise ATT&CK. */
export interface Tactic {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
}

/** A technique, or a sub-technique, whose id has a dot. */
export interface Technique extends Tactic {
  /** The tactics that it serves, by their short names: `initial-access`. */
  readonly tactics: readonly string[];
}

/** data/attack.json: names by id, and the tactics of each technique. */
interface Data {
  readonly version: string;
  readonly tactics: Readonly<Record<string, readonly [id: string, name: string]>>;
  readonly techniques: Readonly<Record<string, readonly [name: string, tactics: string]>>;
  /** What older versions named and the newest does not. */
  readonly retired: Pick<Data, 'tactics' | 'techniques'>;
}

let read: Data | undefined;

const data = (): Data => {
  read ??= JSON.parse(
    readFileSync(new URL('../../data/attack.json', import.meta.url), 'utf8'),
  ) as Data;
  return read;
};

/** The version of ATT&CK that names are from. */
export const attackVersion = (): string => data().version;

/** The tactic of a short name, by its newest name; null where no version of ATT&CK has it. */
export function tacticOf(shortName: string): Tactic | null {
  const [id, old] =
    entry(data().tactics, shortName) ?? entry(data().retired.tactics, shortName) ?? [];
  if (id === undefined) return null;
  const [, name] = Object.values(data().tactics).find(([one]) => one === id) ?? [id, old!];
  return { id, name, reference: `https://attack.mitre.org/tactics/${id}/` };
}

/** The technique of an id such as T1059.001; null where no version of ATT&CK has it. */
export function techniqueOf(id: string): Technique | null {
  const row = entry(data().techniques, id) ?? entry(data().retired.techniques, id);
  if (!row) return null;
  const [name, tactics] = row;
  const reference = `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
  return { id, name, reference, tactics: tactics === '' ? [] : tactics.split(' ') };
}

const entry = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
