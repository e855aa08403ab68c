import type { Span } from '../../../diagnostic/source.ts';
import { never, or } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import { ANY, type Pattern, type Piece, pattern, text } from '../../../ir/pattern.ts';
import { parseRegex } from '../../../ir/regex/parse.ts';
import { RegexFault } from '../../../ir/regex/pcre.ts';
import type { Regex } from '../../../ir/regex/tree.ts';
import type { FieldName } from '../fields.ts';
import * as messages from '../messages/index.ts';
import { separatorOf } from '../wildcards.ts';
import type { Context } from './context.ts';

/** A test of the part of a field that a name stands for: the last part of its path, or the whole of it. */
export function partTest(
  context: Context,
  { field, holds }: FieldName,
  of: Pattern,
  at: Span,
): Expr {
  const cased = context.isCased;
  const matches = (one: Pattern): Expr => ({
    kind: 'match',
    field,
    pattern: pattern(one),
    cased,
    at,
  });
  const [first] = of;
  if (!first || isPath(first)) return matches(of);
  switch (holds) {
    case 'name': {
      if (first.kind === 'placeholder') return matches([ANY, ...of]);
      if (of.every(({ kind }, i) => kind === 'text' || (kind === 'any' && i === 0)))
        return or(endings(of).map(matches));
      const regex = nameRegex(of, cased);
      if (regex) return { kind: 'regex', field, regex, at };
      context.to.report(messages.tooLarge(at));
      return never;
    }
    case 'entry':
      return matches(first.kind === 'any' ? of : [ANY, text('\\'), ...of]);
    case 'extension': {
      const isDotted = first.kind === 'text' && first.text.startsWith('.');
      return matches(first.kind === 'any' ? of : [ANY, ...(isDotted ? [] : [text('.')]), ...of]);
    }
    default:
      return matches(of);
  }
}

/** A value that is a path by itself, whatever part of one was asked for. */
const isPath = (first: Piece): boolean =>
  first.kind === 'text' && /[\\/]|^[A-Za-z]:/.test(first.text);

/** The paths that end with a name: of a program of Windows, behind a backslash. */
function endings(name: Pattern): readonly Pattern[] {
  if (name[0]!.kind === 'any') return [name];
  const last = name.at(-1)!;
  const isWindows =
    last.kind === 'text' && /\.\w{2,4}$/.test(last.text) && separatorOf(last.text) === '\\';
  return (isWindows ? ['\\'] : ['\\', '/']).map((separator) => [ANY, text(separator), ...name]);
}

/** More wildcards and texts between them are no name of a file. */
const mostPieces = 50;

/** A name with wildcards inside it: what they stand for holds no separator. Null where it is no name. */
function nameRegex(of: Pattern, cased: boolean): Regex | null {
  if (of.length > mostPieces) return null;
  const body = of.map((piece) => {
    if (piece.kind === 'any') return '[^\\\\/]*';
    if (piece.kind === 'one') return '[^\\\\/]';
    return piece.kind === 'text' ? piece.text.replace(/[!-,./:-@[-^`{-~]/g, '\\$&') : '';
  });
  const regex = parseRegex(`(?:^|[\\\\/])${body.join('')}$`, { i: !cased, m: false, s: false });
  return regex instanceof RegexFault ? null : regex;
}
