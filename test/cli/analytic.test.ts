import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Event } from '../../src/index.ts';
import { onCorpus, readLines, shared } from '../support/corpus.ts';
import { brief, type Files, linesOf, runOn } from './rules.ts';

/* Analytics, alone and in pages, through the command line. */

const first = '(Image= "*\\ping.exe" AND CommandLine= "-t")';
const second = 'Image="*\\net.exe" CommandLine="*/delete*"';

/** The same page as people keep it: with two analytics, their technique, and prose. */
const pages: Readonly<Record<string, string>> = {
  'T1016.md': `# T1016: Looking at the Network

Find what looks around.

## Analytic 1 - Endless ping

\`\`\`
${first}
\`\`\`

Some prose behind it.

## Analytic 2 - Something deleted

\`\`\`spl
${second}
\`\`\`
`,
  'T1016.html': `<!doctype html><html><head><title>T1016</title><style>p { color: red }</style></head><body>
<h1>T1016: Looking at the Network</h1><p>Find what looks around.</p>
<h4>Analytic 1 - Endless &#112;ing</h4><pre><code>${first.replaceAll('"', '&quot;')}</code></pre>
<p>Some prose behind it.</p>
<h4>Analytic 2 - Something deleted</h4><p>${second}</p></body></html>`,
  'T1016.txt': `T1016: Looking at the Network\r
\r
Find what looks around.\r
\r
Analytic 1 - Endless ping\r
${first}\r
\r
Some prose behind it.\r
\r
Analytic 2 - Something deleted\r
\r
${second}\r
`,
};

const to = ['--to', 'splunk-spl', '--format', 'jsonl'];
const translated = (files: Files, args: readonly string[], input = '') => {
  const ran = runOn(files, ['translate', ...args, ...to], { input });
  return { ...ran, lines: linesOf(ran.stdout) };
};

describe('pages with analytics', () => {
  for (const [path, text] of Object.entries(pages))
    it(`are read from ${path}`, () => {
      const { status, lines } = translated({ [path]: text }, [path]);
      expect(status).to.equal(0);
      expect(lines.map(({ rule }) => rule.title)).to.deep.equal([
        'Endless ping',
        'Something deleted',
      ]);
      expect(lines.map(({ query }) => query)).to.deep.equal([
        'Image="*\\\\ping.exe" CommandLine="-t"',
        'Image="*\\\\net.exe" CommandLine="*/delete*"',
      ]);
      expect(lines.map(({ fidelity }) => fidelity)).to.deep.equal(['exact', 'exact']);
      const [lost] = lines[0]!.diagnostics.filter(({ code }) => code === 'analytic/wildcard');
      const place = text.split(/\r?\n/).findIndex((line) => line.includes('-t'));
      expect(brief(lost!)).to.match(new RegExp(`^${path}:${place + 1}:\\d+ analytic/wildcard$`));
    });

  it('are the same rules in each', () => {
    const ids = Object.entries(pages).map(([path, text]) =>
      translated({ [path]: text }, [path]).lines.map(({ rule }) => rule.id),
    );
    expect(new Set(ids.map((some) => some.join(' '))).size).to.equal(1);
  });

  it('are found in a folder, among pages that hold none', () => {
    const files = {
      'in/T1016.md': pages['T1016.md']!,
      'in/notes.md': '# Notes\n\nNothing here.\n',
      'in/a.analytic': 'Image="*\\\\a.exe"',
    };
    const { status, lines } = translated(files, ['in']);
    expect(status).to.equal(0);
    expect(lines.map(({ rule }) => rule.path)).to.deep.equal([
      'in/T1016.md',
      'in/T1016.md',
      'in/a.analytic',
    ]);
  });

  it('are missed in a page that was named and holds none', () => {
    const { status, lines } = translated({ 'notes.md': '# Notes\n\nNothing here.\n' }, [
      'notes.md',
    ]);
    expect(status).to.equal(1);
    expect(lines.map(({ diagnostics }) => diagnostics.map(brief))).to.deep.equal([
      ['notes.md:1:1 analytic/no-analytic'],
    ]);
  });
});

