import { never } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import { parseNetwork } from '../../../ir/network.ts';
import { ANY, type Pattern, pattern } from '../../../ir/pattern.ts';
import type { FieldName } from '../fields.ts';
import { isKnownField } from '../fields.ts';
import * as messages from '../messages/index.ts';
import type { Text, Word } from '../tree.ts';
import { gapOf, isPlainNumber, isStandIn, patternOf, type Reading } from '../value.ts';
import { withWildcards } from '../wildcards.ts';
import type { Context } from './context.ts';
import { partTest } from './part-test.ts';
import type { FieldTest, How } from './test.ts';

/** A field that is equal to a text, or to a pattern of one. */
export function textTest(context: Context, name: string, test: FieldTest): Expr {
  const { sign, value: written, at } = test;
  const value = context.given(written);
  if (value === written && isStandIn(value.text))
    context.to.report(messages.standIn(value.text, context.at(value)));
  const about = context.field(name);
  const { field } = about;
  const place = context.at(at);
  if (isBareName(context, value)) {
    context.to.report(messages.unknownName(value.text, context.at(value)));
    return never;
  }
  const { isThreeValued } = context;
  const isEqual = sign === '=' || sign === 'in';
  const isNull = sign === '=' && value.kind === 'word' && /^null$/i.test(value.text);
  if (isNull && context.dialect.id !== 'search') return { kind: 'null', field, at: place };
  if (!isThreeValued && isEqual) {
    if (value.text === '*') return { kind: 'exists', field, at: place };
    const network = /^[\dA-Fa-f.:]+\/\d+$/.test(value.text) ? parseNetwork(value.text) : null;
    if (network) return { kind: 'cidr', field, network, at: place };
  }
  if (isEqual && isPlainNumber(value.text) && about.holds === 'other')
    return { kind: 'number', field, value: Number(value.text), at: place };
  const of = whole(context, sign, value, about);
  return partTest(context, about, of, place);
}

/** A word without quotes is a field to where; one that is none is a name that its reader is to fill in. */
const isBareName = ({ isThreeValued }: Context, { kind, text: word }: Word | Text): boolean =>
  isThreeValued &&
  kind === 'word' &&
  /^[A-Za-z]\w*$/.test(word) &&
  !isKnownField(word) &&
  !/^(?:true|false|null)$/i.test(word);

/** The pattern of the field's whole text. */
function whole(context: Context, sign: How, value: Word | Text, about: FieldName): Pattern {
  const of = wild(context, sign, value);
  switch (sign) {
    case 'contains':
      return pattern([ANY, ...of, ANY]);
    case 'startswith':
      return pattern([...of, ANY]);
    case 'endswith':
      return pattern([ANY, ...of]);
    case 'like':
      return of;
    default:
      return mended(context, of, about, value);
  }
}

/** The value's pattern, by the wildcards of its place; those of another are put right if that is the intent. */
function wild(context: Context, sign: How, value: Word | Text): Pattern {
  const { isThreeValued } = context;
  const isLike = sign === 'like';
  const as: Reading = isLike ? 'like' : isThreeValued ? 'literal' : 'search';
  const of = patternOf(value, as);
  const hasStar = value.text.includes('*');
  const isForeign = isLike ? hasStar || !/[%_]/.test(value.text) : isThreeValued && hasStar;
  if (!isForeign || gapOf(value.text) !== null || sign === 'contains') return of;
  const meant = hasStar
    ? patternOf({ text: isLike ? value.text.replace(/%/g, '*') : value.text }, 'search')
    : pattern([ANY, ...of, ANY]);
  return intended(context, of, meant, value);
}

/** Wildcards that were lost on the way, and are put back if that is the intent. */
function mended(context: Context, of: Pattern, about: FieldName, value: Word | Text): Pattern {
  if (of.some(({ kind }) => kind === 'placeholder')) return of;
  if (context.isThreeValued && value.text.includes('*')) return of; // it was asked about those
  const meant = withWildcards(of, about);
  return meant === null ? of : intended(context, of, meant, value);
}

function intended(context: Context, of: Pattern, meant: Pattern, value: Word | Text): Pattern {
  const { to } = context;
  const isIntent = to.settings.mend === 'intent';
  to.report(messages.lostWildcards(isIntent, of, meant, context.at(value)));
  return isIntent ? meant : of;
}
