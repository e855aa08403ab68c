import { didYouMean } from '../diagnostic/closest.ts';
import { type Diagnostic, isError } from '../diagnostic/diagnostic.ts';
import { type Span, span } from '../diagnostic/source.ts';
import type { RuleHead } from '../ir/rule.ts';
import * as messages from '../settings/messages.ts';
import type { Layer, Tree } from '../settings/settings.ts';
import { faultsOf, settingsOfRules } from '../settings/validate.ts';

/**
 * The settings that a rule brings along in its block `custom:`; none of them where one is wrong. Other tools keep
 * theirs there, too: ours are those whose names are settings, or, where there is `custom.rulewright`, all in that.
 */
export function ownSettings(rule: RuleHead): { own: Layer | null; said: readonly Diagnostic[] } {
  const { custom } = rule.about.custom;
  if (!isTree(custom)) return { own: null, said: [] };
  const place = blockOf(rule);
  const { rulewright = null, ...rest } = custom;
  if (rulewright !== null && !isTree(rulewright))
    return { own: null, said: [messages.notABlock(place)] };
  const { values, said } = rulewright ? { values: rulewright, said: [] } : ours(rest, place);
  const own: Layer = { values, at: () => place };
  const all = [...faultsOf(own, 'rule'), ...said];
  return { own: all.some(isError) ? null : own, said: all };
}

/** What of a block that is everybody's is ours, and which of its keys may have been meant to be. */
function ours(block: Tree, at: Span): { values: Tree; said: readonly Diagnostic[] } {
  const names = settingsOfRules();
  const values = Object.entries(block).filter(([key]) => names.includes(key));
  const said = Object.keys(block).flatMap((key) => {
    const hint = names.includes(key) ? undefined : didYouMean(key, names);
    return hint === undefined ? [] : [messages.nearSetting(key, at, hint)];
  });
  return { values: Object.fromEntries(values), said };
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where the rule's document has the block. */
function blockOf({ at }: RuleHead): Span {
  const { source, start } = at;
  const document = source.text.lastIndexOf('\n---', start) + 1;
  const key = /^custom\b/m;
  const found = key.exec(source.text.slice(document));
  return found ? span(source, document + found.index, document + found.index + 6) : at;
}
