import fc from 'fast-check';
import { regex } from './nodes.ts';

const unit = fc.constantFrom(...'abcABkK1 \n_-éÉ😀\u212a');
const text = fc.string({ unit, maxLength: 6 });
/** Short texts of few characters, some of which are cases of others. */
export const texts = fc.array(text, { minLength: 8, maxLength: 8 });

/** What stands for one character. */
export const char = fc.constantFrom(
  ...['a', 'b', 'k', 'é', 'A', ' ', '-', '_', '1', '.', '\\n', '😀', '\\-', '"', '#', '~', '&'],
  ...['\\d', '\\w', '\\W', '\\s', '\\S', '\\D', '[ab]', '[^ab]', '[^a-c\\n]', '[[:upper:]]'],
  ...['[^\\W_]', '[\\]a^-]', '[X-\\]]', '[\\^-c]', '[+--]', '[é-ü]', '\\x{e9}'],
);
const place = fc.constantFrom('^', '$', '\\b', '\\B', '\\A', '\\z', '\\Z');
const count = fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,2}', '{2,}', '*?', '{1,3}?');
const look = fc.constantFrom('(?=', '(?!', '(?<=', '(?<!');
const group = fc.constantFrom('(?:', '(', '(?i:', '(?s:', '(?m:', '(?-i:');

export const { source } = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    char,
    fc.tuple(char, count).map((parts) => parts.join('')),
    place,
    fc.array(tie('source'), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')),
    fc.array(tie('source'), { minLength: 2, maxLength: 3 }).map((ways) => `(?:${ways.join('|')})`),
    fc
      .tuple(group, tie('source'), fc.option(count, { nil: '' }))
      .map(([o, r, n]) => `${o}${r})${n}`),
    fc.tuple(look, tie('source')).map(([open, inner]) => `${open}${inner})`),
  ),
}));
/** Random regular expressions, with looks, places and flags, but nothing that remembers. */
export const regexes = fc
  .tuple(source, fc.constantFrom('', 'i', 'm', 's', 'is'))
  .map(([s, f]) => regex(s, f));
