import type { Atom, Keyword, Match } from '../../ir/expr.ts';
import { type Pattern, type Piece, pattern } from '../../ir/pattern.ts';
import { parseRegex } from '../../ir/regex/parse.ts';
import { RegexFault } from '../../ir/regex/pcre.ts';
import { parsePieces } from '../../languages/sigma/value.ts';
import * as messages from '../messages.ts';
import { withTests } from '../node.ts';
import type { Params } from '../params.ts';
import { readRegex } from '../python/regex.ts';
import { readReplacement, replaced } from '../python/replacement.ts';
import { isText, mapTexts, parsed, plain, Spelled, withGaps } from '../texts.ts';
import { snakeCase } from './case.ts';
import type { Transformation, Transformations } from './transformation.ts';

/** What changes values. */
export const valueTransformations: Transformations = {
  replace_string: (params) => {
    const regex = readRegex(params, 'regex', 'anywhere');
    const replacement = readReplacement(params, 'replacement', regex);
    const isOfTexts = params.bool('skip_special');
    const isRead = params.bool('interpret_special');
    const replace = (of: string) => replaced(of, regex, replacement);
    return eachTest((atom) => {
      if (atom.kind === 'number') {
        const now = replace(String(atom.value));
        return now === String(atom.value) ? undefined : asMatch(atom, parsed(now));
      }
      if (!isText(atom)) return undefined;
      if (!isOfTexts) return withPattern(atom, replacedPlain(atom.pattern, regex, replacement));
      if (!isRead) return withPattern(atom, mapTexts(atom.pattern, replace));
      const pieces = atom.pattern.flatMap((piece) =>
        piece.kind === 'text' ? parsePieces(replace(piece.text)) : [piece],
      );
      return withPattern(atom, pattern(pieces));
    });
  },
  map_string: (params) => {
    const mapping = params.mapping('mapping');
    return eachTest((atom) =>
      isText(atom)
        ? mapping.get(plain(atom.pattern))?.map((to) => withPattern(atom, parsed(to)))
        : undefined,
    );
  },
  regex: (params) => {
    const methods = ['plain', 'ignore_case_flag', 'ignore_case_brackets'] as const;
    const method = params.oneOf('method', methods, 'ignore_case_brackets');
    return (draft, scope) =>
      draft.change(scope, (item) =>
        withTests(item, (atom) => {
          if (atom.kind !== 'match' || atom.pattern.length === 0) return undefined;
          const gap = atom.pattern.find(({ kind }) => kind === 'placeholder');
          if (gap) {
            draft.say(messages.gapInRegex((gap as { name: string }).name, atom.at));
            return undefined;
          }
          return asRegex(atom, method);
        }),
      );
  },
  set_value: (params) => {
    const make = readValue(params);
    return (draft, scope) =>
      draft.change(scope, (item) => {
        const [first] = item.values;
        if (!first) return undefined;
        const made = make(item.field, item.at);
        if (made === null) draft.say(messages.keywordValue(item.at));
        return made === null ? undefined : { ...item, values: [made] };
      });
  },
  convert_type: (params) => {
    const to = params.oneOf('target_type', ['str', 'num']);
    return (draft, scope) =>
      draft.change(scope, (item) =>
        withTests(item, (atom) => {
          if (to === 'str')
            return atom.kind === 'number' ? asMatch(atom, parsed(String(atom.value))) : undefined;
          if (atom.kind !== 'match') return undefined;
          const written = plain(atom.pattern);
          const value = numberOf(written);
          if (value === null) {
            draft.say(messages.notANumber(written, atom.at));
            return undefined;
          }
          return { kind: 'number', field: atom.field, value, at: atom.at };
        }),
      );
  },
  case: (params) => {
    const method = params.oneOf('method', ['lower', 'upper', 'snake_case'], 'lower');
    const change = {
      lower: (of: string) => of.toLowerCase(),
      upper: (of: string) => of.toUpperCase(),
      snake_case: snakeCase,
    }[method];
    return eachTest((atom) =>
      isText(atom) ? withPattern(atom, mapTexts(atom.pattern, change)) : undefined,
    );
  },
};

