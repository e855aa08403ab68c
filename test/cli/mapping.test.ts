import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Asked, ok, type Said, serveFake } from '../deploy/fakes/http.ts';
import { inFolder, rulewright, started, whileInFolder } from '../support/program.ts';

/* The index as it is: from a file, and from a cluster that answers. */

const rule = (name: string, selection: string) =>
  [
    `title: ${name}`,
    'logsource: {product: any}',
    'detection:',
    `  selection: {${selection}}`,
    '  condition: selection',
    '',
  ].join('\n');

const limited = { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };
const mapping = {
  'logs-1': { mappings: { properties: { Line: limited, Image: { type: 'wildcard' } } } },
  'old-1': { mappings: { properties: { Line: { type: 'keyword' } } } },
};

function write(folder: string): void {
  writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
  writeFileSync(join(folder, 'long.yml'), rule('Long', "'Line|contains': abc"));
  writeFileSync(join(folder, 'exact.yml'), rule('Exact', "'Image|contains': abc"));
  writeFileSync(join(folder, 'silent.yml'), rule('Silent', 'image: abc, Line: x'));
}

const run = (...args: string[]) =>
  inFolder((folder) => {
    write(folder);
    return rulewright(args, { cwd: folder });
  });

const linesOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What a cluster says of itself and of its indices; all that it is asked. */
async function answering<T>(
  say: (asked: Asked) => Said | null,
  use: (url: string, asked: readonly Asked[]) => Promise<T>,
): Promise<T> {
  const all: Asked[] = [];
  const fake = await serveFake((asked: Asked): Said => {
    if (asked.steps.join('/') === '')
      return ok({ version: { number: '3.6.0', distribution: 'opensearch' } });
    all.push(asked);
    return (
      say(asked) ?? { status: 403, body: { error: { type: 'security_exception', reason: 'no' } } }
    );
  });
  try {
    return await use(fake.url, all);
  } finally {
    await fake.close();
  }
}