describe('how analytics are read', () => {
  it('is said by --from, of standard input and of any file', () => {
    const said = ['Image="*\\\\net.exe" CommandLine="*/delete*"'];
    const queries = (files: Files, args: readonly string[], input = '') =>
      translated(files, args, input).lines.map(({ query }) => query);
    expect(queries({}, ['-', '--from', 'analytic'], second)).to.deep.equal(said);
    expect(queries({ 'a.spl': second }, ['a.spl', '--from', 'analytic'])).to.deep.equal(said);
    expect(translated({ 'a.analytic': second }, ['a.analytic', '--from', 'sigma']).status).to.equal(
      1,
    );
  });

  it('puts lost wildcards back by --mend intent, and says so', () => {
    const files = { 'a.analytic': first };
    const { lines } = translated(files, ['a.analytic', '--mend', 'intent']);
    expect(lines.map(({ query }) => query)).to.deep.equal([
      'Image="*\\\\ping.exe" CommandLine="*-t*"',
    ]);
    expect(lines[0]!.diagnostics.map(({ message }) => message)).to.include(
      '"-t" is read as "*-t*", which it must have been.',
    );
  });

  it('takes values by --set, without which it is refused', () => {
    const files = { 'a.analytic': 'Image=a.exe | where Size > limit | where Owner="<owner>"' };
    const refused = translated(files, ['a.analytic']);
    expect([refused.status, refused.lines[0]!.query]).to.deep.equal([1, null]);
    const { status, lines } = translated(files, [
      'a.analytic',
      '--set',
      'limit=5',
      '--set',
      'owner=a=b',
    ]);
    expect(status).to.equal(0);
    expect(lines[0]!.query).to.contain('5').and.to.contain('a=b');
  });

  it('is no value without a name, and no word that is none', () => {
    for (const args of [
      ['--set', 'limit'],
      ['--set', '=5'],
      ['--mend', 'all'],
      ['--from', 'spl'],
    ])
      expect(translated({ 'a.analytic': second }, ['a.analytic', ...args]).status).to.equal(2);
  });

  it('is shown side by side by explain', () => {
    const { status, stdout } = runOn({ 'a.analytic': first }, [
      'explain',
      'a.analytic',
      '--mend',
      'intent',
    ]);
    expect(status).to.equal(0);
    expect(stdout).to.contain('-t').and.to.contain('*-t*');
  });
});

