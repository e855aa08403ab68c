import type { Draft, Scope } from '../draft.ts';
import type { Params } from '../params.ts';

/** What a step does to a rule that it is for; of its items and fields, to those that the scope has. */
export type Transformation = (draft: Draft, scope: Scope) => void;

/** What else a pipeline's file may need. */
export interface Around {
  /** The text of a file, by its path from the pipeline's folder; or why it can't be had. */
  readFile(path: string): { readonly text: string } | { readonly fault: string };
  /** Fields that the pipeline itself names, so that nobody has to be told what they are in an engine. */
  readonly named: Set<string>;
  /** Reads steps that stand within one. */
  steps(params: Params, name: string): readonly Step[];
}

export interface Step {
  apply(draft: Draft): void;
}

/** How transformations are read, by their types. */
export type Transformations = Readonly<
  Record<string, (params: Params, around: Around) => Transformation>
>;
