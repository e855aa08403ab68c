import type { Language, Others, Reading } from '../languages/language.ts';
import { type Input, readInput } from './inputs.ts';

type Found = Parameters<typeof readInput>[0];

/**
 * The rules of all files of a run, by the names that other rules use. The files are read when one is first asked
 * for, and only where each name stands is kept: most sets have no rule that asks.
 */
export class RuleSet implements Others {
  private readonly inputs: readonly Found[];
  private readonly read: (input: Input) => readonly Reading[];
  private places: Map<string, { input: Found; number: number }[]> | null = null;

  constructor(
    inputs: readonly Found[],
    languageOf: (path: string) => Language,
    settings: Parameters<Language['read']>[1],
  ) {
    this.inputs = inputs;
    this.read = (input) =>
      'source' in input ? languageOf(input.source.path).read(input.source, settings) : [];
  }

  find(name: string): readonly Reading[] {
    const places = this.known().get(name) ?? [];
    return places.map(({ input, number }) => this.read(readInput(input))[number]!);
  }

  names(): Iterable<string> {
    return this.known().keys();
  }

  private known() {
    if (this.places) return this.places;
    const places: NonNullable<RuleSet['places']> = new Map();
    this.places = places;
    const seen = new Set<string>();
    for (const input of this.inputs) {
      // a file that is given twice has its rules once
      if ('path' in input && seen.has(input.path)) continue;
      if ('path' in input) seen.add(input.path);
      this.read(readInput(input)).forEach(({ name, called }, number) => {
        for (const one of new Set([name.id, called])) {
          if (typeof one !== 'string') continue;
          const those = places.get(one);
          if (those) those.push({ input, number });
          else places.set(one, [{ input, number }]);
        }
      });
    }
    return places;
  }
}