describe('convert', () => {
  it('writes each analytic of a page as a Sigma rule that means the same', () => {
    const page = { 'T1016.md': pages['T1016.md']! };
    const { status, stdout } = runOn(page, ['convert', 'T1016.md']);
    expect(status).to.equal(0);
    for (const part of [/^title: Endless ping$/m, /^ {2}- attack\.t1016$/m, /^---$/m])
      expect(stdout).to.match(part);
    const again = translated({ 'rules.yml': stdout }, ['rules.yml']).lines;
    const before = translated(page, ['T1016.md']).lines;
    const brought = (lines: typeof before) =>
      lines.map(({ rule, query, fidelity }) => [rule.id, rule.title, query, fidelity]);
    expect(brought(again)).to.deep.equal(brought(before));
  });

  it('writes a file for each into a folder, and no file for what is refused', () => {
    const { status, stdout, stderr } = runOn(
      { 'in/T1016.md': pages['T1016.md']!, 'in/b.analytic': 'Image=a.exe | where Size > limit' },
      ['convert', 'in', '--out', 'out'],
    );
    expect([status, stdout]).to.deep.equal([1, '']);
    expect(stderr).to.contain('in/b.analytic:1:28 error analytic/unknown-name');
    expect(stderr).to.match(/^2 rules written as Sigma$/m);
  });

  it('says at the top of a rule why it finds more than its source', () => {
    const { stdout } = runOn({ 'a.analytic': 'Image=a.exe | dedup User' }, [
      'convert',
      'a.analytic',
    ]);
    expect(stdout).to.match(/^# Finds more than its source: "dedup" keeps some/);
  });
});

describe('rulewright test, over analytics', () => {
  const found = (files: Files, args: readonly string[], input = '') => {
    const { status, stdout } = runOn(files, ['test', ...args, '--format', 'jsonl'], { input });
    return {
      status,
      lines: stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { matches: readonly { line: number }[] })
        .map(({ matches }) => matches.map(({ line }) => line)),
    };
  };
  const events = [
    { Image: 'C:\\ping.exe', CommandLine: 'ping -t b' },
    { Image: 'C:\\ping.exe', CommandLine: '-t' },
    { Image: 'C:\\net.exe', CommandLine: 'net use /delete' },
    { Size: 7 },
  ]
    .map((event) => JSON.stringify(event))
    .join('\n');

  it('means what translate writes: by --from, --mend and --set', () => {
    const files = { 'e.ndjson': events, 'T1016.md': pages['T1016.md']!, 'a.spl': first };
    const over = ['--events', 'e.ndjson'];
    expect(found(files, ['T1016.md', ...over])).to.deep.equal({ status: 0, lines: [[2], [3]] });
    expect(found(files, ['T1016.md', '--mend', 'intent', ...over]).lines).to.deep.equal([
      [1, 2],
      [3],
    ]);
    expect(found(files, ['a.spl', '--from', 'analytic', ...over]).lines).to.deep.equal([[2]]);
    const limit = '| where Size > limit';
    const read = ['-', '--from', 'analytic', ...over];
    expect(found(files, read, `Size=* ${limit}`).status).to.equal(1);
    expect(found(files, [...read, '--set', 'limit=6'], `Size=* ${limit}`)).to.deep.equal({
      status: 0,
      lines: [[4]],
    });
  });

  it('runs the tests that stand beside a page, and not those of a rule of the same name', () => {
    const text =
      'rule: Endless ping\nfinds:\n  - {Image: "C:\\\\ping.exe", CommandLine: ping -t b}\n';
    const files = { 'T1016.md': pages['T1016.md']!, 'T1016.test.yml': text };
    for (const path of ['T1016.md', '.']) {
      const said = (args: readonly string[]) => {
        const { status, stderr } = runOn(files, ['test', path, ...args]);
        return [status, stderr.split('\n').at(-2)];
      };
      expect(said(['--mend', 'intent'])).to.deep.equal([
        0,
        '2 rules, 0 events: 0 matches by 0 rules; 1 test, 0 failed',
      ]);
      expect(said([])[0]).to.equal(1);
    }
    const rule =
      'title: Endless ping\ndetection: {a: {b: c}, condition: a}\nlogsource: {product: x}\n';
    const both = { ...files, 'T1016.yml': rule };
    expect(runOn(both, ['test', 'T1016.md', '--mend', 'intent']).stderr).to.contain('nothing');
  });
});

onCorpus('rulewright test, over a page that was copied', () => {
  it('finds exactly the events that are labelled, as it is printed and as it was meant', () => {
    // what fields are called in each channel is a pipeline's to say; here the events are brought to one name
    const events = readLines<Event>('corpus/t1070.005-synthetic.raw.ndjson.gz').map((event) =>
      'NewProcessName' in event ? { ...event, Image: event.NewProcessName } : event,
    );
    const path = 'T1070.005.ru.txt';
    const files = {
      [path]: readFileSync(join(shared, 'corpus/pages', path)),
      'events.ndjson.gz': gzipSync(events.map((event) => JSON.stringify(event)).join('\n')),
    };
    for (const [mend, label] of [
      ['faithful', 'pt_text_exact'],
      ['intent', 'attack_v17_wildcards'],
    ] as const) {
      const { status, stdout } = runOn(files, [
        ...['test', path, '--events', 'events.ndjson.gz'],
        ...['--mend', mend, '--format', 'jsonl'],
      ]);
      const { matches } = JSON.parse(stdout) as { matches: readonly { line: number }[] };
      const labelled = events.flatMap(({ _labels }, i) =>
        (_labels as Record<string, boolean>)[label] ? [i + 1] : [],
      );
      expect(labelled).to.not.be.empty;
      expect([status, matches.map(({ line }) => line)]).to.deep.equal([0, labelled]);
    }
  });
});
