import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Source } from '../diagnostic/source.ts';
import type { Rule, RuleName } from '../ir/rule.ts';

/** A rule as far as it could be read. Where `rule` is null, some diagnostic is an error. */
export interface Reading {
  readonly name: RuleName;
  readonly rule: Rule | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A language that rules are written in. */
export interface Language {
  readonly id: string;
  readonly title: string;
  /** File name endings, with their dot. */
  readonly extensions: readonly string[];
  /** Every rule of a text, the broken ones too; a text with none is one reading that says so. */
  read(source: Source): readonly Reading[];
}
