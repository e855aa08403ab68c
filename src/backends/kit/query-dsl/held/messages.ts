import type { Diagnostic } from '../../../../diagnostic/diagnostic.ts';
import { few } from '../../../../diagnostic/few.ts';
import { sayIn } from '../../../../diagnostic/say.ts';
import type { Span } from '../../../../diagnostic/source.ts';
import type { Leaf } from '../../../../mapping/index-fields.ts';
import type { Side } from '../clauses.ts';
import type { Fit } from './fit.ts';

/** What is told of fields as an index holds them. */

const { error, warning: warn, info } = sayIn('mapping');

const warning = (
  code: string,
  field: string,
  message: string,
  at: Span,
  hint?: string,
): Diagnostic => ({
  ...warn(code, message, at, hint),
  field,
});

export const noField = (field: string, near: string | undefined, at: Span) =>
  warning(
    'no-field',
    field,
    `The index has no field "${field}", so what is asked of it finds nothing there.`,
    at,
    near === undefined
      ? undefined
      : near.toLowerCase() === field.toLowerCase()
        ? `There is "${near}": the case of names counts.`
        : `Did you mean "${near}"?`,
  );

export const unsearched = (field: string, indices: readonly string[], at: Span) =>
  warning(
    'not-searched',
    field,
    `${named(field, indices)} may be in events, but is not searched there, so what is asked of it is left open.`,
    at,
    'Map it as a keyword, and index the events anew.',
  );

export const leftOut = (
  { path, limit, type, isLimitGuessed }: Leaf,
  side: Side,
  at: Span,
  isByWords = false,
) => {
  const found =
    isByWords && side === 'most' ? 'finds all events with the words that it asks for' : finds(side);
  const which =
    limit === Infinity
      ? `values that are no ${type}`
      : `texts of more than ${limit} characters${isLimitGuessed ? ', as is usual,' : ''}`;
  return limit === Infinity
    ? warning('ignore-malformed', path, `"${path}" leaves out ${which}: the query ${found}.`, at)
    : warning(
        'ignore-above',
        path,
        `"${path}" leaves out ${which}: the query ${found}.`,
        at,
        raise(path),
      );
};

const finds = (side: Side): string =>
  side === 'least'
    ? 'does not find events with one, which the rule may mean'
    : 'finds events with one also where the rule does not mean them';

const raise = (path: string): string =>
  `Raise its ignore_above, or give ${path} a field of the type wildcard beside it. Where no event has such a text, say --assume long-texts=none.`;

export const loose = ({ leaf, how }: Fit, isByWords: boolean, at: Span) => {
  const { path, type } = leaf;
  if (how === 'words' && isByWords)
    return warning(
      'words',
      path,
      `"${path}" is held as words (${type}), so it is asked for words, whose order and signs may be others: the query finds more than the rule.`,
      at,
      'Give it a field of the type keyword or wildcard beside it.',
    );
  if (how === 'open')
    return warning(
      'not-searched',
      path,
      `"${path}" is not searched there, so what is asked of it is left open.`,
      at,
    );
  return warning(
    'into-type',
    path,
    `"${path}" is held as ${type}, which engines don't look into like that, so it has only to be there: the query finds more than the rule.`,
    at,
  );
};

export const alike = ({ path, type, folded, isNullHeld }: Leaf, at: Span) =>
  isNullHeld
    ? warning(
        'null-value',
        path,
        `"${path}" holds a value for null: the query finds more than the rule.`,
        at,
      )
    : folded === 'lower'
      ? warning(
          'lower-case',
          path,
          `"${path}" holds its texts in small letters, which are not told from others that the rule does not mean: the query finds more than the rule.`,
          at,
        )
      : warning(
          'rounded',
          path,
          `"${path}" rounds numbers (${type}): the query finds more than the rule.`,
          at,
        );

export const differs = (ways: readonly (readonly string[])[], at: Span) =>
  info(
    'differs',
    `The indices hold this field in ${ways.length} ways, so each is asked in its own: ${ways.map((indices) => few(indices, 1)).join('; ')}.`,
    at,
  );

export const keywordsInWords = (at: Span) =>
  warn(
    'words',
    'Some fields are held as words or in small letters, where a keyword is looked for by a word of it: the query finds more than the rule.',
    at,
  );

export const keywordsLeftOut = (leaf: Leaf | null, side: Side, at: Span) =>
  warn(
    'keywords-left-out',
    `${leaf ? `Fields such as "${leaf.path}" leave out values, or hold none to look into` : 'Some fields are not looked at'}: the query ${finds(side)}.`,
    at,
  );

export const noVerdict = (at: Span) =>
  error(
    'no-verdict',
    'As the index holds these fields, a query would find some events that are not meant, and not find some that are.',
    at,
    'What is said of each field shows how to mend its mapping. Where no event has a text that is too long for its field, say --assume long-texts=none.',
  );

const named = (field: string, indices: readonly string[]): string =>
  indices.length === 1 && indices[0] !== '' ? `"${field}" of ${indices[0]}` : `"${field}"`;
