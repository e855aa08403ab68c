import { climb } from '../../kit/precedence.ts';
import * as messages from '../messages/index.ts';
import { join, type Token } from '../token.ts';
import type { Node } from '../tree.ts';
import { joinAs } from './all.ts';
import { type Cursor, isCloser } from './cursor.ts';
import { test } from './test.ts';
import { operatorOf } from './words.ts';

/* Tests, and the operators between them. */

/** An expression, up to the bracket that closes it. */
export function expression(cursor: Cursor): Node | null {
  skipOperators(cursor);
  return climb<Node | null>(
    () => operand(cursor),
    (least) => operator(cursor, least),
    1,
  );
}

/** Operators that stand where an operand should. */
function skipOperators(cursor: Cursor): void {
  while (cursor.here && operatorOf(cursor.here, cursor.dialect)) cursor.drop();
}

/** What joins the operand before with the next, if it binds at least that tight. */
function operator(cursor: Cursor, least: number) {
  const { dialect } = cursor;
  for (;;) {
    const { here } = cursor;
    if (!here || isCloser(here)) return null;
    const named = operatorOf(here, dialect);
    if (named) {
      const after = cursor.ahead(1);
      if (!after || isCloser(after) || operatorOf(after, dialect)) {
        cursor.drop();
        continue;
      }
      const binding = dialect[named];
      if (binding < least) return null;
      cursor.take();
      const isOther = here.text !== named.toUpperCase();
      if (isOther && (dialect.id === 'search' || here.lower !== named))
        cursor.report(messages.operatorCase(here.text, named.toUpperCase(), cursor.at(here)));
      return { binding, join: joinAs(named) };
    }
    if (here.kind === 'comma' || here.kind === 'end') {
      cursor.drop();
      continue;
    }
    const kind = missing(cursor, here);
    const binding = dialect[kind];
    if (binding < least) return null;
    if (dialect.needsOperator) {
      const [word, text] = [kind.toUpperCase(), cursor.textOf(here)];
      cursor.report(messages.missingOperator(word, text, kind === 'or', cursor.at(here)));
    }
    return { binding, join: joinAs(kind) };
  }
}

/** What is meant where no operator stands: one field can't be two things, so that is an "or". */
function missing(cursor: Cursor, here: Token): 'and' | 'or' {
  if (!cursor.dialect.needsOperator) return 'and';
  const sign = cursor.ahead(1);
  const isEqual = sign?.kind === 'sign' && /^==?$/.test(sign.text);
  return isEqual && here.text === cursor.lastField ? 'or' : 'and';
}

function operand(cursor: Cursor): Node | null {
  for (;;) {
    skipOperators(cursor);
    const { here } = cursor;
    if (!here || isCloser(here)) return null;
    if ((here.lower === 'not' || here.text === '!') && cursor.ahead(1)?.kind !== 'sign')
      return negation(cursor);
    if (!/^(?:sign|comma|end|bar)$/.test(here.kind)) return test(cursor);
    cursor.drop();
    if (!cursor.isOpen) return null;
  }
}

function negation(cursor: Cursor): Node | null {
  const not = cursor.take();
  if (cursor.dialect.id === 'search' && not.text !== 'NOT')
    cursor.report(messages.operatorCase(not.text, 'NOT', cursor.at(not)));
  const item = cursor.deeper(() => operand(cursor));
  if (!item) {
    cursor.drop(not);
    return null;
  }
  return { kind: 'not', item, ...join(not, item) };
}
