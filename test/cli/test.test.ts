import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { DiagnosticJson } from '../../src/diagnostic/diagnostic.ts';
import { broken, type Files, ruleOf, runOn, sound } from './rules.ts';

/** Where a diagnostic on standard error stands, and what it is: `a.ndjson:2:1 error events/not-json`. */
const saidIn = (text: string): readonly string[] =>
  text.match(/^\S+:\d+:\d+ (?:error|warning|info) \S+$/gm) ?? [];

interface Line {
  readonly rule: { readonly title: string };
  readonly matches: readonly { readonly file: string; readonly line: number }[];
  readonly count: number;
  readonly failures?: readonly DiagnosticJson[];
}

/** Which lines of which files the rules find, by their titles. */
const foundIn = (stdout: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    stdout
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as Line)
      .map(({ rule, matches, count }) => {
        expect(count).to.equal(matches.length);
        return [rule.title, matches.map(({ file, line }) => `${file}:${line}`)];
      }),
  );

/** Runs `test` on rules that find `a.exe` and what contains `b`, over one file of events. */
function find(name: string, events: string | Uint8Array, input = '') {
  const files: Files = {
    'rules/a.yml': ruleOf('A', '{Image: a.exe}'),
    'rules/b.yml': ruleOf('B', '{Image|contains: b}'),
    ...(name === '-' ? {} : { [name]: events }),
  };
  const { status, stdout, stderr } = runOn(
    files,
    ['test', 'rules', '--events', name, '--format', 'jsonl'],
    { input },
  );
  return { status, said: saidIn(stderr), found: foundIn(stdout), stderr };
}

const a = '{"Image":"A.exe"}';
const b = '{"Image":["x","abc"]}';

