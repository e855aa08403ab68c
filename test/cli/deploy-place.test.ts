import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Alerting } from '../deploy/fakes/alerting.ts';
import { Documents } from '../deploy/fakes/documents.ts';
import { type Asked, type Said, serveFake } from '../deploy/fakes/http.ts';
import { Kibana } from '../deploy/fakes/kibana.ts';
import { Splunk } from '../deploy/fakes/splunk.ts';
import { type Ran, started, whileInFolder } from '../support/program.ts';
import { idA, rule } from './bench.ts';

/* Targets in Kibana and Splunk from the command line: where on the server a set is, and who is let in. */

const secret = 'hunter2"\\ö';
const authorization = `Basic ${Buffer.from(`ann:${secret}`).toString('base64')}`;

type Run = (...line: readonly string[]) => Promise<Ran>;

/** Runs commands in a folder with a rule, against a fake, as somebody whose password is on standard input. */
const inFront = async (
  answer: (asked: Asked) => Said,
  use: (run: Run, folder: string) => Promise<void>,
): Promise<void> => {
  const said: string[] = [];
  const fake = await serveFake(answer);
  await whileInFolder(async (folder) => {
    mkdirSync(join(folder, 'rules'));
    writeFileSync(join(folder, 'rules/a.yml'), rule('a', 'one'));
    const who = ['--url', fake.url, '--username', 'ann', '--password-stdin'];
    await use(async (...line) => {
      const ran = await started([...line, ...who], { cwd: folder, input: `${secret}\n` }).ended;
      said.push(ran.stdout, ran.stderr);
      return ran;
    }, folder);
  }).finally(() => fake.close());
  for (const form of ['hunter2', authorization.slice(6)])
    expect(said.join('\n')).to.not.include(form);
};

