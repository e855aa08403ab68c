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
import { char, regexes, source, texts } from '../../support/random/regexes.ts';
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

describe('a regular expression in Lucene', () => {
  it('says the same of a whole text as JavaScript says anywhere in it', () => {
    let compared = 0;
    let found = 0;
    hold(
      2000,
      fc.property(regexes, texts, (of, some) => {
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

  const few = ['a', 'b', '-', '\n'];
  const all = [''].concat(few);
  for (let from = 1; all.length < 341; from++) all.push(...few.map((char) => all[from]! + char));

  const tricky = String.raw`
    ^a a$ a\z ^$ ^a|b$ (?:^|-)a(?:$|-) a^ $a (?:a$)?
    \ba a\b \b \B ^\B$ a\B \b(?:a?-|b) (?:a?|b)\b-? \b(?:a?){2}\b a\b\b-
    a(?=b) a(?!b) (?<=a)b (?<!a)b a(?=b?-) (?!a) (?=a|$) (?<!^)a (?<=^|-)b (?<![^a])b
    ^(?=.*a)(?=.*b). ^(?!.*a)(?=.*b) ^(?!a*$) (?=a(?!b)).. (?<!-)(?<!b)a (?=(?:a|b)*-)[^-]
    (?m)^a (?m)a$ (?m)^$ (?m)^(?!a) a(?m:$)b? (?s)a.b (?=.*a-)(?=.*b) (?!.*[&~#])(?=.*-). [^b](?!$)`;

  for (const source of tricky.trim().split(/\s+/))
    it(`says the same of all short texts: ${source}`, () => {
      const of = regex(source);
      const judge = inJavaScript(of);
      for (const matches of inLucene(spoken(of)!))
        expect(all.filter((text) => matches(text))).to.deep.equal(all.filter(judge));
    });

  for (const [source, reason] of [
    ['^(?:(?!ab).)*$', 'it repeats a look (such as ^, $ or \\b) without end'],
    ['(?:^a|b)+', 'it repeats a look (such as ^, $ or \\b) without end'],
    ['(a)\\1', 'it refers back to what a group has matched'],
    ['(?>a|ab)c', 'it has an atomic group or a possessive quantifier'],
    ['a++b', 'it has an atomic group or a possessive quantifier'],
    ['(?=.*a)b(?<=.*c)', 'it looks ahead before it looks behind'],
    ['(?=a\\b)', 'a look in it looks the other way'],
    ['(?:^|$|\\b){5}', 'its looks can be met in too many ways'],
  ] as const)
    it(`is refused, and why: ${source}`, () =>
      expect(() => resolve(regex(source).tree)).to.throw(Unspeakable, reason));

  for (const [is, source, exact] of [
    ['taken as it is', 'a.{1,4}b', true],
    ['relaxed', 'a.{30}b', false],
    ['refused where to relax it would find less', '^(?!.*a.{30}b)', undefined],
  ] as const)
    it(`with counts is ${is}: ${source}`, () =>
      expect(afford(resolve(regex(source).tree))?.exact).to.equal(exact));

  it('finds no less where its counts are relaxed', () => {
    const dear = fc
      .tuple(char, fc.nat(3), fc.integer({ min: 20, max: 60 }), char, source)
      .chain(([a, min, more, b, rest]) => {
        const counted = `${a}[^b]{${min},${min + more}}${b}`;
        return fc.constantFrom(
          `${counted}.{2,40}(?:${rest})`,
          `${a}.{${more}}${b}(?:${rest})`,
          `^(?!.*${counted})(?:${rest})`,
        );
      });
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
        const long = some.map(
          (text, i) => `a${text.repeat(9)}${some.at(i - 1)!.repeat(9)}b${text}`,
        );
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
