import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { root } from '../support/files.ts';
import { inFolder, rulewright } from '../support/program.ts';
import { broken, type Files, ruleOf, runOn, sound, writeFiles } from './rules.ts';

const withId = (id: string, title: string, search = '{Image: a.exe}') =>
  `id: ${id}\n${ruleOf(title, search)}`;
const one = withId('11111111-1111-4111-8111-111111111111', 'One');
const two = withId('22222222-2222-4222-8222-222222222222', 'Two');

/** All files in a folder and below: what each holds. */
const held = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );

/** A folder with these files, and the program run in it as `emit rules --artifact ID --out out ...`. */
function project<T>(
  files: Files,
  use: (run: (...args: readonly string[]) => ReturnType<typeof rulewright>, cwd: string) => T,
): T {
  return inFolder((cwd) => {
    writeFiles(cwd, files);
    return use((...args) => {
      const ran = rulewright(['emit', 'rules', '--out', 'out', ...args], { cwd });
      expect(ran.stderr).not.to.match(/has a bug|^\s+at .+:\d+/m);
      return ran;
    }, cwd);
  });
}

const logSource = 'logsource: {product: windows, category: image_load}\n';
const watches = ['--artifact', 'elastic-watcher'];
const rules = { 'rules/one.yml': one, 'rules/deep/two.yml': two };

