import type { Dialect } from '../dialect.ts';
import type { Token } from '../token.ts';
import type { Node } from '../tree.ts';
import type { View } from '../view.ts';
import { everything } from './all.ts';
import { Cursor, type Report } from './cursor.ts';
import { expression } from './expression.ts';

export interface Parsed {
  /** Null where nothing is left to be said. */
  readonly node: Node | null;
  readonly isTooDeep: boolean;
}

/** The expression of tokens whose brackets are in pairs. What is missing or too much is mended, and told. */
export function parseExpression(
  tokens: readonly Token[],
  dialect: Dialect,
  view: View,
  report: Report,
): Parsed {
  const cursor = new Cursor(tokens, dialect, view, report, expression);
  const node = everything(cursor);
  return { node, isTooDeep: cursor.isTooDeep };
}
