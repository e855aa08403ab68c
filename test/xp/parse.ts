import { Cursor } from './cursor.ts';
import { expression } from './expressions.ts';
import type { EventPart, Expression, Statement, Way, XpFilter, XpRule } from './syntax.ts';

/*
 * A reader of XP's rules of correlation, filters and conditions. `strict` takes only what rulewright
 * writes: double quotes, two escapes, parentheses wherever `and` stands beside `or`.
 */

/** A condition, as it stands in `filter { ... }`. */
export function parseCondition(source: string): Expression {
  const cursor = new Cursor(source, true);
  const condition = expression(cursor, { strict: true });
  if (!cursor.isAtEnd) cursor.fail('the end');
  return condition;
}

/** A file `filter.flt`: `filter Name(string $a) { ... }`. */
export function parseFilter(source: string): XpFilter {
  const cursor = new Cursor(source, false);
  cursor.expect('filter');
  const name = cursor.word();
  cursor.expect('(');
  const parameters: string[] = [];
  while (!cursor.takeIf(')')) {
    cursor.word();
    parameters.push(cursor.take().text);
    cursor.takeIf(',');
  }
  return { name, parameters, filter: inBraces(cursor, false) };
}

/** A file `rule.co`. */
export function parseRule(source: string, strict = true): XpRule {
  const cursor = new Cursor(source, strict);
  const events: EventPart[] = [];
  let name = '';
  let order = '';
  let init: readonly Statement[] = [];
  let emit: readonly Statement[] | null = null;
  const on = new Map<string, readonly Statement[]>();
  while (!cursor.isAtEnd)
    if (cursor.takeIf('event')) events.push(eventPart(cursor, strict));
    else if (!strict && cursor.takeIf('query')) skipQuery(cursor);
    else if (cursor.takeIf('rule')) {
      if (name !== '') cursor.fail('one rule');
      name = cursor.word();
      cursor.expect(':');
      const from = cursor.here.at;
      while (!cursor.is('init', 'on', 'emit') && !cursor.isAtEnd) cursor.take();
      order = cursor.source.slice(from, cursor.here.at).replace(/#.*/g, '').trim();
    } else if (cursor.takeIf('init')) init = block(cursor, strict);
    else if (cursor.takeIf('on')) on.set(cursor.word(), block(cursor, strict));
    else if (cursor.takeIf('emit')) emit = block(cursor, strict);
    else cursor.fail('a part of a rule');
  if (name === '' || emit === null) cursor.fail('rule and emit');
  return { events, name, order, init, on, emit: emit! };
}

function eventPart(cursor: Cursor, strict: boolean): EventPart {
  const name = cursor.word();
  cursor.expect(':');
  cursor.expect('key');
  cursor.expect(':');
  const key = [cursor.word()];
  while (cursor.takeIf(',')) key.push(cursor.word());
  cursor.expect('filter');
  return { name, key, filter: inBraces(cursor, strict) };
}

function inBraces(cursor: Cursor, strict: boolean): Expression {
  cursor.expect('{');
  const inner = expression(cursor, { strict });
  cursor.expect('}');
  return inner;
}

/** A query of a table: what it asks of it is not read here. */
function skipQuery(cursor: Cursor): void {
  while (!cursor.is('}')) cursor.take();
  cursor.expect('}');
}

function block(cursor: Cursor, strict: boolean): readonly Statement[] {
  cursor.expect('{');
  const statements = until(cursor, strict, '}');
  cursor.expect('}');
  return statements;
}

function until(cursor: Cursor, strict: boolean, ...ends: readonly string[]): readonly Statement[] {
  const statements: Statement[] = [];
  while (!cursor.is(...ends)) {
    if (cursor.takeIf('close')) {
      statements.push({ kind: 'close' });
      continue;
    }
    if (cursor.takeIf('if')) {
      statements.push(choice(cursor, strict));
      continue;
    }
    if (cursor.here.kind !== 'variable') cursor.fail('a field to set');
    const name = cursor.take().text;
    cursor.expect('=');
    statements.push({ kind: 'set', name, value: expression(cursor, { strict }) });
  }
  return statements;
}

function choice(cursor: Cursor, strict: boolean): Statement {
  const ways: Way[] = [];
  do {
    const when = expression(cursor, { strict });
    cursor.expect('then');
    ways.push({ when, body: until(cursor, strict, 'elif', 'else', 'endif') });
  } while (cursor.takeIf('elif'));
  const otherwise = cursor.takeIf('else') ? until(cursor, strict, 'endif') : [];
  cursor.expect('endif');
  return { kind: 'if', ways, otherwise };
}
