import { startOf } from '../../../diagnostic/source.ts';
import type { Others, Reading } from '../../language.ts';
import type { Candidate, Library } from './rules.ts';

/** Rules are looked for in their own file first, then in the others of the run. */
export function libraryOf(
  own: readonly Candidate[],
  others: Others | undefined,
  path: string,
): Library {
  return {
    find: (name) => {
      const found = own.filter(({ names }) => names.includes(name));
      if (found.length > 0) return found;
      const elsewhere = others?.find(name) ?? [];
      return elsewhere.filter((reading) => reading.name.path !== path).map(candidateOf);
    },
    names: function* () {
      for (const { names } of own) yield* names;
      if (others) yield* others.names();
    },
  };
}

const candidateOf = (reading: Reading): Candidate => ({
  reading,
  names: [],
  isCorrelation: reading.about !== undefined,
  at:
    reading.rule?.at ??
    reading.diagnostics[0]?.at ??
    startOf({ path: reading.name.path, text: '' }),
});
