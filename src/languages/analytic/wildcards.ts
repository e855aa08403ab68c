import { ANY, type Pattern, pattern, text } from '../../ir/pattern.ts';
import type { FieldName } from './fields.ts';

/*
 * Markdown reads a pair of `*` as emphasis and prints neither, so `"*delete*"` is printed as "delete",
 * which no command line is equal to. Of a value that its field can hardly be equal to, this is what
 * it must have been.
 */

/** The pattern with the wildcards put back, or null where the field may well be equal to it. */
export function withWildcards(of: Pattern, { holds }: FieldName): Pattern | null {
  const [first] = of;
  if (first?.kind !== 'text') return null;
  const last = of.at(-1)!;
  switch (holds) {
    case 'command':
      return of.length === 1 ? pattern([ANY, first, ANY]) : null;
    case 'path': {
      if (/^(?:[A-Za-z]:|\\\\|%|\/|~|\?)/.test(first.text)) return null;
      const before = /^[\\/]/.test(first.text) ? [ANY] : [ANY, text(separatorOf(first.text))];
      const after = last.kind === 'text' && /[\\/]$/.test(last.text) ? [ANY] : [];
      return pattern([...before, ...of, ...after]);
    }
    case 'key':
      return /^(?:HK|\\?REGISTRY)/i.test(first.text) ? null : pattern([ANY, ...of]);
    default:
      return null;
  }
}

/** What stands before the last part of a path: of Windows' programs, a backslash. */
export const separatorOf = (name: string): string =>
  name.includes('/') && !name.includes('\\') ? '/' : '\\';
