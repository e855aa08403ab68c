import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { type Span, span } from '../diagnostic/source.ts';
import type { Rule } from '../ir/rule.ts';
import type { Layer, Tree } from '../settings/settings.ts';
import { faultsOf } from '../settings/validate.ts';

/** The settings that a rule brings along in its block `custom:`; none of them where one is wrong. */
export function ownSettings(rule: Rule): { own: Layer | null; faults: readonly Diagnostic[] } {
  const values = rule.about.custom.custom;
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    return { own: null, faults: [] };
  const place = blockOf(rule);
  const own: Layer = { values: values as Tree, at: () => place };
  const faults = faultsOf(own, 'rule');
  return { own: faults.length > 0 ? null : own, faults };
}

/** Where the rule's document has the block. */
function blockOf({ at }: Rule): Span {
  const { source, start } = at;
  const document = source.text.lastIndexOf('\n---', start) + 1;
  const key = /^custom\b/m;
  const found = key.exec(source.text.slice(document));
  return found ? span(source, document + found.index, document + found.index + 6) : at;
}
