import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import jsYaml from 'js-yaml';
import MarkdownIt from 'markdown-it';
import mustache from 'mustache';
import { parse as parseToml } from 'smol-toml';
import { artifacts } from '../../src/artifacts/load.ts';
import { Project } from '../../src/settings/project.ts';
import { seed } from '../ir/property.ts';
import { readConf } from '../support/conf.ts';
import { emitted } from '../support/emitted.ts';
import { parseRule } from '../xp/parse.ts';

/*
 * Whatever a rule says of itself, its artifacts hold that as their values and are else as they were: each is read by
 * its format's reader, and held against that of a rule with plain words, those words put in.
 */

/** What of a rule is anybody's to write. Each word here stands in no template. */
const plain = {
  title: 'Plaintitle',
  description: 'Plaindescription',
  author: 'Plainauthor',
  reference: 'Plainreference',
  falsePositive: 'Plainfalsepositive',
  tag: 'plain.tag',
  status: 'test',
};
type Words = Readonly<Record<keyof typeof plain, string>>;

/** Texts with the signs that formats and templates read. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        ...[
          '{{json settings}}',
          '{{{../title}}}',
          '{{#each rules}}',
          '{{/if}}',
          '{{=<% %>=}}',
          '{{',
          '}}',
        ],
        ...[
          // biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell expands
          '${HOME}',
          '$result.user$',
          '%PATH%',
          '"',
          "'",
          '"""',
          "'''",
          '\\',
          '`',
          '|',
          '<b>',
          '<!--',
        ],
        ...[
          '\n',
          '\r\n',
          '\n[other]\n',
          '\nsearch = *\n',
          '\n---\n',
          ': ',
          ' #',
          '- ',
          '!!js/function',
          '&a *a',
        ],
        ...[
          '[x](javascript:a)',
          '![x](y)',
          '\n# head\n',
          '\u2028',
          '\ufeff',
          '\x07',
          '\u202e',
          '~~',
          'é😀',
        ],
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join('').replace(/\p{Surrogate}/gu, '?'));

/** Between letters, for what is around a text is no part of it, and some targets want letters there. */
const inside = nasty.map((text) => `An ${text} Z`);
const words: fc.Arbitrary<Words> = fc.record({
  title: inside,
  description: inside,
  author: inside.map((text) => text.replaceAll(',', ';')), // commas stand between authors
  reference: inside,
  falsePositive: inside,
  tag: inside,
  status: fc.constant('test'),
});

const actions = {
  'opensearch-monitor': [{ destination: 'd' }],
  'splunk-savedsearch': { email: { to: 'a@example.org' } },
};
const settings = { actions, throttle: { period: '1h', by: ['host.name'] } };
const ids = artifacts().map(({ id }) => id);

/** JSON that YAML reads alike. */
const asYaml = (value: object) =>
  JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const ruleOf = (of: Words) =>
  asYaml({
    title: of.title,
    id: '0191ce75-91d7-413a-8737-c837a7128d03',
    status: of.status,
    description: of.description,
    references: [of.reference],
    author: of.author,
    date: '2026-01-31',
    tags: ['attack.t1059', of.tag],
    logsource: { product: 'windows', category: 'process_creation' },
    detection: { a: { Image: 'x' }, condition: 'a' },
    falsepositives: [of.falsePositive],
    level: 'high',
  });

const markdown = new MarkdownIt({ html: true });

/** The kinds of a page's parts, and the texts in them. */
const readMarkdown = (text: string) =>
  markdown
    .parse(text, {})
    .flatMap((token) => (token.children ? token.children : [token]))
    .map(({ type, content }) => `${type} ${content}`)
    .join('\n')
    // texts that stand beside each other are one
    .replace(/\n(?:text_special|text) /g, '');

/** What a format's reader makes of a file. */
function read(file: string, body: string): unknown {
  if (file.endsWith('.ndjson'))
    return body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  if (file.endsWith('.json')) return JSON.parse(body);
  if (file.endsWith('.toml')) return JSON.parse(JSON.stringify(parseToml(body)));
  if (file.endsWith('.conf'))
    return [...readConf(body)].map(([name, keys]) => [name, Object.fromEntries(keys)]);
  if (file.endsWith('.md')) return readMarkdown(body);
  if (file.endsWith('.co')) return parseRule(body);
  return jsYaml.load(body);
}

/** A text as it is compared: of Markdown and .conf files without what those can't hold. */
function comparable(file: string, text: string): string {
  if (file.endsWith('.conf'))
    return text
      .replace(/\uff04/g, '$')
      .replace(/\uff3c/g, '\\')
      .replace(/[\s\x00-\x1f\x7f\u0085]+/g, '');
  // braces are signs that look like them where MaxPatrol SIEM puts fields into a text
  if (file.startsWith('maxpatrol-xp/'))
    return text.replaceAll('\uff5b', '{').replaceAll('\uff5d', '}');
  if (file.endsWith('.md'))
    return text.replace(/[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+/g, '');
  return text;
}

/** Every text in a value, as it is compared, its names too. */
function each(value: unknown, of: (text: string) => string): unknown {
  if (typeof value === 'string') return of(value);
  if (Array.isArray(value)) return value.map((one) => each(one, of));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      of(key),
      // what is sent of an alert is what Mustache makes of it
      key === 'subject_template' || key === 'message_template'
        ? of(mustache.render((inner as { source: string }).source, { x: '!' }))
        : each(inner, of),
    ]),
  );
}

describe('what a rule says of itself', function () {
  this.timeout(300_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rulewright-test-'));
    writeFileSync(join(folder, 'rulewright.yml'), JSON.stringify(settings));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The artifacts of a rule, each as its format's reader has it. */
  const made = (of: Words, put: (text: string) => string = (text) => text) => {
    const source = { path: 'rule.yml', text: ruleOf(of) };
    const { emission } = emitted([source], ids, new Project(folder, null));
    return new Map(
      [...emission.files].map(([file, { body }]) => [
        file,
        each(read(file, body), (text) => comparable(file, put(text))),
      ]),
    );
  };

  it('is in its artifacts what it is, and nothing more', () => {
    const keys = Object.keys(plain) as (keyof Words)[];
    fc.assert(
      fc.property(words, (said) => {
        const put = (text: string) =>
          keys.reduce((all, key) => all.replaceAll(plain[key], () => said[key]), text);
        const wanted = made(plain, put);
        const have = made(said);
        // a title in more than one line is refused there
        if (/[\n\r\u2028\u2029]/.test(said.title)) wanted.delete('elastic-rule-toml/rule.toml');
        expect([...have.keys()]).to.deep.equal([...wanted.keys()]);
        for (const [file, value] of wanted) expect(have.get(file), file).to.deep.equal(value);
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 150), seed },
    );
  });

  it('would be told apart from anything more', () => {
    const wanted = made(plain);
    const have = made({ ...plain, title: 'Othertitle' });
    const same = [...wanted].filter(
      ([file, value]) => JSON.stringify(value) === JSON.stringify(have.get(file)),
    );
    expect(same.map(([file]) => file).sort()).to.deep.equal([
      'elastic-search-template/rule.json',
      'maxpatrol-xp/rule/metainfo.yaml',
      'maxpatrol-xp/rule/rule.co',
      'opensearch-percolator/index.json',
    ]);
  });
});
