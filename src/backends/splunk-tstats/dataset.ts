import { always, and, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';

/** What is asked of one data set: `Endpoint.Processes`, whose fields are called `Processes.user`. */
export interface OfDataset {
  readonly model: string;
  readonly name: string;
  readonly when: Expr;
}

/**
 * A data set is named by a test among the parts that must all be true: `datamodel="Model.Dataset"`; or by each
 * of several ways for an event to be found.
 */
export function ofDataset(when: Expr): OfDataset | null {
  if (when.kind === 'or') {
    const ways = when.items.map(ofDataset);
    const first = ways[0];
    if (!first || ways.some((way) => way?.model !== first.model)) return null;
    return { ...first, when: or(ways.map((way) => way!.when)) };
  }
  const items = when.kind === 'and' ? when.items : [when];
  const parts = items.map((item) => named(item) ?? { model: null, when: item });
  const [model, ...others] = new Set(parts.flatMap((part) => part.model ?? []));
  if (model === undefined || others.length > 0) return null;
  return { model, name: model.split('.').at(-1)!, when: and(parts.map((part) => part.when)) };
}

/** What a part asks beside the data set that it names; null where it names none. */
function named(item: Expr): { readonly model: string; readonly when: Expr } | null {
  if (item.kind === 'or') return ofDataset(item);
  const model = nameIn(item);
  return model === null ? null : { model, when: always };
}

function nameIn(item: Expr): string | null {
  if (item.kind !== 'match' || item.field !== 'datamodel' || item.pattern.length !== 1) return null;
  const [piece] = item.pattern;
  return piece!.kind === 'text' && /^\w+\.\w+$/.test(piece!.text) ? piece!.text : null;
}
