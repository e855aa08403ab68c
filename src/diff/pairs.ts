import type { RuleName } from '../ir/rule.ts';

/** A rule of one of two sets. */
export interface Member {
  readonly name: RuleName;
  /** Where it stands in its set: the same for the same file, wherever the set is kept. */
  readonly place: string;
}

/** A rule as it was and as it is; null where it wasn't there, or isn't any more. */
export type Pair<T> = readonly [old: T | null, now: T | null];

/**
 * The rules of two sets, those together that are one: that have the same id, else stand in the same place. Two sets
 * of one rule each are that rule. In the order of the new set; what is gone comes last.
 */
export function pairsOf<T extends Member>(
  old: readonly T[],
  now: readonly T[],
): readonly Pair<T>[] {
  if (old.length === 1 && now.length === 1) return [[old[0]!, now[0]!]];
  const left = new Set(old);
  const partners = new Map<T, T>();
  const join = (keyOf: (one: T) => string | null): void => {
    const byKey = new Map<string, T[]>();
    for (const one of left) {
      const key = keyOf(one);
      if (key === null) continue;
      const those = byKey.get(key);
      if (those) those.push(one);
      else byKey.set(key, [one]);
    }
    for (const lists of byKey.values()) lists.reverse(); // the first is taken first
    for (const one of now) {
      const key = keyOf(one);
      const partner = key === null || partners.has(one) ? undefined : byKey.get(key)?.pop();
      if (!partner) continue;
      partners.set(one, partner);
      left.delete(partner);
    }
  };
  join(({ name }) => name.id?.toLowerCase() ?? null);
  join(({ place }) => place);
  return [
    ...now.map((one): Pair<T> => [partners.get(one) ?? null, one]),
    ...[...left].map((one): Pair<T> => [one, null]),
  ];
}
