import { expect } from 'chai';
import { linesOf, ruleOf, runOn } from './rules.ts';

/* What is known of a system, by the command line and by settings. */

const rule = `title: A
logsource: {product: windows, category: process_creation}
detection:
  selection: {Image: 'C:\\a.exe'}
  condition: selection
`;
const inElastic = JSON.stringify({
  event: { code: '1' },
  winlog: { channel: 'Microsoft-Windows-Sysmon/Operational' },
  process: { executable: 'C:\\A.exe' },
});
const inSysmon = JSON.stringify({ Image: 'C:\\A.exe' });

const splOf = (files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const ran = runOn({ 'a.yml': rule, 'win/b.yml': rule, ...files }, [
    'translate',
    'a.yml',
    'win',
    '--to',
    'splunk-spl',
    '--format',
    'jsonl',
    ...args,
  ]);
  expect(ran.stderr).to.equal('');
  return linesOf(ran.stdout).map(
    ({ query }) => /\bSource|\bsource|\bChannel/.exec(query as string)?.[0] ?? 'none',
  );
};

describe('what settings say of a system', () => {
  for (const [what, files, args, wanted] of [
    ['nothing', {}, [], ['none', 'none']],
    ['a pipeline for all', { 'rulewright.yml': 'pipeline: [windows]' }, [], ['Channel', 'Channel']],
    [
      'a pipeline for the rules of a folder',
      { 'win/rulewright.yml': 'pipeline: [splunk-windows]' },
      [],
      ['none', 'source'],
    ],
    [
      'none again for a folder',
      { 'rulewright.yml': 'pipeline: [windows]', 'win/rulewright.yml': 'pipeline: []' },
      [],
      ['Channel', 'none'],
    ],
    [
      'another in an environment',
      {
        'rulewright.yml': 'pipeline: [windows]\nenvironments: {prod: {pipeline: [splunk-windows]}}',
      },
      ['--env', 'prod'],
      ['source', 'source'],
    ],
    [
      'one, and the command line another',
      { 'rulewright.yml': 'pipeline: [windows]' },
      ['--pipeline', 'splunk-windows'],
      ['source', 'source'],
    ],
  ] as const)
    it(`is ${what}`, () => expect(splOf(files, ...args)).to.deep.equal(wanted));

  it('is answers to assumptions, which the command line says over', () => {
    const pdql = (...args: readonly string[]) =>
      runOn(
        {
          'a.yml': rule.replace('Image', 'CommandLine'),
          'rulewright.yml': 'assume: {pdql-case: ignored}',
        },
        ['translate', 'a.yml', '--to', 'maxpatrol-pdql', ...args],
      ).stdout;
    expect(pdql()).to.not.equal(pdql('--assume', 'pdql-case=told'));
    expect(pdql()).to.equal(pdql('--assume', 'pdql-case=ignored'));
  });

  it('is told where it names what there is not, and no rule is read', () => {
    const text = 'pipeline: [ecs-window, windows]\nassume:\n  pdql-cas: told\n  pdql-case: tol\n';
    for (const command of [
      ['translate'],
      ['check'],
      ['explain'],
      ['emit', '--artifact', 'splunk-savedsearch', '--out', 'out'],
    ]) {
      const { status, stdout, stderr } = runOn({ 'a.yml': rule, 'rulewright.yml': text }, [
        ...command,
        'a.yml',
      ]);
      expect([status, stdout], command[0]).to.deep.equal([2, '']);
      expect(stderr.match(/^rulewright\.yml:\S+ error \S+/gm)).to.deep.equal([
        'rulewright.yml:1:1 error settings/bad-name',
        'rulewright.yml:3:3 error settings/bad-name',
        'rulewright.yml:4:3 error settings/bad-name',
      ]);
      expect(stderr).to.contain(
        '"ecs-window" is not a pipeline, nor a file of one. Did you mean "ecs-windows"?',
      );
    }
  });

  it('is shown by config, with its place', () => {
    const { stdout } = runOn({ 'rulewright.yml': 'pipeline: [windows]\n' }, ['config']);
    expect(stdout).to.contain('pipeline: ["windows"]  # rulewright.yml:1\n');
    expect(stdout).to.contain('assume: {}  # default\n');
  });

  it('makes artifacts of the fields and the indices of a pipeline', () => {
    const files = { 'a.yml': rule, 'rulewright.yml': 'pipeline: [ecs-windows]' };
    const { status, stdout } = runOn(files, [
      'emit',
      'a.yml',
      '--artifact',
      'elastic-rule',
      '--out',
      'out',
      '--check',
    ]);
    expect(status).to.equal(1);
    expect(stdout).to.contain('process.executable').and.to.contain('winlogbeat-*');
  });
});

describe('rulewright test --pipeline', () => {
  const counts = (...args: readonly string[]) => {
    const files = { 'a.yml': rule, 'e.ndjson': `${inElastic}\n${inSysmon}\n` };
    const line = ['test', 'a.yml', '--events', 'e.ndjson', '--format', 'jsonl', ...args];
    return JSON.parse(runOn(files, line).stdout).matches.map(({ line }: { line: number }) => line);
  };
  it('holds events in the names of a schema', () => {
    expect(counts()).to.deep.equal([2]);
    expect(counts('--pipeline', 'ecs-windows')).to.deep.equal([1]);
  });

  it('refuses a rule that the pipeline refuses, and says why', () => {
    const { status, stdout, stderr } = runOn(
      { 'a.yml': ruleOf('A', '{Image: a}'), 'e.ndjson': inSysmon },
      ['test', 'a.yml', '--events', 'e.ndjson', '--format', 'jsonl', '--pipeline', 'windows'],
    );
    expect(status).to.equal(1);
    expect(stderr).to.contain('error pipeline/log-source');
    expect(JSON.parse(stdout).failures).to.have.length(1);
  });

  it('holds the tests beside a rule against the rule as it is written', () => {
    const files = { 'a.yml': rule, 'a.test.yml': `finds:\n  - Image: C:\\a.exe\n` };
    const { status, stderr } = runOn(files, ['test', 'a.yml', '--pipeline', 'ecs-windows']);
    expect(status, stderr).to.equal(0);
  });
});
