import type { RuleHead } from '../ir/rule.ts';
import { findInputs, readInput } from './inputs.ts';
import { RuleSet } from './rule-set.ts';
import { allLanguages, languageOf, type RunOptions } from './run.ts';

/** By the keys of rules that others only count, the title of one that does. */
export type OnlyCounted = ReadonlyMap<string, string>;

/** What every rule that counts has in its text. */
const sign = 'correlation';

/**
 * Rules that others only count: Sigma has them be no rules of their own, unless one that counts them says
 * `generate: true`. Only files that may have one that counts are read as rules.
 */
export function onlyCounted({
  paths,
  from,
  settings,
}: Pick<RunOptions, 'paths' | 'from' | 'settings'>): OnlyCounted {
  const inputs = findInputs(paths, allLanguages);
  const language = (path: string) => from ?? languageOf(path);
  const others = new RuleSet(inputs, language, settings);
  const counted = new Map<string, string>();
  const generated = new Set<string>();
  for (const found of inputs) {
    const input = readInput(found);
    if (!('source' in input) || !input.source.text.includes(sign)) continue;
    const { source } = input;
    for (const { name, about } of language(source.path).read(source, settings, others))
      for (const rule of about?.rules ?? [])
        if (about!.generate) generated.add(keyOf(rule));
        else counted.set(keyOf(rule), name.title ?? name.path);
  }
  for (const key of generated) counted.delete(key);
  return counted;
}

/** Which rule of which file it is. */
export const keyOf = ({ path, at }: RuleHead): string => `${path} ${at.start}`;
