import { type Counts, spanText } from '../../../ir/counts.ts';

/** What a correlation counts, as Sigma has it; null where it can't be written: a number stands in `neq` once. */
export function writeCorrelation(counts: Counts): object | null {
  const { of, by, value, within, bounds, generate } = counts;
  const { least, most, not } = bounds;
  if (not.length > 1) return null;
  const names = value === null ? by : [...by, value];
  const aliases = Object.fromEntries(
    names.flatMap((name, i) => {
      const fields = of.map((one) => [one.ref, i < by.length ? one.by[i]! : one.value!] as const);
      return fields.some(([, field]) => field !== name) ? [[name, Object.fromEntries(fields)]] : [];
    }),
  );
  const correlation = {
    type: value === null ? 'event_count' : 'value_count',
    rules: of.map(({ ref }) => ref),
    ...(by.length > 0 && { 'group-by': by }),
    timespan: spanText(within),
    ...(Object.keys(aliases).length > 0 && { aliases }),
    condition: {
      ...(value !== null && { field: value }),
      ...(least === most ? { eq: least } : { gte: least }),
      ...(most !== null && least !== most && { lte: most }),
      ...(not.length > 0 && { neq: not[0] }),
    },
  };
  return { correlation, ...(generate && { generate }) };
}
