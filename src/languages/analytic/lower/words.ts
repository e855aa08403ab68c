import { always, never } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import { pattern } from '../../../ir/pattern.ts';
import * as messages from '../messages/index.ts';
import type { Range } from '../token.ts';
import type { Subsearch, Text, Word } from '../tree.ts';
import { patternOf } from '../value.ts';
import type { Context } from './context.ts';

/** A word alone: to a search, something to look for anywhere. */
export function word(context: Context, node: Word | Text, isNegative: boolean): Expr {
  if (context.dialect.id === 'search')
    return node.text === '*' ? always : keyword(context, node, isNegative, false, node);
  if (node.kind === 'word' && /^(?:true|false)$/i.test(node.text))
    return /^t/i.test(node.text) ? always : never;
  return context.open('broken', node, isNegative);
}

/** Splunk's index holds words, and we look anywhere in the text: that finds more. */
export function keyword(
  context: Context,
  value: Word | Text,
  isNegative: boolean,
  cased: boolean,
  range: Range,
): Expr {
  context.to.widen(messages.keyword(value.text, context.at(range)));
  return isNegative ? never : anywhere(context, value, cased, range);
}

/** Some text of the event holds the value. */
export function anywhere(context: Context, value: Word | Text, cased: boolean, range: Range): Expr {
  const pieces = patternOf(value, 'search').filter((piece, i, all) => {
    const isEdge = i === 0 || i === all.length - 1;
    return !(isEdge && piece.kind === 'any');
  });
  return { kind: 'keyword', pattern: pattern(pieces), cased, at: context.at(range) };
}

/** What another search finds. */
export function subsearch(context: Context, node: Subsearch, isNegative: boolean): Expr {
  const inner = context.textOf(node.inner);
  const lookup = /\binputlookup\s+(?:append=\w+\s+)?([\w.-]+)/i.exec(inner);
  if (lookup) {
    context.to.report(messages.lookup(lookup[1]!, context.at(node)));
    return never;
  }
  return context.widened(messages.subsearch(context.at(node)), isNegative);
}
