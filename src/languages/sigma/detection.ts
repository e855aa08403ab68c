import type { Span } from '../../diagnostic/source.ts';
import { and, never, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { eachAtom } from '../../ir/fold.ts';
import { isYamlMap, type Place, type Yaml, type YamlMap } from '../../yaml/document.ts';
import { mostValues } from '../../yaml/size.ts';
import { parseCondition, type Searches } from './condition.ts';
import { type Report, readItem } from './item.ts';
import * as messages from './messages.ts';

/** Keys of a detection that name no search. */
const reserved = new Set(['condition', 'timeframe']);

/** What the rule says about an event; null where something is wrong with it. */
export function readDetection(detection: YamlMap, place: Place, report: Report): Expr | null {
  if ('timeframe' in detection) report(messages.timeframe(place.at('timeframe').key()));
  let sound = true;
  const watched: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') sound = false;
    report(diagnostic);
  };
  const searches = new Map<string, Expr>();
  for (const name of Object.keys(detection)) {
    if (reserved.has(name)) continue;
    searches.set(name, readSearch(name, detection[name]!, place.at(name), watched) ?? never);
  }
  const when = readConditions(detection, place, searches, watched);
  return sound ? when : null;
}

/** What a map of fields says, as a search does; null where something is wrong with it. */
export const readFields = (fields: YamlMap, place: Place, report: Report): Expr | null =>
  readSearch('', fields, place, report);

function readConditions(
  detection: YamlMap,
  place: Place,
  searches: ReadonlyMap<string, Expr>,
  report: Report,
): Expr {
  const at = place.at('condition');
  const conditions = detection.condition;
  if (conditions === undefined || conditions === null || conditions === '') {
    report(messages.noCondition(place.key()));
    return never;
  }
  const list = Array.isArray(conditions);
  const used = new Set<string>();
  let again = 0; // how many values are tested once more
  const about: Searches = {
    names: Object.keys(detection).filter((name) => !reserved.has(name)),
    has: (name) => searches.has(name),
    use: (name) => {
      const search = searches.get(name)!;
      if (used.has(name)) again += again > mostValues ? 0 : countAtoms(search);
      used.add(name);
      return again > mostValues ? null : search;
    },
  };
  let parsed = true;
  const watched: Report = (diagnostic) => {
    parsed = false;
    report(diagnostic);
  };
  const exprs = (list ? (conditions as readonly Yaml[]) : [conditions]).map((condition, index) => {
    const here = list ? at.at(index) : at;
    if (typeof condition !== 'string') {
      report(messages.conditionType(here));
      return never;
    }
    if (searches.has(condition)) return about.use(condition) ?? never;
    return parseCondition(condition, about, here, watched);
  });
  if (exprs.length === 0) report(messages.conditionType(at));
  if (again > mostValues) report(messages.tooManyValues(mostValues, at));
  // what could not be read may have named it
  for (const name of parsed ? searches.keys() : [])
    if (!used.has(name) && !name.startsWith('_'))
      report(messages.unusedSearch(name, place.at(name).key()));
  return or(exprs);
}

/** js-yaml writes so what is a map in the place of a key. */
const mapAsKey = '[object Object]';

function readField(key: string, yaml: Yaml, place: Place, report: Report): Expr | null {
  if (key !== mapAsKey) return readItem(key, yaml, place, report);
  report(messages.keyType(place.key()));
  return null;
}

function countAtoms(expr: Expr): number {
  let count = 0;
  eachAtom(expr, () => count++);
  return count;
}

/** A map is an "and" of its items, a list an "or" of its maps and keywords. */
function readSearch(
  name: string,
  yaml: Yaml,
  place: Place,
  report: Report,
  at: () => Span = () => place.key(),
): Expr | null {
  if (isYamlMap(yaml)) {
    const items = Object.keys(yaml).map((key) => readField(key, yaml[key]!, place.at(key), report));
    if (items.length === 0) report(messages.emptySearch(name, at()));
    return items.includes(null) || items.length === 0 ? null : and(items as Expr[]);
  }
  if (Array.isArray(yaml)) {
    const items = yaml.map((one, index) => {
      const here = place.at(index);
      return readSearch(name, one, here, report, () => here);
    });
    if (items.length === 0) report(messages.emptySearch(name, at()));
    return items.includes(null) || items.length === 0 ? null : or(items as Expr[]);
  }
  return readItem('', yaml, place, report);
}
