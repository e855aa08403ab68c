import type { Keyword, Match } from '../../ir/expr.ts';
import { ANY, type Pattern, type Piece, pattern } from '../../ir/pattern.ts';
import type { Yaml } from '../../yaml/document.ts';
import type { Draft } from '../draft.ts';
import * as messages from '../messages.ts';
import { withTests } from '../node.ts';
import type { Params } from '../params.ts';
import { isText, parsed } from '../texts.ts';
import { readListFile } from './list-file.ts';
import type { Transformation, Transformations } from './transformation.ts';

/** A text never becomes more texts than this. */
const mostTexts = 10_000;

/** What fills gaps (`%name%`) in values. */
export const placeholderTransformations: Transformations = {
  wildcard_placeholders: (params) => filling(readNames(params), () => [[ANY]]),
  value_placeholders: (params) =>
    filling(readNames(params), (name, draft, atom) => {
      const value = draft.memory.vars.get(name);
      const values = Array.isArray(value) ? (value as readonly Yaml[]) : [value];
      const texts = values.filter((one) => typeof one === 'string' || typeof one === 'number');
      if (value === undefined || value === null)
        draft.say(messages.noVar(name, [...draft.memory.vars.keys()], atom.at));
      else if (texts.length < values.length || values.length === 0)
        draft.say(messages.badVar(name, atom.at));
      return texts.map((one) => parsed(String(one)));
    }),
  file_placeholders: (params, around) => {
    const isMeant = readNames(params);
    const values = readListFile(params, around).map(parsed);
    return filling(isMeant, () => values);
  },
  query_expression_placeholders: (params) => {
    const isMeant = readNames(params);
    params.text('expression');
    params.mapping('mapping', false);
    return filling(isMeant, (name, draft, atom) => {
      draft.say(messages.queryExpression(name, atom.at));
      return [];
    });
  },
  http_placeholders: (params) => outside(params, 'http_placeholders'),
  command_placeholders: (params) => outside(params, 'command_placeholders'),
};

/** Values from other places are another program's to fetch. */
function outside(params: Params, type: string): Transformation {
  for (const name of Object.keys(params.map)) params.take(name);
  params.report(messages.outside(type, params.at('type')));
  return () => {};
}

/** The placeholders that a step is about: those that are included, or all that aren't excluded. */
function readNames(params: Params): (name: string) => boolean {
  const include = params.optionalTexts('include');
  const exclude = params.optionalTexts('exclude');
  if (include && exclude) params.report(messages.includeAndExclude(params.at('exclude').key()));
  return (name) => (include ? include.includes(name) : !exclude?.includes(name));
}

/** Each text with its gaps filled in every way that there is: one of them is to be so. */
const filling =
  (
    isMeant: (name: string) => boolean,
    valuesOf: (name: string, draft: Draft, atom: Match | Keyword) => readonly Pattern[],
  ): Transformation =>
  (draft, scope) =>
    draft.change(scope, (item) =>
      withTests(item, (atom) => {
        if (!isText(atom)) return undefined;
        const isOurs = (piece: Piece) => piece.kind === 'placeholder' && isMeant(piece.name);
        if (!atom.pattern.some(isOurs)) return undefined;
        let ways: (readonly Piece[])[] = [[]];
        for (const piece of atom.pattern) {
          const values =
            piece.kind === 'placeholder' && isMeant(piece.name)
              ? valuesOf(piece.name, draft, atom)
              : [[piece]];
          if (ways.length * values.length > mostTexts) {
            draft.say(messages.tooManyTexts(mostTexts, atom.at));
            return undefined;
          }
          ways = ways.flatMap((way) => values.map((value) => [...way, ...value]));
        }
        if (ways.length === 0 && !draft.isRefused)
          draft.say(messages.noValues(item.field, atom.at));
        return ways.map((way) => ({ ...atom, pattern: pattern(way) }));
      }),
    );