describe('emit', () => {
  it('writes a file for each rule, and the lock', () =>
    project(rules, (run, cwd) => {
      expect(run(...watches).status).to.equal(0);
      expect(Object.keys(held(join(cwd, 'out')))).to.deep.equal([
        'elastic-watcher/deep/two.json',
        'elastic-watcher/one.json',
        'rulewright.lock',
      ]);
    }));

  it('writes every artifact that `list` names', () => {
    // one has fields for some log sources only
    const known = one.replace('logsource: {product: windows}\n', logSource);
    project({ 'rules/one.yml': `date: 2026-01-31\n${known}` }, (run, cwd) => {
      const { artifacts } = JSON.parse(
        rulewright(['list', 'artifacts', '--format', 'json']).stdout,
      );
      const ids = (artifacts as readonly { readonly id: string }[]).map(({ id }) => id);
      expect(run('--artifact', ids.join(',')).status).to.equal(0);
      const folders = Object.keys(held(join(cwd, 'out'))).map((path) => path.split('/')[0]);
      expect([...new Set(folders)]).to.have.members([...ids, 'rulewright.lock']);
    });
  });

  it('writes nothing where nothing has changed', () =>
    project(rules, (run, cwd) => {
      run(...watches);
      const times = () =>
        Object.keys(held(join(cwd, 'out'))).map((path) => statSync(join(cwd, 'out', path)).mtimeMs);
      const before = times();
      const { status, stderr } = run(...watches);
      expect([status, stderr]).to.deep.equal([0, '0 written, 0 removed, 2 as they were\n']);
      expect(times()).to.deep.equal(before);
    }));

  it('writes the same bytes wherever the project is', () => {
    const there = project(rules, (run, cwd) => run(...watches) && held(join(cwd, 'out')));
    const here = project(rules, (run, cwd) => run(...watches) && held(join(cwd, 'out')));
    expect(here).to.deep.equal(there);
  });

  it('tells by --check what is stale, edited, missing and orphaned, and shows how', () =>
    project({ ...rules, 'rules/gone.yml': sound, 'rules/x.yml': withId('x', 'X') }, (run, cwd) => {
      run(...watches);
      expect(run(...watches, '--check').status).to.equal(0);
      writeFiles(cwd, { 'rules/one.yml': one.replace('a.exe', 'b.exe') });
      const edited = join(cwd, 'out/elastic-watcher/deep/two.json');
      writeFileSync(edited, readFileSync(edited, 'utf8').replace('"5m"', '"9m"'));
      rmSync(join(cwd, 'rules/gone.yml'));
      rmSync(join(cwd, 'out/elastic-watcher/x.json'));
      const before = held(cwd);
      const { status, stdout } = run(...watches, '--check');
      expect(status).to.equal(1);
      expect(stdout.match(/^(?:stale|edited|missing|orphaned) .*$/gm)).to.deep.equal([
        'edited elastic-watcher/deep/two.json',
        'orphaned elastic-watcher/gone.json',
        'stale elastic-watcher/one.json',
        'missing elastic-watcher/x.json',
      ]);
      expect(stdout).to.match(/^-\s+"interval": "9m"\n\+\s+"interval": "5m"$/m);
      expect(stdout).to.match(/^-.*a\.exe.*\n\+.*b\.exe/m);
      expect(held(cwd), 'changed by --check').to.deep.equal(before);
    }));

  it('removes what nothing makes any more, with the folders that leaves empty', () =>
    project(rules, (run, cwd) => {
      run(...watches);
      rmSync(join(cwd, 'rules/deep'), { recursive: true });
      expect(run(...watches).status).to.equal(0);
      expect(readdirSync(join(cwd, 'out/elastic-watcher'))).to.deep.equal(['one.json']);
      expect(run(...watches, '--check').status).to.equal(0);
    }));

  it('leaves alone what somebody else wrote, until it is told to write over it', () =>
    project({ ...rules, 'out/elastic-watcher/one.json': 'mine' }, (run, cwd) => {
      const first = run(...watches);
      expect([first.status, first.stderr]).to.deep.equal([
        1,
        'elastic-watcher/one.json was there before and is left as it is; --force writes over it.\n1 written, 0 removed, 0 as they were\n',
      ]);
      expect(held(join(cwd, 'out'))['elastic-watcher/one.json']).to.equal('mine');
      expect(run(...watches, '--force').status).to.equal(0);
      writeFiles(cwd, { 'out/elastic-watcher/deep/two.json': 'edited' });
      expect(run(...watches).status).to.equal(1);
      expect(held(join(cwd, 'out'))['elastic-watcher/deep/two.json']).to.equal('edited');
      expect(run(...watches, '--force').status).to.equal(0);
      expect(run(...watches, '--check').status).to.equal(0);
    }));

  it('keeps what other artifacts made in the same folder', () =>
    project(rules, (run) => {
      run(...watches);
      run('--artifact', 'markdown');
      expect(run(...watches, '--check').status).to.equal(0);
      expect(run('--artifact', 'markdown,elastic-watcher', '--check').status).to.equal(0);
    }));

  it('makes nothing of a refused rule, says why, and goes on', () =>
    project({ ...rules, 'rules/broken.yml': broken }, (run, cwd) => {
      const { status, stderr } = run(...watches);
      expect(status).to.equal(1);
      expect(stderr).to.match(/^rules\/broken\.yml:4:21 error sigma\/unknown-modifier/m);
      expect(Object.keys(held(join(cwd, 'out'))).length).to.equal(3);
    }));

  it('looks with --changed-since only at what differs from a commit', () =>
    project({ ...rules, 'rules/broken.yml': broken }, (run, cwd) => {
      const git = (...args: readonly string[]) =>
        spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd });
      run(...watches);
      git('init', '-q');
      git('add', '-A');
      git('commit', '-qm', 'all');
      expect(run(...watches, '--changed-since', 'HEAD', '--check').status).to.equal(0);
      writeFiles(cwd, {
        'rules/one.yml': one.replace('a.exe', 'b.exe'),
        'out/elastic-watcher/deep/two.json': 'edited',
      });
      const { status, stdout } = run(...watches, '--changed-since', 'HEAD', '--check');
      expect(status).to.equal(1);
      expect(stdout.match(/^\w+ elastic.*$/gm)).to.deep.equal(['stale elastic-watcher/one.json']);
      for (const ref of ['nothing', '--output=x', 'HEAD; touch x'])
        expect(run(...watches, `--changed-since=${ref}`).status, ref).to.equal(2);
    }));

  it('looks at all with --changed-since where a pipeline or a list that it names differs', () =>
    project(
      {
        ...rules,
        'rulewright.yml': 'pipeline: [p/p.yml]',
        'p/p.yml':
          'transformations: [{type: field_name_suffix, suffix: .x}, {type: file_placeholders, path: l.txt}]\n',
        'p/l.txt': 'x',
      },
      (run, cwd) => {
        const git = (...args: readonly string[]) =>
          spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
            cwd,
          });
        run(...watches);
        git('init', '-q');
        git('add', '-A');
        git('commit', '-qm', 'all');
        const seen = () => {
          const { stdout } = run(...watches, '--changed-since', 'HEAD', '--check');
          return stdout.match(/^stale elastic\S+/gm)?.length ?? 0;
        };
        expect(seen()).to.equal(0);
        writeFiles(cwd, { 'out/elastic-watcher/one.json': 'edited', 'p/l.txt': 'y' });
        const { stdout } = run(...watches, '--changed-since', 'HEAD', '--check');
        expect(stdout).to.contain('edited elastic-watcher/one.json');
        writeFiles(cwd, {
          'p/p.yml': 'transformations: [{type: field_name_suffix, suffix: .y}]\n',
        });
        expect(run(...watches, '--force').status).to.equal(0);
        expect(seen()).to.equal(0);
      },
    ));

  it('gives hostile names to nobody: neither files nor objects', () => {
    const names = ['con', 'NUL.x', 'a', 'A', 'x...', '[s]', 'é😀', 'x'.repeat(240), '-rf', ' '];
    const files = names.map((name, i) => [
      `rules/${name}.yml`,
      withId(['"\n[x]"', '..', '../../x', '""', 'a/b', 'A', 'a', '{{x}}', '~', 'ok'][i]!, name),
    ]);
    project(Object.fromEntries(files) as Files, (run, cwd) => {
      run('--artifact', 'elastic-watcher,splunk-savedsearch');
      const made = Object.keys(held(join(cwd, 'out'))).filter((path) => path.endsWith('.json'));
      expect(made.length).to.equal(names.length);
      expect(new Set(made.map((path) => path.toLowerCase())).size).to.equal(names.length);
      for (const path of made) {
        expect(path).to.match(/^elastic-watcher\/[\w-][\w.-]{0,210}\.json$/);
        expect(path).not.to.match(/\/(?:con|nul)\./i);
      }
      const conf = held(join(cwd, 'out'))['splunk-savedsearch/savedsearches.conf']!;
      const stanzas = conf.match(/^\[.*$/gm)!;
      expect(new Set(stanzas.map((name) => name.toLowerCase())).size).to.equal(names.length);
      for (const name of stanzas) expect(name).to.match(/^\[[A-Za-z0-9][\w.-]*\]$/);
    });
  });

  const starts = withId('33333333-3333-4333-8333-333333333333', 'Three').replace(
    /logsource: .*\n/,
    'logsource: {product: windows, category: process_creation}\n',
  );
  const searches = 'splunk-savedsearch/savedsearches.conf';

  it('writes a search of data models where their pipeline is asked for, and of events elsewhere', () =>
    project(
      {
        'rules/one.yml': starts,
        'rules/own/three.yml': starts.replaceAll('3333-', '4444-'),
        'rules/own/rulewright.yml': 'pipeline: [splunk-datamodel]\n',
      },
      (run, cwd) => {
        const asked = '--artifact';
        expect(run(asked, 'splunk-savedsearch,splunk-correlation-search').status).to.equal(0);
        const files = held(join(cwd, 'out'));
        for (const path of [searches, 'splunk-correlation-search/savedsearches.conf'])
          expect(files[path]!.match(/^search = \S+ ?t?/gm)).to.deep.equal([
            'search = Image="a.exe"',
            'search = | t',
          ]);
        expect(run(asked, 'splunk-savedsearch', '--pipeline', 'splunk-cim').status).to.equal(0);
        expect(held(join(cwd, 'out'))[searches]).not.to.contain('tstats');
      },
    ));

  it('puts no base in front of a search that begins with a command', () =>
    project({ 'rules/one.yml': starts, 'rulewright.yml': 'base: index=main\n' }, (run) => {
      const line = ['--artifact', 'splunk-savedsearch', '--pipeline', 'splunk-datamodel'];
      const { status, stderr } = run(...line);
      expect(status).to.equal(1);
      expect(stderr).to.match(/rulewright\.yml:1:1 error \S+no-base/);
    }));

  it('writes what a pipeline makes of a rule, for the indices that it knows', () =>
    project(
      {
        'rules/one.yml': one.replace(/logsource: .*\n/, logSource),
        'rules/own/two.yml': two.replace(/logsource: .*\n/, logSource),
        'rules/own/rulewright.yml': 'index: [own-*]\n',
      },
      (run, cwd) => {
        const { status } = run('--artifact', 'elastic-rule', '--pipeline', 'ecs-windows');
        expect(status).to.equal(0);
        const files = held(join(cwd, 'out'));
        const bodies = ['one', 'own/two'].map((name) => files[`elastic-rule/${name}.ndjson`]!);
        const indices = bodies.map((body) => (JSON.parse(body) as { index: string[] }).index);
        expect(indices).to.deep.equal([
          ['winlogbeat-*', 'logs-windows.forwarded-*', 'logs-windows.sysmon_operational-*'],
          ['own-*'],
        ]);
        for (const body of bodies) {
          expect(body).to.contain('process.executable');
          expect(body).not.to.contain('"Image"');
        }
      },
    ));

  it('maps fields of a pipeline with the types that it knows', () =>
    project(
      {
        'rules/one.yml': ruleOf(
          'One',
          '{DestinationIp|cidr: 10.0.0.0/8, Image: x, constructor: y}',
        ).replace(/logsource: .*/, 'logsource: {product: windows, category: network_connection}'),
      },
      (run, cwd) => {
        run('--artifact', 'opensearch-percolator', '--pipeline', 'ecs-windows');
        const files = held(join(cwd, 'out'));
        const { mappings } = JSON.parse(files['opensearch-percolator/index.json']!);
        const types = ['destination.ip', 'process.executable', 'event.code'].map(
          (field) => mappings.properties[field].type,
        );
        expect(types).to.deep.equal(['ip', 'keyword', 'keyword']);
        expect(files['opensearch-percolator/queries.ndjson']).to.contain(
          '{"term":{"destination.ip":"10.0.0.0/8"}}',
        );
      },
    ));

  it('takes templates of your own, and says where one is wrong', () => {
    const mine = {
      ...rules,
      'mine/note/about.json': '{"title": "A note", "takes": ["splunk-spl"], "extension": ".txt"}',
      'mine/note/template.txt.hbs': '{{text name}}: {{text query}}',
      'mine/bad/about.json': '{"title": "Bad", "extension": ".json"}',
      'mine/bad/template.json.hbs': '{"a": {{text title}} }',
    };
    project(mine, (run, cwd) => {
      expect(run('--templates', 'mine', '--artifact', 'note').status).to.equal(0);
      expect(held(join(cwd, 'out'))['note/one.txt']).to.equal(
        '11111111-1111-4111-8111-111111111111: Image="a.exe"\n',
      );
      const bad = run('--templates', 'mine', '--artifact', 'bad');
      expect(bad.status).to.equal(1);
      expect(bad.stderr).to.match(/error emit\/template/);
    });
  });

  it('takes templates of your own that make a folder for each rule', () => {
    const about = (more: object) =>
      JSON.stringify({ title: 'A pair', takes: ['splunk-spl'], ...more });
    const mine = {
      ...rules,
      'mine/pair/about.json': about({ rule: ['rule.txt', 'more/about.txt'] }),
      'mine/pair/rule.txt.hbs': '{{text folder}}: {{text query}}',
      'mine/pair/more/about.txt.hbs': '{{text title}}',
    };
    project(mine, (run, cwd) => {
      expect(run('--templates', 'mine', '--artifact', 'pair').status).to.equal(0);
      const files = held(join(cwd, 'out'));
      expect(files['pair/one/rule.txt']).to.equal('one: Image="a.exe"\n');
      expect(files).to.include.keys('pair/one/more/about.txt');
      expect(run('--templates', 'mine', '--artifact', 'pair', '--check').status).to.equal(0);
    });
    for (const more of [{ rule: ['a', '../b'] }, { rule: 'a' }, { rule: ['a'], extension: '.txt' }])
      project({ ...mine, 'mine/pair/about.json': about(more) }, (run) => {
        const { status, stderr } = run('--templates', 'mine', '--artifact', 'pair');
        expect(status).to.equal(2);
        expect(stderr).to.match(/"rule"/);
      });
  });

  for (const [what, args, said] of [
    [
      'an artifact that there is not',
      ['--artifact', 'elastic-wacher'],
      /Did you mean "elastic-wat/,
    ],
    ['a folder of templates that there is not', [...watches, '--templates', 'no'], /can't be read/],
    ['an environment that no settings name', [...watches, '--env', 'prod'], /no-environment/],
  ] as const)
    it(`can't use ${what}`, () => {
      const { status, stderr } = runOn(rules, ['emit', 'rules', '--out', 'out', ...args]);
      expect(status).to.equal(2);
      expect(stderr).to.match(said);
    });

  it('takes no lock that leads out of the folder', () => {
    const file = { artifact: 'elastic-watcher', from: null, hash: '' };
    const lock = { version: 1, compiler: '', pipelines: '', rules: {}, files: { '../x': file } };
    project({ ...rules, 'out/rulewright.lock': JSON.stringify(lock), x: 'kept' }, (run, cwd) => {
      expect(run(...watches).status).to.equal(2);
      expect(readFileSync(join(cwd, 'x'), 'utf8')).to.equal('kept');
    });
  });

  it('leaves a folder that is fresh or stale, whenever it is killed', async function () {
    this.timeout(300_000);
    const many = Array.from({ length: 120 }, (_, i) => [
      `rules/r${i}.yml`,
      withId(`rule-${i}`, `Rule ${i}`),
    ]);
    const folder = inFolder((cwd) => cwd);
    try {
      writeFiles(folder, Object.fromEntries(many) as Files);
      const args = ['emit', 'rules', '--artifact', 'elastic-watcher,markdown', '--out', 'out'];
      rulewright(args, { cwd: folder }); // builds the program, too
      const kills = Number(process.env.RULEWRIGHT_KILLS ?? 8);
      for (let i = 0; i < kills; i++) {
        const every = { schedule: { every: `${(i % 50) + 1}m` } };
        writeFiles(folder, { 'rulewright.yml': JSON.stringify(every) });
        const started = performance.now();
        const child = spawn(process.execPath, [join(root, 'dist/cli/main.cjs'), ...args], {
          cwd: folder,
          stdio: 'ignore',
        });
        const ended = new Promise((resolve) => child.once('exit', resolve));
        const out = join(folder, 'out/.rulewright-drafts');
        // from its first draft on there is something to break
        const isAtWork = () => {
          try {
            return statSync(out).isDirectory();
          } catch {
            return child.exitCode !== null || performance.now() - started > 20_000;
          }
        };
        while (!isAtWork()) await new Promise((resolve) => setTimeout(resolve, 1));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
        child.kill('SIGKILL');
        await ended;
        for (const [path, text] of Object.entries(held(join(folder, 'out/elastic-watcher'))))
          expect(() => JSON.parse(text), path).not.to.throw();
        const { status, stdout } = rulewright([...args, '--check'], { cwd: folder });
        expect(stdout).not.to.match(/^(?:edited|foreign) /m);
        expect([0, 1]).to.include(status);
      }
      rulewright(args, { cwd: folder });
      expect(rulewright([...args, '--check'], { cwd: folder }).status).to.equal(0);
      expect(readdirSync(join(folder, 'out')).sort()).to.deep.equal([
        'elastic-watcher',
        'markdown',
        'rulewright.lock',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
