import { expect } from 'chai';
import fc from 'fast-check';
import jsYaml from 'js-yaml';
import mustacheJs from 'mustache';
import { parse as parseToml } from 'smol-toml';
import { conf, confText, token } from '../../src/artifacts/formats/conf.ts';
import { md } from '../../src/artifacts/formats/markdown.ts';
import { mustache } from '../../src/artifacts/formats/mustache.ts';
import { toml } from '../../src/artifacts/formats/toml.ts';
import { writeYaml, yaml } from '../../src/yaml/write.ts';
import { readConf } from '../support/conf.ts';

/* Whatever a value is, a format's own reader reads it as that value, and nothing beside it. */

/** Texts with the signs that formats and templates read. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        ...[
          '{{',
          '}}',
          '{{{',
          '{',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell expands
          '${HOME}',
          '$x$',
          '"',
          "'",
          '\\',
          '\n',
          '\r\n',
          '[x]',
          '\n[x]\n',
        ],
        ...['#', ' # ', ': ', '- ', '%>', '{{=<% %>=}}', '\u2028', '\ufeff', '\x7f', '\x85', '\0'],
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join('').replace(/\p{Surrogate}/gu, '?'));

const key = text.filter((one) => one !== '__proto__');
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const holds = <T>(of: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(
    fc.property(of, (one) => {
      check(one);
    }),
    { numRuns: 500 },
  );

describe('formats', () => {
  it('let a .conf file hold any text, a line break behind a backslash', () =>
    holds(text, (one) => {
      const stanzas = readConf(`[a]\nbefore = 1\nx = ${conf(one)}\nafter = 2\n`);
      expect([...stanzas.keys()]).to.deep.equal(['a']);
      expect([...stanzas.get('a')!.keys()]).to.deep.equal(['before', 'x', 'after']);
      const plain = (of: string) => of.replace(/[\s\x00-\x1f\x7f]+/g, '');
      expect(plain(stanzas.get('a')!.get('x')!)).to.equal(plain(one.replace(/\u0085/g, '')));
    }));

  it('leave Splunk no field to put into a text', () =>
    holds(text, (one) => expect(token(one)).not.to.contain('$')));

  it('end no text for people with a backslash, which some readers of .conf files take to go on', () =>
    holds(text, (one) => expect(confText(`${one}\\`)).not.to.match(/\\\s*$/)));

  it('let YAML hold any value, whatever the environment has', () =>
    holds(value, (one) => {
      const written = `a: ${yaml(one, 0)}\nb: 1\n`;
      expect(written).not.to.contain('$');
      expect(jsYaml.load(written)).to.deep.equal({ a: one, b: 1 });
    }));

  it('let a file of YAML hold any value', () =>
    holds(value, (one) => {
      const written = writeYaml({ a: one, b: [one, { c: one }], d: undefined });
      expect(jsYaml.load(written)).to.deep.equal({ a: one, b: [one, { c: one }] });
    }));

  for (const [as, one] of [
    ['plain', 'C:\\Windows\\*.exe -a "b"'],
    ['plain', 'https://attack.mitre.org/techniques/T1016/'],
    ['plain', '0191ce75-91d7-513a-8737-c837a7128d03'],
    ["'yes'", 'yes'],
    ["'12:30:45'", '12:30:45'],
    ["'a: b'", 'a: b'],
    ["'a #b'", 'a #b'],
    ["'it''s: '", "it's: "],
    ["'*a'", '*a'],
    ["''", ''],
    ['|-\n  one\n\n  two: #', 'one\n\ntwo: #'],
    ['"one\\n two"', 'one\n two'],
    ['"\\u0007"', '\u0007'],
  ] as const)
    it(`let a file of YAML show ${JSON.stringify(one)}`, () =>
      expect(writeYaml({ a: one })).to.equal(`a: ${as === 'plain' ? one : as}\n`));

  it('let TOML hold any value', () =>
    holds(value, (one) =>
      expect(plainly(parseToml(`a = ${toml(one)}\nb = 1\n`))).to.deep.equal({ a: one, b: 1 }),
    ));

  it('let what Mustache reads hold any value, and expand nothing in it', () =>
    holds(value, (one) => {
      const view = { x: 'expanded', HOME: 'expanded', tag: '!' };
      const rendered = mustacheJs.render(`{"a": ${mustache(one)}, "b": "{{tag}}"}`, view);
      expect(JSON.parse(rendered)).to.deep.equal({ a: one, b: '!' });
    }));

  it('let Markdown hold any text in one line', () =>
    holds(text, (one) => expect(md(one)).not.to.match(/[\n\r\x00-\x1f]|(?<!\\)[`|<*[]/)));
});

const plainly = (of: unknown): unknown => JSON.parse(JSON.stringify(of));
