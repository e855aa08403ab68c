import { and } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';

/** What is asked of one data set: `Endpoint.Processes`, whose fields are called `Processes.user`. */
export interface OfDataset {
  readonly model: string;
  readonly name: string;
  readonly when: Expr;
}

/** A data set is named by a test among the parts that must all be true: `datamodel="Model.Dataset"`. */
export function ofDataset(when: Expr): OfDataset | null {
  const items = when.kind === 'and' ? when.items : [when];
  const names = items.flatMap((item) => nameIn(item) ?? []);
  const [name] = names;
  if (name === undefined || new Set(names).size > 1) return null;
  const rest = items.filter((item) => nameIn(item) === null);
  return { model: name, name: name.split('.').at(-1)!, when: and(rest) };
}

function nameIn(item: Expr): string | null {
  if (item.kind !== 'match' || item.field !== 'datamodel' || item.pattern.length !== 1) return null;
  const [piece] = item.pattern;
  return piece!.kind === 'text' && /^\w+\.\w+$/.test(piece!.text) ? piece!.text : null;
}
