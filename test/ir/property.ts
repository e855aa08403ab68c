import fc from 'fast-check';

export const seed = Number(process.env.RULEWRIGHT_SEED ?? 3);

/** Holds a property on random cases: those of every day, or with RULEWRIGHT_SEED on others. */
export const hold = <T>(numRuns: number, property: fc.IProperty<T>): void =>
  fc.assert(property, { seed, numRuns });
