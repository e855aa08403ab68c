import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import * as messages from './messages/index.ts';
import { type View, ViewBuilder } from './view.ts';

/**
 * What pages leave in a text that was copied from them: tags and entities of HTML, signs without a
 * width, typographic signs, the quotes of a cell of CSV. The view has none of it; what was taken out or
 * changed is told, but for quotes and spaces, which mean what their plain kin do.
 */
export function clean(given: View, report: (diagnostic: Diagnostic) => void): View {
  const page = withoutCell(given, report);
  const { text } = page;
  const builder = new ViewBuilder(page);
  let from = 0;
  for (const found of text.matchAll(leftOver)) {
    const to = found.index + found[0].length;
    const plain = plainly(found[0]);
    builder.copy(from, found.index);
    builder.put(plain, found.index, to);
    from = to;
    if (!isSilent(found[0])) report(messages.leftOver(found[0], plain, page.at(found.index, to)));
  }
  if (from === 0) return page;
  builder.copy(from, text.length);
  return builder.done();
}

/** A cell of CSV is in quotes, and each quote in it is doubled (RFC 4180, section 2). */
function withoutCell(page: View, report: (diagnostic: Diagnostic) => void): View {
  const { text } = page;
  const from = text.search(/\S/);
  const to = text.trimEnd().length;
  if (text[from] !== '"' || to - from < 3 || text[to - 1] !== '"') return page;
  const inner = text.slice(from + 1, to - 1);
  const quotes = inner.match(/"+/g) ?? [];
  if (quotes.length === 0 || quotes.some(({ length }) => length % 2 === 1)) return page;
  const builder = new ViewBuilder(page);
  let at = from + 1;
  for (const { index } of inner.matchAll(/""/g)) {
    builder.copy(at, from + 1 + index);
    builder.put('"', from + 1 + index, from + 3 + index);
    at = from + 3 + index;
  }
  builder.copy(at, to - 1);
  report(messages.cell(page.at(from, from + 1)));
  return builder.done();
}

const leftOver =
  /<\/?(?:code|pre|br|p|b|i|u|em|strong|span|div|li|ul|ol|a|td|tr|th|table|tbody|thead|h[1-6])(?:\s[^<>\n"=]{0,40}(?:="[^"<>\n]{0,80}")?)?\s?\/?>|&(?:lt|gt|amp|quot|apos|nbsp|#\d{1,6}|#x[\dA-Fa-f]{1,5});|[\u200b-\u200f\u2060\ufeff\u00ad]+|[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\u201c-\u201f\u2033\u00ab\u00bb\uff02\u2018-\u201b\u2032\uff07\u2260\u2264\u2265\uff1d]/g;

const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const signs: Readonly<Record<string, string>> = {
  '\u2260': '!=',
  '\u2264': '<=',
  '\u2265': '>=',
  '\uff1d': '=',
};

function plainly(found: string): string {
  if (found in signs) return signs[found]!;
  if (/^[\u201c-\u201f\u2033\u00ab\u00bb\uff02]/.test(found)) return '"';
  if (/^[\u2018-\u201b\u2032\uff07]/.test(found)) return "'";
  if (found.startsWith('&')) return decoded(found.slice(1, -1));
  if (found.startsWith('<')) return /^<\/?(?:br|p|div|li|tr)\b/.test(found) ? '\n' : '';
  return /\s/.test(found) && !found.startsWith('\ufeff') ? ' ' : '';
}

function decoded(entity: string): string {
  if (!entity.startsWith('#')) return named[entity]!;
  const point = entity.startsWith('#x') ? Number(`0${entity.slice(1)}`) : Number(entity.slice(1));
  return point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000) && point > 0
    ? String.fromCodePoint(point)
    : '';
}

/** Quotes are told of with the text that they enclose; a space is a space. */
const isSilent = (found: string): boolean =>
  /^[\u201c-\u201f\u2033\u00ab\u00bb\uff02\u2018-\u201b\u2032\uff07]|^[^\S\ufeff]+$|^&(?:quot|apos|nbsp|#34|#39|#x22|#x27);$/.test(
    found,
  );
