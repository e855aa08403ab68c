import { expect } from 'chai';
import { readText } from '../support/files.ts';
import { rulewright } from '../support/program.ts';
import { runOn, sound } from './rules.ts';

describe('the command line', () => {
  it('says what it can do, and how, on --help', () => {
    const { status, stdout, stderr } = rulewright(['--help']);
    expect([status, stderr]).to.deep.equal([0, '']);
    for (const command of ['translate', 'check', 'test', 'explain', 'list', 'completion'])
      expect(stdout).to.match(new RegExp(`^ +rulewright ${command}\\b`, 'm'));
  });

  for (const command of ['translate', 'check', 'test', 'explain', 'list'])
    it(`gives examples on ${command} --help`, () => {
      const { status, stdout, stderr } = rulewright([command, '--help']);
      expect([status, stderr]).to.deep.equal([0, '']);
      expect(stdout).to.match(new RegExp(`Examples:\\s+rulewright ${command} `));
    });

  it('says its version, the one of its package', () => {
    const { version } = JSON.parse(readText('package.json')) as { version: string };
    expect(rulewright(['--version'])).to.deep.equal({
      status: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  for (const [what, args, said] of [
    ['no command', [], 'Which command?'],
    ['a slip in the command', ['transalte', 'a.yml'], 'Did you mean translate?'],
    ['no path', ['translate'], 'Which files or folders?'],
    ['no path to check', ['check'], 'Which files or folders?'],
    ['an unknown option', ['translate', 'a.yml', '--pretty'], 'Unknown argument: pretty'],
    ['an option of another command', ['check', 'a.yml', '--out', 'b'], 'Unknown argument: out'],
    ['an unknown format', ['translate', 'a.yml', '--format', 'sarif'], '"text", "json", "jsonl"'],
    [
      'a slip in a backend',
      ['translate', 'a.yml', '--to', 'splnk-spl'],
      '"splnk-spl" is not a backend. Did you mean "splunk-spl"?',
    ],
    [
      'one unknown backend of two',
      ['translate', 'a.yml', '--to', 'splunk-spl,kql'],
      '"kql" is not a backend. There are elasticsearch-dsl, maxpatrol-pdql, maxpatrol-xp, opensearch-dsl, splunk-spl, splunk-tstats.',
    ],
    [
      '--to without a backend',
      ['translate', 'a.yml', '--to'],
      'Not enough arguments following: to',
    ],
    [
      '--out without a folder',
      ['translate', 'a.yml', '--out'],
      'Not enough arguments following: out',
    ],
    [
      '--format without one',
      ['check', 'a.yml', '--format'],
      'Not enough arguments following: format',
    ],
    [
      'a slip in an assumption',
      ['translate', 'a.yml', '--assume', 'pdql-cas=told'],
      '"pdql-cas" is not an assumption. Did you mean "pdql-case"?',
    ],
    [
      'an answer that there is not',
      ['explain', 'a.yml', '--assume', 'pdql-case=ignore'],
      '"ignore" is not an answer to pdql-case. Did you mean "ignored"?',
    ],
    [
      'an assumption without an answer',
      ['check', 'a.yml', '--assume', 'pdql-case'],
      '--assume takes NAME=ANSWER, not "pdql-case".',
    ],
    [
      'two answers',
      [
        'emit',
        'a.yml',
        '--artifact',
        'sigma',
        '--out',
        'b',
        '--assume',
        'pdql-case=told,pdql-case=ignored',
      ],
      '--assume answers pdql-case twice.',
    ],
    [
      'a slip in a pipeline',
      ['translate', 'a.yml', '--pipeline', 'maxpatrl'],
      '"maxpatrl" is not a pipeline, nor a file of one. Did you mean "maxpatrol"?',
    ],
    ['a command behind --', ['--', 'translate', 'a.yml'], 'See rulewright --help.'],
    ['an empty backend', ['check', 'a.yml', '--to', ''], '"" is not a backend.'],
    [
      'something unknown to list',
      ['list', 'rules'],
      '"backends", "languages", "pipelines", "artifacts"',
    ],
    ['too much to list', ['list', 'backends', 'languages'], 'Unknown argument: languages'],
  ] as const)
    it(`refuses ${what}, before it reads a rule`, () => {
      const { status, stdout, stderr } = runOn({ 'a.yml': sound }, args);
      expect([status, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.contain(said);
      expect(stderr).to.match(/See rulewright --help\.\n$/);
    });

  it('lists what there is to choose from', () => {
    const { status, stdout, stderr } = rulewright(['list', '--format', 'json']);
    expect([status, stderr]).to.deep.equal([0, '']);
    const all = JSON.parse(stdout) as Record<string, { id: string; title: string }[]>;
    expect(Object.keys(all)).to.deep.equal([
      'backends',
      'languages',
      'pipelines',
      'artifacts',
      'targets',
    ]);
    expect(all.backends?.map(({ id }) => id)).to.deep.equal([
      'elasticsearch-dsl',
      'maxpatrol-pdql',
      'maxpatrol-xp',
      'opensearch-dsl',
      'splunk-spl',
      'splunk-tstats',
    ]);
    for (const { title } of Object.values(all).flat()) expect(title).to.match(/\S/);
  });

  it('lists one kind alone, with a title for each', () => {
    const { stdout } = rulewright(['list', 'backends']);
    expect(stdout).to.match(/^ {2}splunk-spl +Splunk SPL$/m);
    expect(stdout).not.to.contain('sigma');
  });

  it('writes a script that completes', () => {
    const { status, stdout, stderr } = rulewright(['completion']);
    expect([status, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.contain('complete -o bashdefault -o default -F');
  });

  for (const [what, words, completions] of [
    [
      'a command',
      [''],
      'translate\ncheck\ntest\nexplain\ndiff\nconvert\nemit\nconfig\nplan\napply\nrollback\ndestroy\nstatus\nhunt\ndoctor\nlist\ncompletion\n',
    ],
    [
      'a backend',
      ['translate', 'a.yml', '--to', ''],
      'elasticsearch-dsl\nmaxpatrol-pdql\nmaxpatrol-xp\nopensearch-dsl\nsplunk-spl\nsplunk-tstats\n',
    ],
    [
      'another backend, which is not named yet',
      ['translate', '--to', 'splunk-spl,'],
      'splunk-spl,elasticsearch-dsl\nsplunk-spl,maxpatrol-pdql\nsplunk-spl,maxpatrol-xp\nsplunk-spl,opensearch-dsl\nsplunk-spl,splunk-tstats\n',
    ],
  ] as const)
    it(`completes ${what}`, () => {
      const args = ['--get-yargs-completions', 'rulewright', ...words];
      expect(rulewright(args).stdout).to.equal(completions);
    });
});
