import { isYamlMap, type Place, type Yaml } from '../../../yaml/document.ts';
import type { Report } from '../item.ts';
import * as messages from './messages.ts';
import type { Referred } from './rules.ts';

/** What a field, or an alias, is called in the events of a rule. */
export type FieldOf = (name: string, ref: string) => string;

/**
 * Names that stand for another field in the events of each rule: `aliases: {ip: {a: source.ip, b: client.ip}}`.
 *
 * @param used the names that may be aliases
 */
export function readAliases(
  value: Yaml | undefined,
  place: Place,
  refs: readonly string[],
  referred: readonly Referred[],
  used: readonly string[],
  report: Report,
): FieldOf {
  if (value === undefined || value === null) return (name) => name;
  if (!isYamlMap(value)) {
    report(
      messages.wanted('aliases', 'a map of names, each with a map of rules and fields', place),
    );
    return (name) => name;
  }
  // a rule may be counted by its id, and named by its name
  const namesOf = new Map(
    referred.map(({ ref, rule }) => [ref, [ref, rule.about.name, rule.id].filter((one) => one)]),
  );
  const fields = new Map<string, Map<string, string>>();
  for (const [alias, map] of Object.entries(value)) {
    const at = place.at(alias);
    const of = new Map<string, string>();
    fields.set(alias, of);
    if (!isYamlMap(map)) {
      report(messages.wanted(alias, 'a map of rules and their fields', at));
      continue;
    }
    if (!used.includes(alias)) report(messages.unusedAlias(alias, at.key()));
    for (const [rule, field] of Object.entries(map)) {
      const ref = refs.find((one) => namesOf.get(one)!.includes(rule));
      if (ref === undefined) report(messages.aliasOfOther(rule, refs, at.at(rule).key()));
      else if (typeof field !== 'string' || field === '')
        report(messages.wanted(rule, 'the name of a field', at.at(rule)));
      else of.set(ref, field);
    }
    for (const ref of refs)
      if (used.includes(alias) && !of.has(ref)) report(messages.aliasLacks(alias, ref, at.key()));
  }
  return (name, ref) => fields.get(name)?.get(ref) ?? name;
}
