import { and, never, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { parseCondition, type Searches } from './condition.ts';
import { isYamlMap, type Place, type Yaml, type YamlMap } from './document.ts';
import { type Report, readItem } from './item.ts';
import * as messages from './messages.ts';

/** Keys of a detection that name no search. */
const reserved = new Set(['condition', 'timeframe']);

/** More tests than this are no rule; they come from aliases that multiply. */
const mostValues = 100_000;

/** What the rule says about an event; null where something is wrong with it. */
export function readDetection(detection: YamlMap, place: Place, report: Report): Expr | null {
  if ('timeframe' in detection) report(messages.timeframe(place.at('timeframe').key()));
  const found = place.source.text.includes('&') ? sizeOf(detection) : 'sound';
  if (found !== 'sound') {
    const at = place.key();
    report(found === 'cyclic' ? messages.cyclic(at) : messages.tooManyValues(mostValues, at));
    return null;
  }
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
  const about: Searches = {
    names: [...searches.keys()],
    use: (name) => {
      used.add(name);
      return searches.get(name)!;
    },
  };
  const exprs = (list ? (conditions as readonly Yaml[]) : [conditions]).map((condition, index) => {
    const here = list ? at.at(index) : at;
    if (typeof condition !== 'string') {
      report(messages.conditionType(here));
      return never;
    }
    if (searches.has(condition)) return about.use(condition);
    return parseCondition(condition, about, here, report);
  });
  if (exprs.length === 0) report(messages.conditionType(at));
  for (const name of searches.keys())
    if (!used.has(name) && !name.startsWith('_'))
      report(messages.unusedSearch(name, place.at(name).key()));
  return or(exprs);
}

/** A map is an "and" of its items, a list an "or" of its maps and keywords. */
function readSearch(name: string, yaml: Yaml, place: Place, report: Report): Expr | null {
  if (isYamlMap(yaml)) {
    const items = Object.keys(yaml).map((key) => readItem(key, yaml[key]!, place.at(key), report));
    if (items.length === 0) report(messages.emptySearch(name, place.key()));
    return items.includes(null) || items.length === 0 ? null : and(items as Expr[]);
  }
  if (Array.isArray(yaml)) {
    const items = yaml.map((one, index) => readSearch(name, one, place.at(index), report));
    if (items.length === 0) report(messages.emptySearch(name, place.key()));
    return items.includes(null) || items.length === 0 ? null : or(items as Expr[]);
  }
  return readItem('', yaml, place, report);
}

/** Whether a value ends, and is not made endless by aliases. Without an anchor there are none. */
function sizeOf(yaml: Yaml): 'sound' | 'cyclic' | 'large' {
  let left = mostValues;
  const open = new Set<unknown>();
  const walk = (value: Yaml): 'sound' | 'cyclic' | 'large' => {
    if (--left < 0) return 'large';
    if (typeof value !== 'object' || value === null) return 'sound';
    if (open.has(value)) return 'cyclic';
    open.add(value);
    for (const item of Array.isArray(value) ? value : Object.values(value)) {
      const found = walk(item);
      if (found !== 'sound') return found;
    }
    open.delete(value);
    return 'sound';
  };
  return walk(yaml);
}
