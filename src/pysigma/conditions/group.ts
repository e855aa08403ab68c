import { didYouMean } from '../../diagnostic/closest.ts';
import { isYamlMap, type Yaml } from '../../yaml/document.ts';
import * as messages from '../messages.ts';
import type { Params } from '../params.ts';
import { type Formula, parseFormula } from './expression.ts';

/** How conditions of one kind are read, by their types. */
export type Kinds<T> = Readonly<Record<string, (params: Params) => T>>;

/** Conditions that are asked together: whether they hold, by what is asked of each. */
export type Group<T> = (holds: (condition: T) => boolean) => boolean;

/**
 * The conditions `<prefix>_conditions` of a step, with what joins them. Without any, they hold.
 *
 * @param prefix `rule`, `detection_item` or `field_name`
 */
export function readGroup<T>(step: Params, prefix: string, kinds: Kinds<T>): Group<T> {
  const list = `${prefix}_conditions`;
  const op = step.oneOf(`${prefix}_cond_op`, ['and', 'or'], 'and');
  const isNot = step.bool(`${prefix}_cond_not`);
  const expression = step.optionalText(`${prefix}_cond_expr`);
  const conditions = readAll(step, list, kinds);
  if (expression !== undefined && !isYamlMap(step.map[list]))
    step.report(messages.namelessConditions(list, step.at(`${prefix}_cond_expr`)));
  if (expression !== undefined && Object.hasOwn(step.map, `${prefix}_cond_op`))
    step.report(messages.opAndExpression(prefix, step.at(`${prefix}_cond_op`).key()));
  if (conditions.size === 0) return () => true;
  const names = namesOf(step.map[list]);
  const formula: Formula =
    expression !== undefined
      ? parseFormula(expression, names, step.at(`${prefix}_cond_expr`), step.report)
      : op === 'or'
        ? (holds) => names.some(holds)
        : (holds) => names.every(holds);
  // one with a fault is not there, and the pipeline is not used
  return (holds) => formula((name) => holds(conditions.get(name)!)) !== isNot;
}

/** What conditions are called, those with faults too. */
const namesOf = (conditions: Yaml | undefined): readonly string[] =>
  typeof conditions === 'object' && conditions !== null ? Object.keys(conditions) : [];

function readAll<T>(step: Params, list: string, kinds: Kinds<T>): ReadonlyMap<string, T> {
  const value = step.take(list);
  const conditions = new Map<string, T>();
  if (value === undefined || value === null) return conditions;
  const named = isYamlMap(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? [...value.entries()]
      : null;
  if (!named) step.bad(list, 'a list of conditions, or a map of them');
  for (const [name, one] of named ?? []) {
    const place = step.at(list).at(name);
    if (!isYamlMap(one)) step.report(messages.notAMap(place));
    else {
      const made = readOne(step.inside(one, place), kinds);
      if (made !== null) conditions.set(String(name), made);
    }
  }
  return conditions;
}

function readOne<T>(params: Params, kinds: Kinds<T>): T | null {
  const type = params.text('type');
  if (type === '') return null;
  if (!Object.hasOwn(kinds, type)) {
    const hint =
      didYouMean(type, Object.keys(kinds)) ?? `There are ${Object.keys(kinds).join(', ')}.`;
    params.report(messages.unknownType('a condition here', type, params.at('type'), hint));
    return null;
  }
  const made = kinds[type]!(params);
  params.done();
  return made;
}
