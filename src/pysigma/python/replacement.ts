import * as messages from '../messages.ts';
import type { Params } from '../params.ts';
import type { Found, PythonRegex } from './regex.ts';

/** What takes the place of what was found. */
export type Replacement = (found: Found) => string;

const signs: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  f: '\f',
  v: '\v',
  a: '\x07',
  b: '\b',
  '\\': '\\',
};

/** A text in which `\1`, `\g<1>` and `\g<name>` stand for groups, as Python's `re.sub` has it. */
export function readReplacement(params: Params, name: string, regex: PythonRegex): Replacement {
  const written = params.text(name);
  const parts: (string | number)[] = [];
  let from = 0;
  const fail = (message: string, start: number, end: number): number => {
    params.report(messages.badReplacement(message, params.at(name).part(start, end)));
    return 0;
  };
  const group = (called: string, start: number, end: number): number => {
    const number = /^\d+$/.test(called) ? Number(called) : (regex.names.get(called) ?? -1);
    if (number >= 0 && number <= regex.count) return number;
    return fail(`there is no group "${called}"`, start, end);
  };
  for (const found of written.matchAll(/\\(?:g<([^>]*)>|([1-9]\d?)|(.)|$)/gs)) {
    const [whole, named, numbered, char] = found;
    const [start, end] = [found.index, found.index + whole.length];
    parts.push(written.slice(from, start));
    from = end;
    if (named !== undefined || numbered !== undefined)
      parts.push(group((named ?? numbered)!, start, end));
    else if (char !== undefined && Object.hasOwn(signs, char)) parts.push(signs[char]!);
    else if (char === '0') parts.push('\0');
    else if (char !== undefined && !/[A-Za-z0-9]/.test(char)) parts.push(`\\${char}`);
    else fail(`"${whole}" means nothing here`, start, end);
  }
  parts.push(written.slice(from));
  return ({ groups }) =>
    parts.map((part) => (typeof part === 'number' ? (groups[part] ?? '') : part)).join('');
}

/** The text with all that is found replaced. */
export function replaced(text: string, regex: PythonRegex, replacement: Replacement): string {
  let out = '';
  let at = 0;
  for (const found of regex.matches(text)) {
    out += text.slice(at, found.start) + replacement(found);
    at = found.end;
  }
  return out + text.slice(at);
}
