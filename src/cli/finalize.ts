import type { CompiledQuery } from '../compile.ts';
import { type Diagnostic, isDiagnostic } from '../diagnostic/diagnostic.ts';
import { inOrder, varsOf } from '../pipelines/apply.ts';
import type { Output, Pipeline, QueryText, RulePipeline } from '../pipelines/pipeline.ts';
import type { RunOptions } from './run.ts';

type Finalizing = RulePipeline & Required<Pick<RulePipeline, 'finalize'>>;

interface Held {
  readonly to: string;
  readonly pipelines: readonly Pipeline[];
  readonly finalizing: readonly Finalizing[];
  readonly queries: QueryText[];
}

/** The queries of which pipelines make one text, for each backend. */
export class Finals {
  private readonly system: NonNullable<RunOptions['system']>;
  private readonly all = new Map<string, Held>();

  constructor(system: NonNullable<RunOptions['system']>) {
    this.system = system;
  }

  /** Holds a query back, if its rule's pipelines have finalizers. */
  holds({ to, query }: CompiledQuery, path: string): boolean {
    const { pipelines } = this.system(path);
    const finalizing = inOrder(pipelines).filter(
      (one): one is Finalizing => 'finalize' in one && one.finalize !== undefined,
    );
    if (finalizing.length === 0) return false;
    const key = [to, ...pipelines.map(({ id }) => id)].join('\n');
    const held = this.all.get(key) ?? { to, pipelines, finalizing, queries: [] };
    this.all.set(key, held);
    if (query !== null) held.queries.push(query);
    return true;
  }

  /** What is made of them, or why nothing can be. */
  get texts(): readonly { readonly to: string; readonly made: string | Diagnostic }[] {
    return [...this.all.values()].map(({ to, pipelines, finalizing, queries }) => {
      const vars = varsOf(pipelines);
      let made: Output = queries;
      for (const one of finalizing) {
        const next = one.finalize(made, vars);
        if (isDiagnostic(next)) return { to, made: next };
        made = next;
      }
      return { to, made: typeof made === 'string' ? made : JSON.stringify(made) };
    });
  }
}
