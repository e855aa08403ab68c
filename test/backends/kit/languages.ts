import { expect } from 'chai';
import { isVoid } from '../../../src/backends/kit/lucene/plain.ts';
import { printLucene } from '../../../src/backends/kit/lucene/print.ts';
import { plainOf } from '../../../src/backends/kit/lucene/resolve.ts';
import { printEcmaScript } from '../../../src/ir/regex/print.ts';
import type { RegexNode } from '../../../src/ir/regex/tree.ts';
import { luceneMatcher } from './lucene-matcher.ts';

/** Whether a whole text is of one of the languages, as JavaScript says and as Lucene does. */
export function isOf(nodes: readonly RegexNode[]): (text: string) => boolean {
  const tests = nodes.map((node) => {
    const here = new RegExp(`^(?:${printEcmaScript(node)})$`, 'u');
    const plain = plainOf(node)!;
    if (isVoid(plain)) return { here, matches: () => false };
    const { value, flags, caseInsensitive } = printLucene(plain);
    const folding = caseInsensitive ? 'unicode' : 'none';
    return { here, matches: luceneMatcher(value, { flags, folding }) };
  });
  return (text) => {
    const found = tests.some(({ here }) => here.test(text));
    expect(tests.some(({ matches }) => matches(text))).to.equal(found, `${text} in Lucene`);
    return found;
  };
}
