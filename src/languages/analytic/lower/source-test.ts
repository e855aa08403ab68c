import { not } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import { text } from '../../../ir/pattern.ts';
import { channelOf } from '../sources.ts';
import { patternOf, sourceGapOf } from '../value.ts';
import type { Context } from './context.ts';
import type { FieldTest } from './test.ts';

/** A test of where an event comes from: of its channel, where a source of Windows is named. */
export function sourceTest(
  context: Context,
  name: string,
  { sign, value: written, at, isNegative }: FieldTest,
): Expr {
  const value = context.given(written);
  const isEqual = sign === '=' || sign === 'in' || sign === 'like' || sign === '!=';
  const channel = /^(?:source|sourcetype|source_type|eventtype)$/i.test(name)
    ? channelOf(value.text.replace(/\\\\/g, '\\'))
    : null;
  const { sources } = context.to;
  const place = context.at(at);
  const matches = (field: string, of: ReturnType<typeof patternOf>): Expr => {
    const is: Expr = { kind: 'match', field, pattern: of, cased: false, at: place };
    return sign === '!=' ? not(is) : is;
  };
  if (channel !== null && isEqual) {
    if (sign !== '!=') sources.channel(channel);
    return matches('Channel', [text(channel)]);
  }
  if (!isNegative && sign !== '!=') sources.other(`${name}=${value.text}`);
  const gap = sourceGapOf(value.text);
  const of = patternOf(value, sign === 'like' ? 'like' : 'search');
  return matches(name.toLowerCase(), gap === null ? of : [{ kind: 'placeholder', name: gap }]);
}
