import { expect } from 'chai';
import { inTime } from '../../src/cli/in-time.ts';
import { isDiagnostic } from '../../src/diagnostic/diagnostic.ts';
import { backends, compile, languages, type RulePipeline } from '../../src/index.ts';
import { readPipeline } from '../../src/pysigma/index.ts';
import type { Patience } from '../../src/pysigma/patience.ts';
import { brief, readerOf } from './pipelines.ts';

/* Regular expressions and templates of users that would never end: they are ended, and their place is told. */

/** Tried in 2^32 ways on this text. */
const endless = "'(a+)+$'";
const text = `${'a'.repeat(32)}!`;
/** 10^12 turns. */
const turns = (inner: string): string =>
  Array.from({ length: 12 }).reduce<string>(
    (body) => `{% for i in [1,2,3,4,5,6,7,8,9,0] %}${body}{% endfor %}`,
    inner,
  );

const short: Patience = (run) => inTime(100, run);

const read = (source: string, patience = short, files: Readonly<Record<string, string>> = {}) =>
  readPipeline({ path: 'p.yml', text: source }, readerOf(files), patience);

function pipeline(source: string, patience = short): RulePipeline {
  const made = read(source, patience);
  if (made.pipeline === null) throw new Error(made.faults.map(brief).join());
  return made.pipeline;
}

const rule = (value: string) => ({
  path: 'r.yml',
  text: `title: T\nlogsource: {product: windows}\ndetection:\n  a:\n    f: ${value}\n  condition: a\n`,
});

const through = (of: RulePipeline, value = text): readonly string[] =>
  compile(rule(value), {
    from: languages.sigma,
    to: [backends.splunkSpl],
    pipelines: [of],
  }).flatMap(({ queries }) =>
    queries.flatMap(({ query, diagnostics }) => [String(query), ...diagnostics.map(brief)]),
  );

const said = (line: number) =>
  new RegExp(
    `^6:14 pysigma/too-long A step of the pipeline takes too long on this rule\\. It stands in p\\.yml:${line}\\.`,
  );

describe('a pipeline that takes too long', function () {
  this.timeout(20_000);

  for (const [what, source, line] of [
    [
      'replaces',
      `transformations:\n  - {type: replace_string, regex: ${endless}, replacement: b}\n`,
      2,
    ],
    [
      'extracts',
      `transformations:\n  - {type: set_state, key: a, val: 1}\n  - {type: extract_fields, regex: '(?P<x>(a+)+)$'}\n`,
      3,
    ],
    [
      'asks whether a text is so',
      `transformations:\n  - type: drop_detection_item\n    detection_item_conditions: [{type: match_string, cond: any, pattern: ${endless}}]\n`,
      2,
    ],
    [
      'stands in another step',
      `transformations:\n  - type: nest\n    items:\n      - {type: replace_string, regex: ${endless}, replacement: b}\n`,
      4,
    ],
    [
      'changes queries',
      `postprocessing:\n  - {type: replace, pattern: 'f="(a+)+$', replacement: b}\n`,
      2,
    ],
    ['fills in a template', `postprocessing:\n  - {type: template, template: "${turns('')}"}\n`, 2],
  ] as const)
    it(`is told at the step that ${what}, and at the rule`, () => {
      const [query, ...messages] = through(pipeline(source));
      expect(query).to.equal('null');
      expect(messages.length).to.equal(1);
      expect(messages[0]).to.match(said(line));
    });

  it('does what it does to the rules that it ends on', () => {
    const one = pipeline(
      `transformations:\n  - {type: replace_string, regex: ${endless}, replacement: b}\n`,
    );
    expect(through(one)[0]).to.equal('null');
    expect(through(one, 'xaaa')).to.deep.equal(['f="xb"']);
  });

  it('is left alone where it takes too long of rule after rule', () => {
    let tried = 0;
    // the first is the reading of the file
    const one = pipeline(
      `transformations:\n  - {type: replace_string, regex: a+, replacement: b}\n`,
      (run) => (tried++ === 0 ? run() : null),
    );
    const all = Array.from({ length: 5 }, () => through(one)[1]!);
    expect(tried).to.equal(4);
    for (const message of all.slice(0, 3)) expect(message).to.match(said(2));
    for (const message of all.slice(3)) expect(message).to.match(/too long of other rules/);
  });

  for (const [step, query] of [
    ['{type: field_name_prefix, prefix: x.}', 'x.f="v"'],
    ["{type: replace_string, regex: '[vw]', replacement: x}", 'f="x"'],
  ] as const)
    it(`is not watched where nothing in it may last: ${step}`, () => {
      let tried = 0;
      const one = pipeline(`transformations:\n  - ${step}\n`, (run) => {
        tried++;
        return run();
      });
      expect(through(one, 'v')).to.deep.equal([query]);
      // the file was read
      expect(tried).to.equal(1);
    });

  it('is told where its own files are read', () => {
    const made = read(
      `transformations:\n  - {type: set_state, key: a, val: 1}\n  - {type: file_placeholders, path: a.txt, filter: ${endless}}\n`,
      short,
      { 'a.txt': text },
    );
    expect(made.pipeline === null && made.faults.map(brief)).to.deep.equal([
      '3:5 pysigma/too-long This takes too long. A regular expression may try a text in more ways than can be tried, as (a+)+$ does, and a template may never end.',
    ]);
  });

  it('is told where it makes one text of all queries', () => {
    const { finalize } = pipeline(
      `finalizers:\n  - {type: concat}\n  - {type: template, template: "${turns('')}"}\n`,
    );
    const made = finalize!(['a'], new Map());
    expect(isDiagnostic(made) && brief(made)).to.match(/^3:5 pysigma\/too-long/);
  });
});
