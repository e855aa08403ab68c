import { attackVersion, tacticOf, techniqueOf } from '../attack/attack.ts';
import type { Settings } from '../settings/settings.ts';
import type { Values } from './values.ts';

/** What the template of a file of the set is given. */
export function setValuesOf(rules: readonly Values[], settings: Settings) {
  const tested = [...new Set(rules.flatMap((rule) => rule.tested))].sort();
  const techniques = coverageOf(rules);
  const types = new Map(rules.flatMap((rule) => Object.entries(rule.types)));
  return {
    rules,
    count: rules.length,
    /** The fields that any rule tests. */
    tested,
    /** Each with the type that an index holds it as. */
    mapping: tested.map((field) => ({ field, type: types.get(field) ?? 'keyword' })),
    /** Whether a rule looks for texts wherever they are. */
    hasKeywords: rules.some((rule) => rule.hasKeywords),
    /** How many fields an index with these has to allow, and 1,000 at least. */
    fieldsLimit: Math.max(1000, tested.length * 4 + 100),
    techniques,
    mostRules: Math.max(1, ...techniques.map(({ count }) => count)),
    untagged: rules.filter((rule) => rule.techniques.length === 0),
    attackVersion: attackVersion(),
    settings,
  };
}

/** Each technique that a rule is tagged with, and its rules. */
function coverageOf(rules: readonly Values[]) {
  const by = new Map<string, Values[]>();
  for (const rule of rules)
    for (const id of rule.techniques) {
      const those = by.get(id);
      if (those) those.push(rule);
      else by.set(id, [rule]);
    }
  return [...by.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, those]) => {
      const { name, reference, tactics } = techniqueOf(id)!;
      return {
        id,
        name,
        reference,
        tactics: tactics.map((short) => tacticOf(short)?.name ?? short),
        rules: those,
        count: those.length,
        comment: those.map(({ title }) => title).join('\n'),
      };
    });
}
