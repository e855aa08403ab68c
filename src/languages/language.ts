import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Source } from '../diagnostic/source.ts';
import type { Rule, RuleName } from '../ir/rule.ts';

/** A rule as far as it could be read. Where `rule` is null, some diagnostic is an error. */
export interface Reading {
  readonly name: RuleName;
  readonly rule: Rule | null;
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Why the rule is true of more events than its text means, a warning each; none where it means the same.
   * A language that has no word for a part of its text leaves it open here, and nowhere else.
   */
  readonly wider?: readonly Diagnostic[];
}

/** What a user may say about how a text is read. */
export interface Settings {
  /** What becomes of damage that only its writer's intent can tell of: said, or mended as well. */
  readonly mend: 'faithful' | 'intent';
  /** Values for names that a text leaves open, such as `threshold`. */
  readonly values: ReadonlyMap<string, string>;
}

export const faithful: Settings = { mend: 'faithful', values: new Map() };

/** A language that rules are written in. */
export interface Language {
  readonly id: string;
  readonly title: string;
  /** File name endings, with their dot. */
  readonly extensions: readonly string[];
  /** Endings of files that may hold rules of this language among much else; `holds` says whether one does. */
  readonly pages?: {
    readonly extensions: readonly string[];
    holds(source: Source): boolean;
  };
  /** Whether a text that nobody named is meant to hold rules, or is another's of the same ending; without it, it is. */
  isMeant?(source: Source): boolean;
  /** Every rule of a text, the broken ones too; a text with none is one reading that says so. */
  read(source: Source, settings?: Settings): readonly Reading[];
}
