import { expect } from 'chai';
import {
  lazySpan,
  lineText,
  placeOf,
  type Source,
  span,
  startOf,
} from '../../src/diagnostic/source.ts';

const source = (text: string): Source => ({ path: 'rule.yml', text });

describe('a place', () => {
  for (const [is, text, start, end, place] of [
    ['in the first line', 'abc', 1, 2, [1, 2, 1, 3]],
    ['in another', 'a\nbc\n', 3, 4, [2, 2, 2, 3]],
    ['at the start of a line', 'a\nb', 2, 3, [2, 1, 2, 2]],
    ['at the end of a line', 'a\nb', 1, 1, [1, 2, 1, 2]],
    ['over lines', 'ab\ncd\nef', 1, 7, [1, 2, 3, 2]],
    ['behind DOS lines', 'a\r\nbc\r\nd', 4, 5, [2, 2, 2, 3]],
    ['on the end of a DOS line', 'a\r\nb', 1, 3, [1, 2, 2, 1]],
    ['at the end of a text', 'a\n', 2, 2, [2, 1, 2, 1]],
    ['at the end of no text', '', 0, 0, [1, 1, 1, 1]],
    ['behind empty lines', '\n\n\na', 3, 4, [4, 1, 4, 2]],
    ['behind characters of two units', '😀b', 2, 3, [1, 3, 1, 4]],
  ] as const)
    it(is, () => {
      const { line, column, endLine, endColumn } = placeOf(span(source(text), start, end));
      expect([line, column, endLine, endColumn]).to.deep.equal(place);
    });

  it('in any of many lines', () => {
    const text = source(Array.from({ length: 1000 }, (_, i) => 'x'.repeat(i % 7)).join('\n'));
    const lines = text.text.split('\n');
    let start = 0;
    for (const [i, { length }] of lines.entries()) {
      const { line, column } = placeOf(span(text, start + length, start + length));
      expect([line, column]).to.deep.equal([i + 1, length + 1]);
      start += length + 1;
    }
  });

  it('at the start of a source', () =>
    expect(placeOf(startOf(source('abc')))).to.include({ line: 1, column: 1, endColumn: 1 }));

  it('is looked for once, and only when somebody asks', () => {
    let times = 0;
    const at = lazySpan(source('a\nb'), () => {
      times++;
      return [2, 3];
    });
    expect(times).to.equal(0);
    expect(placeOf(at)).to.deep.equal({ line: 2, column: 1, endLine: 2, endColumn: 2 });
    expect([at.start, at.end, times]).to.deep.equal([2, 3, 1]);
  });
});

describe('the text of a line', () => {
  for (const [text, line, is] of [
    ['a\nb\nc', 2, 'b'],
    ['a\r\nb\r\n', 1, 'a'],
    ['a\r\nb\r\n', 2, 'b'],
    ['a\n', 2, ''],
    ['a b ', 1, 'a b '],
    ['a\n\nb', 2, ''],
  ] as const)
    it(`${line} of ${JSON.stringify(text)} is "${is}"`, () =>
      expect(lineText(source(text), line)).to.equal(is));
});
