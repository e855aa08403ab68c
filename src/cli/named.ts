import { didYouMean } from '../diagnostic/closest.ts';
import { Usage } from './options.ts';

/** The names of `--x a,b --x c`, each once. */
export const listed = (some: readonly string[]): readonly string[] => [
  ...new Set(some.flatMap((one) => one.split(',')).map((name) => name.trim())),
];

/** What has these names, each once. */
export const named = <T extends { readonly id: string }>(
  names: readonly string[],
  all: readonly T[],
  what: string,
): readonly T[] => listed(names).map((name) => one(name, all, ({ id }) => id, what));

/** What has this name. */
export function one<T>(
  name: string,
  all: readonly T[],
  nameOf: (of: T) => string,
  what: string,
): T {
  const found = all.find((of) => nameOf(of) === name);
  if (found !== undefined) return found;
  throw new Usage(notOne(name, all.map(nameOf), what));
}

/** What is said of a name that nothing has. */
export const notOne = (name: string, known: readonly string[], what: string): string =>
  `"${name}" is not ${what}. ${didYouMean(name, known) ?? `There are ${known.join(', ')}.`}`;