describe('rulewright test, over events', () => {
  for (const [how, text, lines] of [
    ['in lines', `${a}\n\n${b}\r\n${a}`, [[1, 4], [3]]],
    ['in a list', `[\n  ${a},\n ${b},${a}]\n`, [[2, 3], [3]]],
    ['in a list of one line', `[${a},${b}]`, [[1], [1]]],
    ['laid out over lines', '{\n  "Image": "a.exe"\n}\n{\n"Image":\n"}b{"\n}', [[1], [4]]],
    ['with a byte order mark', `\ufeff${a}\n${b}`, [[1], [2]]],
    [
      'that are hits of a search',
      `{"_index":"i","_id":"1","_source":${a}}\n{"_index":"i","_source":${b}}`,
      [[1], [2]],
    ],
  ] as const)
    it(`finds those ${how}, plain and compressed`, () => {
      for (const [name, body] of [
        ['events.json', text],
        ['events.json.gz', gzipSync(text)],
        ['no-ending', Buffer.concat([gzipSync(text.slice(0, 9)), gzipSync(text.slice(9))])],
      ] as const) {
        const { status, found } = find(name, body);
        expect(status).to.equal(0);
        expect(found).to.deep.equal({
          A: lines[0].map((line) => `${name}:${line}`),
          B: lines[1].map((line) => `${name}:${line}`),
        });
      }
    });

  it('finds those of standard input', () => {
    const { status, found } = find('-', '', `${a}\n${b}\n`);
    expect([status, found]).to.deep.equal([0, { A: ['-:1'], B: ['-:2'] }]);
  });

  it('finds none where there are none', () => {
    for (const text of ['', '\n \n', '[]', '[ ]\n'])
      expect(find('none.json', text)).to.include({ status: 0 });
  });

  it('finds those of all files of a folder', () => {
    const { status, stdout } = runOn(
      {
        'rules/a.yml': ruleOf('A', '{Image: a.exe}'),
        'events/1.ndjson': a,
        'events/deep/2.jsonl.gz': gzipSync(`${b}\n${a}`),
        'events/notes.txt': a,
      },
      ['test', 'rules', '--events', 'events', '--format', 'jsonl'],
    );
    expect(status).to.equal(0);
    expect(foundIn(stdout)).to.deep.equal({
      A: ['events/1.ndjson:1', 'events/deep/2.jsonl.gz:2'],
    });
  });

  const large = `{"Image":"${'x'.repeat(50 * 1024 * 1024)}"}`;
  it('gives up a rule that would take years, from that event on, and goes on with the others', () => {
    const endless = `{"Image":"${'a'.repeat(40)}!"}`;
    const { status, stdout, stderr } = runOn(
      {
        'r/endless.yml': ruleOf('Endless', "{Image|re: '^(a+)+$'}"),
        'r/a.yml': ruleOf('A', '{Image|contains: aa}'),
        'r/endless.test.yml': `leaves: [${endless}]`,
        'e.ndjson': [`{"Image":"aaa"}`, endless, `{"Image":"aaaa"}`].join('\n'),
      },
      ['test', 'r', '--events', 'e.ndjson', '--format', 'jsonl'],
    );
    expect(status).to.equal(1);
    expect(stderr)
      .to.include('e.ndjson:2')
      .and.to.match(/r.endless\.yml:\d+:\d+ error test\/too-long/);
    expect(foundIn(stdout)).to.deep.equal({
      A: [1, 2, 3].map((n) => `e.ndjson:${n}`),
      Endless: ['e.ndjson:1'],
    });
    expect(stdout).to.include('"test/too-long"');
  });

  const deep = `{"Image":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  for (const [what, text, said, lines] of [
    ['a line that is no JSON', `${a}\n{"Image":\n${a}`, ['2:1 error events/not-json'], [1, 3]],
    ['a line that is no object', `${a}\n7\n["a"]\n${a}`, ['2:1', '3:1'], [1, 4]],
    ['a line of 50 MB', `${a}\n${large}\n${a}`, ['2:1 error events/too-large'], [1, 3]],
    ['a list with 50 MB in it', `[${a},\n${large},\n${a}]`, ['2:1 error events/too-large'], [1, 3]],
    [
      'a line that is not UTF-8',
      Buffer.concat([Buffer.from(`${a}\n{"x":"`), Buffer.from([0xff]), Buffer.from(`"}\n${a}`)]),
      ['2:1 error events/not-utf-8'],
      [1, 3],
    ],
    ['lists without end in an event', `${a}\n${deep}\n${a}`, ['2:1 error events/too-deep'], [1, 3]],
    ['an end too early', `${a}\n${a.slice(0, 9)}`, ['2:1 error events/not-json'], [1]],
    [
      'the end of a list missing',
      `[${a},\n${a.slice(0, 9)}`,
      ['2:1 error events/not-json', '2:1 error events/cut'],
      [1],
    ],
    [
      'an item of a list that is none',
      `[${a},\n{'b'},\n${a}]`,
      ['2:1 error events/not-json'],
      [1, 3],
    ],
    ['UTF-16', Buffer.from(`\ufeff${a}`, 'utf16le'), ['1:1 error events/utf-16'], []],
  ] as const)
    it(`says where there is ${what}, goes on, and ends with 2`, () => {
      const { status, found, ...rest } = find('e.ndjson', text);
      expect(status).to.equal(2);
      const places = rest.said.map((one, i) =>
        one.slice('e.ndjson:'.length).slice(0, said[i]?.length),
      );
      expect(places).to.deep.equal(said);
      expect(found.A).to.deep.equal(lines.map((line) => `e.ndjson:${line}`));
    });

  it('finds all that stands before the break of a compressed file', () => {
    const events = Array.from({ length: 5000 }, (_, i) => `{"Image":"a.exe","n":"${i * 7919}"}\n`);
    const whole = gzipSync(events.join(''));
    const { status, said, found } = find('e.gz', whole.subarray(0, whole.length / 2));
    expect(status).to.equal(2);
    const last = found.A!.length + 1;
    expect(last).to.be.above(1000);
    expect(said.at(-1)).to.match(/^e\.gz:\d+:1 error events\/gzip$/);
  });

  it('tells of some of the lines that are none, and counts the rest', () => {
    const { status, said, stderr } = find('e.ndjson', 'x\n'.repeat(500));
    expect(status).to.equal(2);
    expect(said).to.have.length(21);
    expect(stderr).to.contain('480 more parts of this file');
  });

  for (const [what, args, code] of [
    ['no such file', ['--events', 'nowhere.ndjson'], 'input/unreadable'],
    ['no such file of expectations', ['--events', 'e.ndjson', '--expect', 'x'], 'input/unreadable'],
    ['a folder without events', ['--events', 'rules'], 'events/none'],
    ['nothing to test', [], 'input/nothing-to-test'],
  ] as const)
    it(`ends with 2 where there is ${what}`, () => {
      const files = { 'rules/a.yml': sound, 'e.ndjson': a };
      const { status, stderr } = runOn(files, ['test', 'rules', ...args]);
      expect([status, stderr]).to.satisfy(
        ([is, said]: [number, string]) => is === 2 && said.includes(code),
      );
    });

  it('does not take rules and events from the same standard input', () => {
    const { status, stderr } = runOn({}, ['test', '-', '--events', '-']);
    expect(status).to.equal(2);
    expect(stderr).to.contain('can not both come from standard input');
  });

  it('tells of a rule that can not be read, and runs the others', () => {
    const { status, stdout } = runOn(
      { 'rules/a.yml': ruleOf('A', '{Image: a.exe}'), 'rules/b.yml': broken, 'e.ndjson': a },
      ['test', 'rules', '--events', 'e.ndjson', '--format', 'jsonl'],
    );
    expect(status).to.equal(1);
    expect(foundIn(stdout)).to.deep.equal({ A: ['e.ndjson:1'], Broken: [] });
    expect(stdout).to.contain('"code":"sigma/unknown-modifier"');
  });
});

describe('rulewright test, with what is expected', () => {
  const id = '2f6a0b0e-6f2e-4b7c-9d61-6c1f5be0f7a1';
  const files: Files = {
    'rules/a.yml': `id: ${id}\n${ruleOf('A', '{Image: a.exe}')}`,
    'rules/b.yml': ruleOf('B', '{Image|contains: b}'),
    'e.ndjson': `{"_id":"one","n":7,"Image":"a.exe"}\n{"Image":"ab"}\n`,
  };
  const expecting = (text: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = runOn({ ...files, 'wanted.yml': text }, [
      'test',
      'rules',
      '--events',
      'e.ndjson',
      '--expect',
      'wanted.yml',
      ...args,
    ]);
    return { status, stdout, said: [...saidIn(stdout), ...saidIn(stderr)], stderr };
  };

  for (const text of [
    `${id}: 1\nB: 1`,
    'A: [one]\nrules/b.yml: ["e.ndjson:2"]',
    'B: 1\n"*": 1',
    '{"A": 1}',
  ])
    it(`is content with ${JSON.stringify(text)}`, () => {
      const { status, said, stderr } = expecting(text);
      expect([status, said]).to.deep.equal([0, []]);
      expect(stderr).to.contain(', 0 failed');
    });

  for (const [text, status, said] of [
    ['A: 2', 1, 'wanted.yml:1:4 error test/count'],
    ['A: [one, two]', 1, 'wanted.yml:1:4 error test/events'],
    ['A: []', 1, 'wanted.yml:1:4 error test/events'],
    ['A: 1\n"*": 0', 1, 'wanted.yml:2:6 error test/count'],
    ['C: 1', 2, 'wanted.yml:1:4 error test/no-such-rule'],
    ['A: -1', 2, 'wanted.yml:1:4 error test/shape'],
    ['A: {b: 1}', 2, 'wanted.yml:1:4 error test/shape'],
    ['[A]', 2, 'wanted.yml:1:1 error test/shape'],
    ['A: 1\nA: 2', 2, 'wanted.yml:2:1 error yaml/twin-key'],
  ] as const)
    it(`is not content with ${JSON.stringify(text)}`, () => {
      const ran = expecting(text);
      expect([ran.status, ran.said]).to.deep.equal([status, [said]]);
    });

  it('takes the ids of events from the field that --id names', () => {
    expect(expecting('A: ["7"]', '--id', 'n').status).to.equal(0);
  });
});

describe('rulewright test, with tests beside rules', () => {
  const rule = `title: Tools
logsource: {product: windows}
detection:
  selection:
    Image|endswith: ['\\a.exe', '\\b.exe']
    Line|contains: run
  filter:
    User: SYSTEM
  condition: selection and not filter
`;
  const run = (text: string, args: readonly string[] = ['.'], others: Files = {}) =>
    runOn({ 'tools.yml': rule, 'tools.test.yml': text, ...others }, ['test', ...args]);

  it('passes what is as it should be, without reading the tests as rules', () => {
    const text = `finds:
  - {Image: 'C:\\A.EXE', Line: run it}
leaves:
  - {Image: 'C:\\A.EXE', Line: run it, User: system}
  - {}
`;
    for (const path of ['.', 'tools.yml']) {
      const { status, stdout, stderr } = run(text, [path]);
      expect([status, saidIn(stdout), saidIn(stderr)]).to.deep.equal([0, [], []]);
      expect(stderr).to.equal('1 rule, 0 events: 0 matches by 0 rules; 3 tests, 0 failed\n');
    }
  });

  it('shows for what fails which tests of the rule made it so', () => {
    const text = `finds:
  - {Image: 'C:\\c.exe', Line: [run it, or not]}
leaves:
  - {Image: 'C:\\a.exe', Line: run, User: mia}
`;
    const { status, stdout } = run(text);
    expect(status).to.equal(1);
    expect(saidIn(stdout)).to.deep.equal([
      'tools.test.yml:2:5 error test/not-found',
      'tools.yml:5:22 info test/because',
      'tools.test.yml:4:5 error test/found',
      'tools.yml:5:22 info test/because',
      'tools.yml:6:20 info test/because',
      'tools.yml:8:11 info test/because',
    ]);
    for (const said of [
      'Image is "C:\\\\c.exe": these 2 tests are not true.',
      'Image is "C:\\\\a.exe": this is true.',
      'Line is "run": this is true.',
      'User is "mia": this is not true.',
    ])
      expect(stdout).to.contain(said);
  });

  for (const [what, text, said] of [
    ['no map', '- a', '1:1 error test/shape'],
    ['a key that is none', 'find: []', '1:1 error test/unknown-key'],
    ['events that are no list', 'finds: {Image: a}', '1:8 error test/shape'],
    ['an event that is no map', 'finds: [a]', '1:9 error test/shape'],
    ['no events', 'finds: []', '1:1 error test/no-events'],
    ['a rule that is none', 'rule: Tulls\nfinds: [{a: b}]', '1:1 error test/no-such-rule'],
    ['a name that is none', 'rule: 7\nfinds: [{a: b}]', '1:7 error test/shape'],
    ['broken YAML', 'finds: [', '1:8 error yaml/syntax'],
    ['an event without end', 'finds: [&a {b: *a}]', '1:1 error yaml/cyclic'],
  ] as const)
    it(`says where there is ${what}, and ends with 2`, () => {
      const { status, stderr } = run(text);
      expect(status).to.equal(2);
      expect(saidIn(stderr)).to.deep.equal([`tools.test.yml:${said}`]);
    });

  it('asks which rule is meant where a file has several', () => {
    const two = `${rule}---\n${rule.replace('Tools', 'More Tools')}`;
    const event = "{Image: 'C:\\a.exe', Line: run}";
    const named = `rule: Tools\nfinds: [${event}]\n---\nrule: More Tools\nfinds: [${event}]\n`;
    expect(run(named, ['.'], { 'tools.yml': two }).status).to.equal(0);
    const { status, stderr } = run(`finds: [${event}]`, ['.'], { 'tools.yml': two });
    expect([status, saidIn(stderr)]).to.deep.equal([
      2,
      ['tools.test.yml:1:1 error test/which-rule'],
    ]);
  });

  it('misses the rule of a test that stands alone', () => {
    const { status, stderr } = run('finds: [{a: b}]', ['.'], { 'x.test.yaml': 'leaves: [{}]' });
    expect(status).to.equal(2);
    expect(saidIn(stderr)).to.include('x.test.yaml:1:1 error test/no-rule');
  });

  it('writes a test case for each, as JUnit', () => {
    const text = `finds:
  - {Image: 'C:\\a.exe', Line: run}
  - {Image: "<&\\u0001>", Line: run}
`;
    const { status, stdout } = run(text, ['.', '--format', 'junit']);
    expect(status).to.equal(1);
    expect(stdout).to.contain('<testsuite name="rulewright test" tests="2" failures="1"');
    expect(stdout).to.contain('<testcase name="Tools: finds 1" classname="tools.yml"');
    expect(stdout).to.contain('&lt;&amp;');
    expect(stdout).not.to.match(/[\x00-\x08]/);
  });
});