/** Other tests for each test of the items that a step is about. */
const eachTest =
  (change: (atom: Atom) => Atom | readonly Atom[] | undefined): Transformation =>
  (draft, scope) =>
    draft.change(scope, (item) => {
      let isEmpty = false;
      const made = withTests(item, (atom) => {
        const now = change(atom);
        isEmpty ||= Array.isArray(now) && now.length === 0;
        return now;
      });
      if (isEmpty) draft.say(messages.noValues(item.field, item.at));
      return made;
    });

const withPattern = (atom: Match | Keyword, of: Pattern): Match | Keyword => ({
  ...atom,
  pattern: of,
});

const asMatch = ({ field, at }: Atom & { field: string }, of: Pattern): Match => ({
  kind: 'match',
  field,
  pattern: of,
  cased: false,
  at,
});

/**
 * Replaced in the text as it is written, with signs for wildcards and gaps. What was not found stays as it was;
 * what takes the place of what was found is read anew.
 */
function replacedPlain(
  of: Pattern,
  regex: ReturnType<typeof readRegex>,
  replacement: ReturnType<typeof readReplacement>,
): Pattern {
  const spelled = new Spelled(of);
  const hasGaps = of.some(({ kind }) => kind === 'placeholder');
  const out: Piece[] = [];
  let pending = '';
  const flush = () => {
    const pieces = parsePieces(pending.replace(/\\(?![*?])/g, '\\\\'));
    out.push(...(hasGaps ? withGaps(pieces) : pieces));
    pending = '';
  };
  const keep = (from: number, to: number) => {
    for (const part of spelled.part(from, to)) {
      if (typeof part === 'string') pending += part;
      else {
        flush();
        out.push(part);
      }
    }
  };
  let at = 0;
  for (const found of regex.matches(spelled.written)) {
    keep(at, found.start);
    pending += replacement(found);
    at = found.end;
  }
  keep(at, spelled.written.length);
  flush();
  return pattern(out);
}

/** The whole text by a regular expression, which wildcards are parts of. */
function asRegex(
  atom: Match,
  method: 'plain' | 'ignore_case_flag' | 'ignore_case_brackets',
): Atom | undefined {
  const letters = (of: string) =>
    [...of]
      .map((char) =>
        method === 'ignore_case_brackets' && /\p{L}/u.test(char)
          ? `[${char.toLowerCase()}${char.toUpperCase()}]`
          : char.replace(/[\\^$.*+?()[\]{}|]/, '\\$&'),
      )
      .join('');
  const source = atom.pattern
    .map((piece) =>
      piece.kind === 'text' ? letters(piece.text) : piece.kind === 'any' ? '.*' : '.',
    )
    .join('');
  const regex = parseRegex(`\\A${source}\\z`, {
    i: method === 'ignore_case_flag',
    m: false,
    s: true,
  });
  if (regex instanceof RegexFault) throw regex; // it is ours
  return { kind: 'regex', field: atom.field, regex, at: atom.at };
}

/** The one value, of its own kind or of the one that is forced. */
function readValue(params: Params): (field: string | null, at: Atom['at']) => Atom | null {
  const value = params.any('value');
  const force = params.take('force_type');
  if (force !== undefined && force !== null && force !== 'str' && force !== 'num')
    params.bad('force_type', 'str or num');
  const number = numberOf(String(value));
  if (typeof value === 'object' && value !== null) params.bad('value', 'a single value');
  else if (force === 'num' && (typeof value === 'boolean' || number === null))
    params.bad('value', 'a number, for force_type says so');
  else if (force && value === null)
    params.bad('value', 'a text or a number, for force_type says so');
  return (field, at) => {
    if (field === null)
      return value === null || typeof value === 'boolean'
        ? null
        : { kind: 'keyword', pattern: parsed(String(value)), cased: false, at };
    if (force === 'num') return { kind: 'number', field, value: number ?? 0, at };
    if (force === 'str' || typeof value === 'string')
      return { kind: 'match', field, pattern: parsed(String(value)), cased: false, at };
    if (typeof value === 'number') return { kind: 'number', field, value, at };
    if (typeof value === 'boolean') return { kind: 'boolean', field, value, at };
    return { kind: 'null', field, at };
  };
}

/** A number as Python reads one; null where it is none, or none that is written without loss. */
export function numberOf(written: string): number | null {
  if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(written)) return null;
  const value = Number(written);
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
    ? value
    : null;
}
