import { expect } from 'chai';
import { type Diagnostic, show, toJson } from '../../src/diagnostic/diagnostic.ts';
import { span } from '../../src/diagnostic/source.ts';

/** What is wrong with the first `part` of a text, or with its end. */
function wrong(text: string, part: string, hint?: string): Diagnostic {
  const start = part === '' ? text.length : text.indexOf(part);
  return {
    code: 'test/wrong',
    severity: 'error',
    message: 'Wrong.',
    ...(hint === undefined ? {} : { hint }),
    at: span({ path: 'rule.yml', text }, start, start + part.length),
  };
}

/** What stands behind the first line. */
const below = (diagnostic: Diagnostic): string => show(diagnostic).split('\n').slice(1).join('\n');

describe('a diagnostic shows', () => {
  it('place, line, caret, message and hint', () =>
    expect(show(wrong('a: 1\n  contians: x\n', 'contians', 'Did you mean "contains"?'))).to.equal(
      [
        'rule.yml:2:3 error test/wrong',
        '2 |   contians: x',
        '  |   ^^^^^^^^ Wrong. Did you mean "contains"?',
      ].join('\n'),
    ));

  for (const [what, text, part, lines] of [
    ['a caret for what has no length', 'ab', '', ['1 | ab', '  |   ^ Wrong.']],
    ['the first place in a text', 'ab', 'a', ['1 | ab', '  | ^ Wrong.']],
    ['a place behind a tab under a tab', 'a:\tb c', 'b', ['1 | a:\tb c', '  |   \t^ Wrong.']],
    ['a line that ends as in DOS', 'a\r\nbc\r\n', 'bc', ['2 | bc', '  | ^^ Wrong.']],
    ['the first line of many', 'ab: |\n  c\nd', 'b: |\n  c', ['1 | ab: |', '  |  ^^^^ Wrong.']],
    ['a line without an end', 'a\nbc', 'c', ['2 | bc', '  |  ^ Wrong.']],
    [
      'a control character as one sign',
      'a\x1b[2J b',
      'b',
      ['1 | a\ufffd[2J b', '  |       ^ Wrong.'],
    ],
    [
      'a text that runs backwards as signs',
      'a\u202eb c',
      'c',
      ['1 | a\ufffdb c', '  |     ^ Wrong.'],
    ],
    ['wide text as it is', 'é漢: b', '漢', ['1 | é漢: b', '  |  ^ Wrong.']],
    ['a line number of two digits', `${'\n'.repeat(9)}ab`, 'b', ['10 | ab', '   |  ^ Wrong.']],
    ['no line at the end of a file', 'a\n', '', ['  Wrong.']],
    ['no line of an empty file', '', '', ['  Wrong.']],
    ['no line of blanks', 'a\n \t\nb', ' \t', ['  Wrong.']],
  ] as const)
    it(what, () => expect(below(wrong(text, part))).to.equal(lines.join('\n')));

  it('of a long line what stands around the place', () => {
    const [shown, caret] = below(wrong(`${'a'.repeat(500)}bc${'d'.repeat(500)}`, 'bc')).split('\n');
    expect(shown).to.have.lengthOf.below(130);
    expect(shown).to.contain('aabcdd');
    expect(caret!.indexOf('^^')).to.equal(shown!.indexOf('bc'));
    expect(caret).to.match(/\| +\^\^ Wrong\.$/);
  });

  it('of a long mistake no more than of its line', () => {
    const [shown, caret] = below(wrong(`ab${'c'.repeat(500)}`, `b${'c'.repeat(500)}`)).split('\n');
    expect(shown).to.have.lengthOf.below(130);
    expect(caret).to.equal(`  |  ${'^'.repeat(shown!.length - 5)} Wrong.`);
  });

  it('every place of a long line under itself', () => {
    const digits = Array.from({ length: 400 }, (_, i) => i % 10).join('');
    for (let start = 0; start < 400; start++) {
      const at = span({ path: 'rule.yml', text: digits }, start, start + 1);
      const [shown, caret] = below({ ...wrong(digits, '0'), at }).split('\n');
      expect(shown![caret!.indexOf('^')], `${start}`).to.equal(digits[start]);
    }
  });

  it('no sign of a name or a message that moves the cursor', () => {
    const { at } = wrong('a', 'a');
    const source = { path: 'a\x1b[31m.yml', text: 'a' };
    const shown = show({ ...wrong('a', 'a'), message: 'No \x07\x9b\n.', at: { ...at, source } });
    expect(shown).to.equal(
      'a\ufffd[31m.yml:1:1 error test/wrong\n1 | a\n  | ^ No \ufffd\ufffd\ufffd.',
    );
  });

  it('its words painted as its severity, and no others', () => {
    const paint = (name: string) => (text: string) => `<${name} ${text}>`;
    const shown = show(
      { ...wrong('ab', 'b'), severity: 'warning' },
      { error: paint('e'), warning: paint('w'), info: paint('i'), faint: paint('f') },
    );
    expect(shown).to.equal(
      'rule.yml:1:2 <w warning> <f test/wrong>\n<f 1 |> ab\n<f   |>  <w ^> Wrong.',
    );
  });
});

describe('a diagnostic in JSON', () => {
  it('has its place, from 1, the end not included', () =>
    expect(toJson(wrong('a\nbc d', 'c d', 'Try it.'))).to.deep.equal({
      code: 'test/wrong',
      severity: 'error',
      message: 'Wrong.',
      hint: 'Try it.',
      path: 'rule.yml',
      line: 2,
      column: 2,
      endLine: 2,
      endColumn: 5,
    }));

  it('has no hint where there is none', () =>
    expect(toJson(wrong('a', 'a'))).not.to.have.property('hint'));
});