describe('--mapping and --cluster', function () {
  this.timeout(120_000);

  it('say how fields are held', () => {
    const { status, stdout } = run(
      ...['translate', 'long.yml', '--mapping', 'mapping.json', '--index', 'logs-*'],
      ...['--to', 'opensearch-dsl,splunk-spl', '--format', 'jsonl'],
    );
    const [inDsl, inSpl] = linesOf(stdout);
    expect(status).to.equal(0);
    expect([inDsl.fidelity, inSpl.fidelity]).to.deep.equal(['narrower', 'exact']);
    expect(inDsl.query).to.deep.equal({
      wildcard: { 'Line.keyword': { value: '*abc*', case_insensitive: true } },
    });
    expect(inDsl.diagnostics.map(({ code }: { code: string }) => code)).to.deep.equal([
      'mapping/ignore-above',
    ]);
  });

  it('are for those commands that write queries', () => {
    for (const command of ['check', 'explain'])
      expect(
        JSON.stringify(
          run(command, 'long.yml', '--to', 'opensearch-dsl', '--mapping', 'mapping.json'),
        ),
      ).to.include('leaves out texts');
    inFolder((folder) => {
      write(folder);
      const { stderr, status } = rulewright(
        [
          ...['emit', 'long.yml', '--artifact', 'opensearch-monitor', '--out', 'out'],
          ...['--mapping', 'mapping.json'],
        ],
        { cwd: folder },
      );
      expect(stderr).to.include('mapping/');
      expect(status).to.equal(0);
    });
  });

  it('are not for an artifact that brings its own index', () => {
    const { status, stderr } = run(
      ...['emit', 'exact.yml', '--artifact', 'opensearch-percolator', '--out', 'out'],
      ...['--mapping', 'mapping.json'],
    );
    expect([status, stderr]).to.deep.equal([
      2,
      '"opensearch-percolator" brings an index of its own, so no other one\'s mapping is asked.\n',
    ]);
  });

  it('refuse with --strict what the index does not hold', () => {
    const { status, stderr } = run(
      ...['check', 'long.yml', '--mapping', 'mapping.json', '--to', 'opensearch-dsl', '--strict'],
    );
    expect([status, stderr.includes('1 error')]).to.deep.equal([1, true]);
  });

  for (const [what, args, said] of [
    ['both', ['--mapping', 'mapping.json', '--cluster', 'http://localhost:1'], 'give one of them'],
    ['--index alone', ['--index', 'logs-*'], '--mapping or --cluster'],
    ['a file that is not there', ['--mapping', 'no.json'], "can't be read"],
    ['a file that is none', ['--mapping', 'long.yml'], 'This is not JSON'],
    [
      'an index that it does not tell of',
      ['--mapping', 'mapping.json', '--index', 'x*'],
      'no index x*',
    ],
    ['a URL with a password', ['--cluster', 'http://a:b@localhost'], 'ends up in logs'],
    ['nobody at the other end', ['--cluster', 'http://127.0.0.1:1'], 'There was no answer'],
  ] as const)
    it(`refuse ${what}, before a rule is read`, () => {
      const { status, stdout, stderr } = run('translate', 'long.yml', ...args);
      expect([status, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.include(said);
    });

  it('ask a cluster for the indices that are named', () =>
    whileInFolder(async (folder) => {
      write(folder);
      await answering(
        () => ok(mapping),
        async (url, asked) => {
          const args = ['translate', 'long.yml', '--to', 'opensearch-dsl', '--format', 'jsonl'];
          const { stdout, status } = await started(
            [...args, '--cluster', url, '--index', 'logs-1,old-*'],
            {
              cwd: folder,
            },
          ).ended;
          expect(status).to.equal(0);
          expect(JSON.stringify(linesOf(stdout)[0].query)).to.include(
            '{"term":{"_index":"old-1"}}',
          );
          expect(asked.map(({ steps }) => steps)).to.deep.equal([['logs-1,old-*']]);
        },
      );
    }));

  it('ask for what fields can do, where the mapping is not for us', () =>
    whileInFolder(async (folder) => {
      write(folder);
      const keyword = { keyword: { type: 'keyword', searchable: true, aggregatable: true } };
      const text = { text: { type: 'text', searchable: true, aggregatable: false } };
      await answering(
        ({ steps }) =>
          steps[1] === '_field_caps'
            ? ok({ indices: ['logs-1'], fields: { Line: text, 'Line.keyword': keyword } })
            : null,
        async (url) => {
          const args = ['translate', 'long.yml', '--to', 'opensearch-dsl', '--format', 'jsonl'];
          const { stdout } = await started([...args, '--cluster', url], { cwd: folder }).ended;
          const [{ fidelity, diagnostics }] = linesOf(stdout);
          expect(fidelity).to.equal('narrower');
          expect(diagnostics[0].message).to.include('256 characters, as is usual');
        },
      );
    }));

  it('are what hunt asks for by itself', () =>
    whileInFolder(async (folder) => {
      write(folder);
      const searched: string[] = [];
      await answering(
        ({ method, text }) => {
          if (method === 'GET') return ok({ 'logs-1': mapping['logs-1'] });
          searched.push(text);
          const hits = { total: { value: 0 }, hits: [] };
          return ok({ responses: [{ _shards: { total: 1, failed: 0 }, timed_out: false, hits }] });
        },
        async (url, asked) => {
          const { stdout, stderr } = await started(
            ['hunt', '-', '--cluster', url, '--format', 'jsonl', '--index', 'logs-*'],
            { cwd: folder, input: readFileSync(join(folder, 'long.yml'), 'utf8') },
          ).ended;
          expect(linesOf(stdout)[0].fidelity, stderr).to.equal('narrower');
          expect(searched[0]).to.include('Line.keyword');
          expect(asked[0]?.steps).to.deep.equal(['logs-*']);
        },
      );
    }));
});

describe('doctor', function () {
  this.timeout(120_000);
  const doctor = (...args: string[]) =>
    run(
      'doctor',
      '.',
      '--mapping',
      'mapping.json',
      '--index',
      'logs-1',
      '--to',
      'opensearch-dsl',
      ...args,
    );

  it('says how each rule fares, and what would mend most', () => {
    const { status, stdout } = doctor('--format', 'json');
    const report = JSON.parse(stdout);
    expect(status).to.equal(1);
    expect(report.counts).to.deep.equal({ exact: 1, wider: 0, narrower: 1, silent: 1, refused: 0 });
    expect(
      report.rules.map(({ rule, health }: { rule: { title: string }; health: string }) => [
        rule.title,
        health,
      ]),
    ).to.deep.equal([
      ['Exact', 'exact'],
      ['Long', 'narrower'],
      ['Silent', 'silent'],
    ]);
    expect(
      report.changes.map(({ field, code, mends, rules }: Record<string, unknown>) => [
        field,
        code,
        mends,
        rules,
      ]),
    ).to.deep.equal([
      ['Line.keyword', 'ignore-above', 1, 1],
      ['image', 'no-field', 1, 1],
    ]);
  });

  it('says it in words, too', () => {
    const { stdout } = doctor();
    expect(stdout).to.include(
      '3 rules: 1 find what they mean, 0 find more, 1 find less, 1 can find nothing',
    );
    expect(stdout).to.include('There is "Image": the case of names counts.');
    expect(stdout).to.include('1 of 1 rule mended  Line.keyword: raise its ignore_above');
  });

  it('is content where every rule works', () => {
    const { status } = run('doctor', 'exact.yml', '--mapping', 'mapping.json', '--index', 'logs-1');
    expect(status).to.equal(0);
  });

  it('looks at the cluster that the environment names, as hunt does', () =>
    whileInFolder(async (folder) => {
      write(folder);
      await answering(
        () => ok(mapping),
        async (url, asked) => {
          const line = ['doctor', 'exact.yml', '--index', 'logs-1'];
          const { stdout, stderr } = await started(line, {
            cwd: folder,
            env: { RULEWRIGHT_URL: url },
          }).ended;
          expect(stdout, stderr).to.match(/^# \d+ ind/);
          expect(asked[0]?.steps).to.deep.equal(['logs-1']);
        },
      );
    }));

  it('wants to know of which indices', () => {
    const { status, stderr } = run('doctor', 'exact.yml');
    expect([status, stderr]).to.deep.equal([
      2,
      'Which indices? Give --cluster, RULEWRIGHT_URL or --mapping.\nSee rulewright --help.\n',
    ]);
  });
});
