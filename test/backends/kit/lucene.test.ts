import { expect } from 'chai';
import fc from 'fast-check';
import { isAffordable } from '../../../src/backends/kit/lucene/effort.ts';
import { isVoid, type Plain } from '../../../src/backends/kit/lucene/plain.ts';
import { printLucene } from '../../../src/backends/kit/lucene/print.ts';
import { afford } from '../../../src/backends/kit/lucene/relax.ts';
import { resolve, Unspeakable } from '../../../src/backends/kit/lucene/resolve.ts';
import { printEcmaScript } from '../../../src/ir/regex/print.ts';
import type { Regex } from '../../../src/ir/regex/tree.ts';
import { regex } from '../../ir/nodes.ts';
import { hold } from '../../ir/property.ts';
import { luceneMatcher } from './lucene-matcher.ts';

type Test = (text: string) => boolean;

/** Whether the expression that we write is of the whole text, as Lucene 9 and as Lucene 10 take it. */
function inLucene(language: Plain): readonly Test[] {
  if (isVoid(language)) return [() => false];
  const { value, flags, caseInsensitive } = printLucene(language);
  const foldings = caseInsensitive ? (['ascii', 'unicode'] as const) : (['none'] as const);
  return foldings.map((folding) => luceneMatcher(value, { flags, folding }));
}

/**
 * Whether JavaScript finds the regular expression anywhere in the text. Each place is tried by itself:
 * V8 would look inside characters of two units too.
 */
function inJavaScript({ tree }: Regex): Test {
  const here = new RegExp(printEcmaScript(tree), 'uy');
  return (text) => {
    let at = 0;
    for (const char of [...text, '']) {
      here.lastIndex = at;
      if (here.test(text)) return true;
      at += char.length;
    }
    return false;
  };
}

function spoken(of: Regex): Plain | null {
  try {
    return resolve(of.tree);
  } catch (error) {
    if (error instanceof Unspeakable) return null;
    throw error;
  }
}

const chars = [
  'a',
  'b',
  'c',
  'A',
  'B',
  'k',
  'K',
  '1',
  ' ',
  '\n',
  '_',
  '-',
  'é',
  'É',
  '😀',
  '\u212a',
];
const text = fc.string({ unit: fc.constantFrom(...chars), maxLength: 6 });
const texts = fc.array(text, { minLength: 8, maxLength: 8 });

const one = fc.constantFrom(
  ...['a', 'b', 'k', 'é', 'A', ' ', '-', '_', '1', '.', '\\n', '😀', '\\-', '"', '#', '~', '&'],
  ...['\\d', '\\w', '\\W', '\\s', '\\S', '\\D', '[ab]', '[^ab]', '[^a-c\\n]', '[[:upper:]]'],
  ...['[^\\W_]', '[\\]a^-]', '[é-ü]', '\\x{e9}'],
);
const place = fc.constantFrom('^', '$', '\\b', '\\B', '\\A', '\\z', '\\Z');
const count = fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,2}', '{2,}', '*?', '{1,3}?');
const look = fc.constantFrom('(?=', '(?!', '(?<=', '(?<!');
const group = fc.constantFrom('(?:', '(', '(?i:', '(?s:', '(?m:', '(?-i:');

const { source } = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    one,
    fc.tuple(one, count).map((parts) => parts.join('')),
    place,
    fc.array(tie('source'), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')),
    fc.array(tie('source'), { minLength: 2, maxLength: 3 }).map((ways) => `(?:${ways.join('|')})`),
    fc
      .tuple(group, tie('source'), fc.option(count, { nil: '' }))
      .map(([o, r, n]) => `${o}${r})${n}`),
    fc.tuple(look, tie('source')).map(([open, inner]) => `${open}${inner})`),
  ),
}));
const random = fc
  .tuple(source, fc.constantFrom('', 'i', 'm', 's', 'is'))
  .map(([s, f]) => regex(s, f));

describe('a regular expression in Lucene', () => {
  it('says the same of a whole text as JavaScript says anywhere in it', () => {
    let compared = 0;
    let found = 0;
    hold(
      2500,
      fc.property(random, texts, (of, some) => {
        const language = spoken(of);
        if (!language) return;
        const judge = inJavaScript(of);
        for (const matches of inLucene(language))
          for (const text of some) {
            const wanted = judge(text);
            compared++;
            if (wanted) found++;
            expect(matches(text), `${of.source} in ${JSON.stringify(text)}`).to.equal(wanted);
          }
      }),
    );
    expect(compared).to.be.above(10_000);
    expect(found / compared).to.be.within(0.2, 0.8);
  });

  it('finds no less where its counts are relaxed', () => {
    const dear = fc
      .tuple(one, fc.nat(3), fc.integer({ min: 20, max: 60 }), one, source)
      .map(([a, min, more, b, rest]) => `${a}[^b]{${min},${min + more}}${b}.{2,40}(?:${rest})`);
    let relaxed = 0;
    hold(
      60,
      fc.property(dear, texts, (source, some) => {
        const of = regex(source);
        const language = spoken(of);
        const affordable = language && afford(language);
        if (!affordable) return;
        expect(isAffordable(affordable.language)).to.equal(true);
        if (!affordable.exact) relaxed++;
        const judge = inJavaScript(of);
        // short texts would not hold what is counted
        const long = some.map((text) => `a${text.repeat(9)}a${text.repeat(9)}`);
        for (const matches of inLucene(affordable.language))
          for (const text of long) {
            const wanted = judge(text);
            if (affordable.exact) expect(matches(text), text).to.equal(wanted);
            else if (wanted) expect(matches(text), text).to.equal(true);
          }
      }),
    );
    expect(relaxed).to.be.above(10);
  });
});
