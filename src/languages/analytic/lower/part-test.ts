import type { Span } from '../../../diagnostic/source.ts';
import { or } from '../../../ir/build.ts';
import type { Expr } from '../../../ir/expr.ts';
import { ANY, type Pattern, type Piece, pattern, text } from '../../../ir/pattern.ts';
import { parseRegex } from '../../../ir/regex/parse.ts';
import { RegexFault } from '../../../ir/regex/pcre.ts';
import type { FieldName } from '../fields.ts';
import { separatorOf } from '../wildcards.ts';

/** A test of the part of a field that a name stands for: the last part of its path, or the whole of it. */
export function partTest({ field, holds }: FieldName, of: Pattern, cased: boolean, at: Span): Expr {
  const matches = (one: Pattern): Expr => ({ kind: 'match', field, pattern: one, cased, at });
  const [first] = of;
  if (!first || isPath(first)) return matches(of);
  switch (holds) {
    case 'name':
      return first.kind === 'placeholder' ? matches([ANY, ...of]) : lastPart(of);
    case 'entry':
      return matches(first.kind === 'any' ? of : [ANY, text('\\'), ...of]);
    case 'extension': {
      const isDotted = first.kind === 'text' && first.text.startsWith('.');
      return matches(first.kind === 'any' ? of : [ANY, ...(isDotted ? [] : [text('.')]), ...of]);
    }
    default:
      return matches(of);
  }

  function lastPart(name: Pattern): Expr {
    const [lead, ...rest] = name;
    if (rest.some(({ kind }) => kind !== 'text') || lead?.kind === 'one') {
      const regex = nameRegex(name, cased);
      // what can't be said as a regular expression can't be in a name
      return regex ? { kind: 'regex', field, regex, at } : or([]);
    }
    if (lead?.kind === 'any') return matches(name);
    const last = name.at(-1)!;
    const isWindows =
      last.kind === 'text' && /\.\w{2,4}$/.test(last.text) && separatorOf(last.text) === '\\';
    const behind = (separator: string) => matches(pattern([ANY, text(separator), ...name]));
    return isWindows ? behind('\\') : or([behind('\\'), behind('/')]);
  }
}

/** A value that is a path by itself, whatever part of one was asked for. */
const isPath = (first: Piece): boolean =>
  first.kind === 'text' && /[\\/]|^[A-Za-z]:/.test(first.text);

/** A name with wildcards inside it: what they stand for holds no separator. */
function nameRegex(of: Pattern, cased: boolean) {
  const body = of.map((piece) => {
    if (piece.kind === 'any') return '[^\\\\/]*';
    if (piece.kind === 'one') return '[^\\\\/]';
    return piece.kind === 'text' ? piece.text.replace(/[^\w\s]/g, '\\$&') : '';
  });
  const regex = parseRegex(`(?:^|[\\\\/])${body.join('')}$`, { i: !cased, m: false, s: false });
  return regex instanceof RegexFault ? null : regex;
}
