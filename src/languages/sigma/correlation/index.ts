import type { Counted, CountRule, Counts } from '../../../ir/counts.ts';

import {
  type Document,
  isYamlMap,
  Place,
  type Yaml,
  type YamlMap,
} from '../../../yaml/document.ts';
import type { Reading } from '../../language.ts';
import type { Report } from '../item.ts';
import { type KindOfDocument, nameOf, readAbout } from '../rule.ts';
import { readAliases } from './aliases.ts';
import { readCondition } from './condition.ts';
import * as messages from './messages.ts';
import { type Library, type Referred, readRules } from './rules.ts';
import { secondsOf } from './timespan.ts';

/*
 * Correlations: Sigma correlation rules specification 2.1.
 * https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html
 */

/** The types that are read, and those that are told of. */
const read = ['event_count', 'value_count'] as const;
const types: readonly string[] = [
  ...read,
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
];

const keys = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'] as const;

const kind: KindOfDocument = {
  required: ['title'],
  known: new Set([
    ...['title', 'id', 'name', 'related', 'taxonomy', 'status', 'description', 'license'],
    ...['references', 'author', 'date', 'modified', 'fields', 'falsepositives', 'level', 'tags'],
    ...['scope', 'correlation', 'generate', 'logsource', 'detection', 'action'],
  ]),
};

/**
 * A correlation, and the rules that it counts the events of.
 *
 * @param own what its document holds without what is global
 */
export function readCorrelation(
  map: YamlMap,
  own: YamlMap,
  document: Document,
  library: Library,
): Reading {
  const diagnostics: Parameters<Report>[0][] = [];
  let isSound = true;
  const report: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') isSound = false;
    diagnostics.push(diagnostic);
  };
  const root = new Place(document);
  const name = nameOf(map, document.source.path);
  const said = readAbout(map, root, report, kind);
  if ('logsource' in own) report(messages.noLogSource(root.at('logsource').key()));
  if ('detection' in own) report(messages.bothKinds(root.at('detection').key()));
  const place = root.at('correlation');
  const known: Referred[] = [];
  const counts = isYamlMap(map.correlation)
    ? readCounts(map.correlation, map.generate, place, library, report, known)
    : null;
  if (!isYamlMap(map.correlation)) report(messages.notAMap(place));
  const rules = known.map(({ rule }) => rule);
  const generate =
    isYamlMap(map.correlation) && (map.correlation.generate ?? map.generate) === true;
  const about = { rules, generate };
  if (!isSound || counts === null) return { name, rule: null, diagnostics, about };
  const wider = known.flatMap(({ reading }) => reading.wider ?? []);
  const { id, title, path } = name;
  const at = place.at('condition');
  const rule: CountRule = { id, title, path, about: { ...said, logSource: {} }, counts, at };
  return { name, rule, diagnostics, about, ...(wider.length > 0 && { wider }) };
}

function readCounts(
  map: YamlMap,
  outside: Yaml | undefined,
  place: Place,
  library: Library,
  report: Report,
  known: Referred[],
): Counts | null {
  for (const key of Object.keys(map))
    if (!(keys as readonly string[]).includes(key))
      report(messages.unknownKey(key, keys, place.at(key).key()));
  const { type } = map;
  if (type === undefined || type === null) report(messages.noType(types, place.key()));
  else if (typeof type !== 'string' || !types.includes(type))
    report(messages.unknownType(type, types, place.at('type')));
  else if (!isRead(type)) report(messages.typeNotRead(type, place.at('type')));
  const by = readGroups(map['group-by'], place, report);
  const within = readTimespan(map.timespan, place, report);
  const referred = readRules(map.rules, place.at('rules'), library, report, known);
  const generate = readGenerate(map.generate ?? outside, place, 'generate' in map, report);
  if (typeof type !== 'string' || !isRead(type)) return null;
  if (!('condition' in map)) report(messages.noBounds(place.key()));
  const condition =
    'condition' in map ? readCondition(map.condition, place.at('condition'), type, report) : null;
  if (!by || within === null || !referred || !condition) return null;
  const { bounds, field: value } = condition;
  const named = value === null ? by : [...by, value];
  const refs = referred.map(({ ref }) => ref);
  const fieldOf = readAliases(map.aliases, place.at('aliases'), refs, referred, named, report);
  const of = referred.map(({ ref, rule }): Counted => {
    const ofRule = (field: string) => fieldOf(field, ref);
    return { ref, rule, by: by.map(ofRule), value: value === null ? null : ofRule(value) };
  });
  return { of, by, value, within, bounds, generate };
}

const isRead = (type: string): type is (typeof read)[number] =>
  (read as readonly string[]).includes(type);

function readGroups(
  value: Yaml | undefined,
  correlation: Place,
  report: Report,
): readonly string[] | null {
  const place = correlation.at('group-by');
  if (value === undefined || value === null) {
    report(messages.noGroups(correlation.key()));
    return [];
  }
  const list = Array.isArray(value) ? value : [value];
  let isSound = true;
  list.forEach((one: Yaml, i) => {
    const at = Array.isArray(value) ? place.at(i) : place;
    if (typeof one !== 'string' || one === '')
      report(messages.wanted('group-by', 'a list of names of fields', at));
    else if (list.indexOf(one) < i) report(messages.twice('group-by', one, at));
    else return;
    isSound = false;
  });
  return isSound ? (list as readonly string[]) : null;
}

function readTimespan(value: Yaml | undefined, correlation: Place, report: Report): number | null {
  const within = secondsOf(value);
  if (within !== null) return within;
  report(
    messages.badTimespan(value === undefined ? correlation.key() : correlation.at('timespan')),
  );
  return null;
}

function readGenerate(
  value: Yaml | undefined,
  correlation: Place,
  isInside: boolean,
  report: Report,
): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  const at = isInside ? correlation.at('generate') : correlation.key();
  report(messages.wanted('generate', 'true or false', at));
  return false;
}
