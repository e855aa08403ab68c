import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Source } from '../diagnostic/source.ts';
import type { AnyRule } from '../ir/counts.ts';
import type { RuleHead, RuleName } from '../ir/rule.ts';

/** A rule as far as it could be read. Where `rule` is null, some diagnostic is an error. */
export interface Reading {
  readonly name: RuleName;
  readonly rule: AnyRule | null;
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Why the rule is true of more events than its text means, a warning each; none where it means the same.
   * A language that has no word for a part of its text leaves it open here, and nowhere else.
   */
  readonly wider?: readonly Diagnostic[];
  /** The name that other rules may use, beside its id. */
  readonly called?: string;
  /** The rules that it is about, as far as they are known, also where it is refused; and whether they are for themselves, too. */
  readonly about?: { readonly rules: readonly RuleHead[]; readonly generate: boolean };
}

/** What a user may say about how a text is read. */
export interface Settings {
  /** What becomes of damage that only its writer's intent can tell of: said, or mended as well. */
  readonly mend: 'faithful' | 'intent';
  /** Values for names that a text leaves open, such as `threshold`. */
  readonly values: ReadonlyMap<string, string>;
}

export const faithful: Settings = { mend: 'faithful', values: new Map() };

/** The rules of other texts that are read together with this one, for rules that are about others. */
export interface Others {
  /** Those of that id or name; the broken ones, too. */
  find(name: string): readonly Reading[];
  /** The ids and names that there are. */
  names(): Iterable<string>;
}

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
  read(source: Source, settings?: Settings, others?: Others): readonly Reading[];
}
