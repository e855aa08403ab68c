import { type Diagnostic, isDiagnostic } from '../../diagnostic/diagnostic.ts';
import type { QueryText } from '../../pipelines/pipeline.ts';
import { type Group, readGroup } from '../conditions/group.ts';
import { type RuleTest, ruleConditions } from '../conditions/rule.ts';
import type { Draft } from '../draft.ts';
import * as messages from '../messages.ts';
import type { Params } from '../params.ts';
import { readFormat } from '../python/format.ts';
import { pythonJson } from '../python/json.ts';
import { readRegex } from '../python/regex.ts';
import { readReplacement, replaced } from '../python/replacement.ts';
import { readType } from '../steps.ts';
import type { Around } from '../transformations/transformation.ts';
import { contextOf } from './context.ts';
import { readTemplate } from './jinja.ts';

/** What becomes of a rule's query; or why there is none. */
export type Finish = (query: QueryText, draft: Draft) => QueryText | Diagnostic;

type Kinds = Readonly<Record<string, (params: Params, around: Pick<Around, 'readFile'>) => Finish>>;

/** All postprocessing, by its types. */
export const postprocessingKinds: Kinds = {
  embed: (params) => {
    const prefix = params.optionalText('prefix') ?? '';
    const suffix = params.optionalText('suffix') ?? '';
    return ofText(params, (query) => prefix + query + suffix);
  },
  simple_template: (params) => {
    const format = readFormat(params, 'template');
    return (query, draft) => made(format(contextOf(draft, query)), params, draft);
  },
  template: (params, around) => {
    const template = readTemplate(params, around);
    return (query, draft) => made(template(contextOf(draft, query)), params, draft);
  },
  json: (params) => {
    const written = params.text('json_template');
    let template: unknown = null;
    try {
      if (written !== '') template = JSON.parse(written);
    } catch (error) {
      params.report(messages.notJson((error as Error).message, params.at('json_template')));
    }
    return (query) => pythonJson(withQuery(template, query));
  },
  replace: (params) => {
    const regex = readRegex(params, 'pattern', 'anywhere');
    const replacement = readReplacement(params, 'replacement', regex);
    return ofText(params, (query) => replaced(query, regex, replacement));
  },
  nest: (params, around) => {
    const all = readPostprocessing(params, 'items', around, true);
    return (query, draft) => inTurn(all, query, draft);
  },
};

/** The steps that change queries, in their order. */
export function readPostprocessing(
  params: Params,
  name: string,
  around: Pick<Around, 'readFile'>,
  isNeeded = false,
): readonly Finish[] {
  return params.maps(name, isNeeded).flatMap((step) => {
    const id = step.optionalText('id') ?? null;
    const ofRule: Group<RuleTest> = readGroup(step, 'rule', ruleConditions);
    const type = readType(step, 'postprocessing', Object.keys(postprocessingKinds));
    if (type === null) return [];
    const finish = postprocessingKinds[type]!(step, around);
    step.done();
    return [
      (query: QueryText, draft: Draft) => {
        step.watch.step = step.place;
        if (!ofRule((one) => one(draft))) return query;
        if (id !== null) draft.memory.applied.add(id);
        return finish(query, draft);
      },
    ];
  });
}

export function inTurn(
  all: readonly Finish[],
  query: QueryText,
  draft: Draft,
): QueryText | Diagnostic {
  let now = query;
  for (const finish of all) {
    const next = finish(now, draft);
    if (isDiagnostic(next)) return next;
    now = next;
  }
  return now;
}

const ofText =
  (params: Params, change: (query: string) => string): Finish =>
  (query, draft) =>
    typeof query === 'string'
      ? change(query)
      : messages.forTexts(String(params.map.type), params.place, draft.at);

const made = (
  of: { readonly text: string } | { readonly fault: string },
  params: Params,
  draft: Draft,
): string | Diagnostic =>
  'text' in of ? of.text : messages.templateFault(of.fault, params.place, draft.at);

/** `%QUERY%`, where it is a whole text, is the query. */
function withQuery(value: unknown, query: QueryText): unknown {
  if (value === '%QUERY%') return query;
  if (Array.isArray(value)) return value.map((one) => withQuery(one, query));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withQuery(one, query)]),
  );
}