describe('a set in Splunk', function () {
  this.timeout(120_000);
  const to = ['--to', 'splunk', '--set', 'soc'];
  const place = ['--app', 'soc', '--owner', 'ann'];

  it('is applied where the command line says, seen there, and removed from there', async () => {
    const splunk = new Splunk();
    splunk.authorization = [authorization];
    await inFront(splunk.answer, async (run) => {
      const applied = await run('apply', 'rules', ...to, ...place);
      expect(applied.stdout).to.equal(`create  ${idA}  Rule a\n`);
      expect(applied.status, applied.stderr).to.equal(0);
      expect(splunk.held[0]).to.include({ app: 'soc', owner: 'ann', sharing: 'app' });
      const again = await run('apply', 'rules', ...to, ...place);
      expect(again.stderr).to.match(/0 done, 0 failed, 0 left, 1 as they should be/);
      expect((await run('status', ...to, ...place)).stdout).to.equal(
        `applied  ${idA}  revision 1\n`,
      );
      expect((await run('status', ...to, '--app', 'search')).stdout).to.equal('');
      const back = await run('rollback', ...to, ...place);
      expect(back.status).to.equal(1);
      expect(back.stderr).to.match(
        /^splunk has no place .* rulewright apply PATH --to splunk --set soc\.$/m,
      );
      expect((await run('destroy', ...to, ...place)).status).to.equal(0);
      expect(splunk.held).to.deep.equal([]);
    });
  });

  it('that was planned for one app is applied to no other', async () => {
    const splunk = new Splunk();
    await inFront(splunk.answer, async (run, folder) => {
      const planned = await run('plan', 'rules', ...to, ...place, '--plan-out', 'soc.plan');
      expect(planned.status, planned.stderr).to.equal(0);
      expect(readFileSync(join(folder, 'soc.plan'), 'utf8')).to.not.include('hunter2');
      const elsewhere = await run('apply', 'soc.plan', '--app', 'search', '--owner', 'ann');
      expect(elsewhere.status).to.equal(2);
      expect(elsewhere.stderr).to.match(/is a plan for .*, app soc, owner ann, and this is/);
      expect(splunk.held).to.deep.equal([]);
      expect((await run('apply', 'soc.plan', ...place)).status).to.equal(0);
      expect(splunk.held[0]).to.include({ app: 'soc', owner: 'ann' });
    });
  });

  it('is searches of data models where their pipeline is asked for', async () => {
    const splunk = new Splunk();
    await inFront(splunk.answer, async (run, folder) => {
      const source = 'logsource: {product: windows, category: process_creation}';
      writeFileSync(
        join(folder, 'rules/a.yml'),
        rule('a', 'one')
          .replace(/logsource:.*\n(?: +.*\n)*/, `${source}\n`)
          .replace(/\w+: one/, 'Image: one'),
      );
      const applied = await run(
        'apply',
        'rules',
        ...to,
        ...place,
        '--pipeline',
        'splunk-datamodel',
      );
      expect(applied.status, applied.stderr).to.equal(0);
      expect(JSON.stringify(splunk.held[0])).to.contain('| tstats summariesonly=false');
    });
  });

  for (const [what, line, message] of [
    ['a place of another server', ['--space', 'soc'], /--space is for targets of kibana/],
    ['an app that can be none', ['--app', '../x'], /can't be "\.\.\/x"/],
    ['all users', ['--owner', '-'], /The owner is one user/],
    ['nobody for whom it alone would be', ['--sharing', 'user'], /has to have one: --owner/],
    ['a sharing that there is none of', ['--sharing', 'all'], /user, app or global, not "all"/],
  ] as const)
    it(`is nowhere with ${what}`, async () => {
      const splunk = new Splunk();
      await inFront(splunk.answer, async (run) => {
        const { status, stderr } = await run('status', ...to, ...line);
        expect(status).to.equal(2);
        expect(stderr).to.match(message);
      });
    });

  it("is told of in Splunk's words where Splunk lets nobody in, and no secret", async () => {
    await inFront(
      ({ headers }) => ({
        status: 401,
        body: { messages: [{ type: 'WARN', text: `${headers.authorization} ${secret}` }] },
      }),
      async (run) => {
        const { status, stderr } = await run('apply', 'rules', ...to);
        expect(status).to.equal(2);
        expect(stderr).to.match(/401: who we are is not known there.*\*\*\*/);
      },
    );
  });
});

describe('a set in a folder', function () {
  this.timeout(120_000);

  it('is applied, found to be right, and removed', () =>
    whileInFolder(async (folder) => {
      mkdirSync(join(folder, 'rules'));
      writeFileSync(join(folder, 'rules/a.yml'), rule('a', 'one'));
      const to = ['--to', 'files:splunk-savedsearch', '--set', 'soc', '--folder', 'out'];
      const run: Run = (...line) => started([...line, ...to], { cwd: folder }).ended;
      const conf = 'splunk-savedsearch/savedsearches.conf';
      expect((await run('plan', 'rules', '--plan-out', 'soc.plan')).stdout).to.equal(
        `create  ${conf}\n`,
      );
      const other = started(['apply', 'soc.plan', '--folder', 'elsewhere'], { cwd: folder });
      expect((await other.ended).stderr).to.match(/is a plan for file:.*out, and this is file:/);
      expect((await run('apply', 'rules')).status).to.equal(0);
      expect(readFileSync(join(folder, 'out', conf), 'utf8')).to.include(`[${idA}]`);
      expect((await run('status')).stdout).to.equal(`applied  ${conf}  revision 1\n`);
      expect((await run('apply', 'rules')).stderr).to.match(/^0 done.*1 as they should be/);
      expect((await run('destroy')).status).to.equal(0);
      expect(readdirSync(join(folder, 'out'))).to.deep.equal(['.rulewright']); // what it was
    }));

  it('goes back to what it was before, also from where it was removed', () =>
    whileInFolder(async (folder) => {
      const to = ['--to', 'files:elastic-rule', '--set', 'soc', '--folder', 'out'];
      const run: Run = (...line) => started([...line, ...to], { cwd: folder }).ended;
      const write = (value: string) => writeFileSync(join(folder, 'a.yml'), rule('a', value));
      const text = () => readFileSync(join(folder, 'out/elastic-rule/a.ndjson'), 'utf8');
      write('one');
      expect((await run('apply', 'a.yml')).status).to.equal(0);
      expect((await run('rollback')).stderr).to.match(/was never anything else/);
      write('two');
      expect((await run('apply', 'a.yml')).status).to.equal(0);
      const { status, stdout, stderr } = await run('rollback', '--check');
      expect([status, stderr.slice(0, 22)]).to.deep.equal([1, 'back to revision 1, of']);
      expect(stdout).to.match(/^-.*two.*\n\+.*one/m);
      expect(text()).to.include('two');
      expect((await run('rollback')).status).to.equal(0);
      expect(text()).to.include('one').and.not.include('two');
      expect((await run('destroy')).status).to.equal(0);
      expect((await run('rollback')).status).to.equal(0);
      expect(text()).to.include('one');
      writeFileSync(join(folder, 'out/elastic-rule/a.ndjson'), 'mine');
      const left = await run('rollback', '--to-revision', '2');
      expect([left.status, text()]).to.deep.equal([1, 'mine']);
    }));

  for (const [what, line, message] of [
    ['no artifact', ['--to', 'files', '--folder', 'x'], /--to files:elastic-rule\?/],
    ['an odd artifact', ['--to', 'files:elastic-rle', '--folder', 'x'], /Did you mean/],
    ['no folder', ['--to', 'files:sigma'], /Which folder: --folder DIR\?/],
    ['a space', ['--to', 'files:sigma', '--folder', 'x', '--space', 'y'], /--space is for targets/],
    ['a folder that is none', ['--to', 'files:sigma', '--folder', 'package.json'], /can't be read/],
    ['a folder for a server', ['--to', 'kibana', '--folder', 'x'], /--folder is for targets/],
  ] as const)
    it(`is nowhere with ${what}`, async () => {
      const { status, stderr } = await started(['status', '--set', 'soc', ...line]).ended;
      expect(stderr).to.match(message);
      expect(status).to.equal(2);
    });
});

describe('a set of monitors', function () {
  this.timeout(120_000);
  const to = ['--to', 'opensearch-alerting', '--set', 'soc'];

  it('goes back to what it was before', async () => {
    const alerting = new Alerting();
    const queries = () => [...alerting.held.values()].map(({ monitor }) => JSON.stringify(monitor));
    await inFront(new Documents().before(alerting.answer), async (run, folder) => {
      expect((await run('apply', 'rules', ...to)).status).to.equal(0);
      const [first] = queries();
      expect(first).to.include('"one"');
      writeFileSync(join(folder, 'rules/a.yml'), rule('a', 'two'));
      expect((await run('apply', 'rules', ...to)).status).to.equal(0);
      expect(queries().join()).to.match(/"two"/);
      expect((await run('rollback', ...to)).status).to.equal(0);
      expect(queries().length).to.equal(1);
      expect(queries().join()).to.include('"one"').and.not.include('"two"');
    });
  });
});

describe('a set in Kibana', function () {
  this.timeout(120_000);
  const to = ['--to', 'kibana', '--set', 'soc', '--space', 'soc'];

  it('is applied in its space, and told of what was changed there', async () => {
    const kibana = new Kibana();
    kibana.authorization = authorization;
    await inFront(kibana.answer, async (run) => {
      expect((await run('apply', 'rules', ...to)).status).to.equal(0);
      const held = kibana.spaces.get('soc')!;
      expect([...held.keys()]).to.deep.equal([idA]);
      kibana.save(idA, { name: 'Mine' }, held);
      const drifted = await run('plan', 'rules', ...to);
      expect(drifted.status).to.equal(1);
      expect(drifted.stdout).to.match(/^drift {2}a{8}.*\n--- [\s\S]*-.*"Mine"[\s\S]*\+.*"Rule a"/);
      expect((await run('status', ...to)).stdout).to.match(/^changed/);
      expect((await run('destroy', ...to)).status).to.equal(1);
      expect((await run('apply', 'rules', ...to, '--overwrite-drift')).status).to.equal(0);
      expect((await run('destroy', ...to)).status).to.equal(0);
      expect(held.size).to.equal(0);
    });
  });

  it('is nowhere where something else answers', async () => {
    await inFront(
      () => ({ status: 200, body: '<html>Log in</html>' }),
      async (run) => {
        const { status, stderr } = await run('status', ...to);
        expect(status).to.equal(2);
        expect(stderr).to.match(/answers, but not in JSON/);
      },
    );
  });
});
