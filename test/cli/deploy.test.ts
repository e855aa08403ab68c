import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { splitComment } from '../../src/deploy/kit/comment.ts';
import { started, whileInFolder } from '../support/program.ts';
import { serve } from '../support/server.ts';
import { idA, idB, onBench, rule, to } from './bench.ts';

describe('plan, apply, status and destroy', function () {
  this.timeout(120_000);

  it(
    'bring rules to a target, once',
    onBench(async (bench) => {
      const planned = await bench.run('plan');
      expect(planned).to.deep.equal({
        status: 0,
        stdout: `create  ${idA}  Rule a\ncreate  ${idB}  Rule b\n`,
        stderr: '2 to create\n',
      });
      expect((await bench.run('plan', '--check')).status).to.equal(1);
      expect(bench.names).to.deep.equal([]);
      const applied = await bench.run('apply');
      expect(applied).to.deep.equal({
        status: 0,
        stdout: `create  ${idA}  Rule a\ncreate  ${idB}  Rule b\n`,
        stderr: '2 done, 0 failed, 0 left, 0 as they should be\n',
      });
      expect(bench.names).to.deep.equal([idA, idB]);
      const { writes } = bench.scripts;
      expect(await bench.run('apply')).to.deep.equal({
        status: 0,
        stdout: '',
        stderr: '0 done, 0 failed, 0 left, 2 as they should be\n',
      });
      expect(bench.scripts.writes).to.equal(writes);
      expect((await bench.run('plan', '--check')).status).to.equal(0);
      expect((await bench.run('status')).stdout).to.equal(
        `applied  ${idA}  revision 1\napplied  ${idB}  revision 1\n`,
      );
      expect((await bench.run('destroy')).status).to.equal(0);
      expect(bench.names).to.deep.equal([]);
    }),
  );

  it(
    'change what has changed, and remove what is gone',
    onBench(async (bench) => {
      await bench.run('apply');
      bench.write('a.yml', rule('a', 'two'));
      bench.remove('b.yml');
      const { stdout } = await bench.run('plan');
      expect(stdout).to.match(/^update {2}a{8}\S* {2}Rule a\n--- a\/a{8}/);
      expect(stdout).to.match(/^-.*"one".*\n\+.*"two"/m);
      expect(stdout).to.match(/^delete {2}b{8}/m);
      await bench.run('apply');
      expect(bench.names).to.deep.equal([idA]);
      const { mark } = splitComment(bench.scripts.held.get(idA)!.source);
      expect(mark).to.include({ set: 'soc', rule: idA, revision: 2 });
    }),
  );

  it(
    'leave what was changed by hand, until they are told otherwise',
    onBench(async (bench) => {
      await bench.run('apply');
      bench.edit(idA, (source) => source.replace('"one"', '"mine"'));
      for (const command of ['plan', 'apply']) {
        const { status, stdout } = await bench.run(command);
        expect(status, command).to.equal(1);
        expect(stdout).to.match(/^drift {2}a{8}\S* {2}Rule a \(.*--overwrite-drift\)/);
      }
      expect((await bench.run('status')).stdout).to.match(/^changed {2}a{8}/);
      expect(bench.scripts.held.get(idA)!.source).to.include('"mine"');
      expect((await bench.run('destroy')).status).to.equal(1);
      expect(bench.names).to.deep.equal([idA]);
      expect((await bench.run('apply', '--overwrite-drift')).status).to.equal(0);
      expect(bench.scripts.held.get(idA)!.source).to.not.include('"mine"');
    }),
  );

  it(
    "leave what is somebody else's",
    onBench(async (bench) => {
      const foreign = { lang: 'mustache', source: '{"query":{}}' };
      bench.scripts.held.set(idA, foreign);
      bench.scripts.held.set('z', foreign);
      const { status, stdout } = await bench.run('apply', '--overwrite-drift');
      expect(status).to.equal(1);
      expect(stdout).to.match(/^create {2}b{8}.*\nconflict {2}a{8}/);
      await bench.run('destroy');
      expect(bench.names).to.deep.equal([idA, 'z']);
      expect(bench.scripts.held.get(idA)).to.equal(foreign);
      await bench.run('apply', '--overwrite-drift', '--adopt');
      expect(bench.scripts.held.get(idA)).to.not.equal(foreign);
    }),
  );

  it(
    'leave other sets',
    onBench(async (bench) => {
      await bench.run('apply');
      const before = [...bench.scripts.held];
      const { status, stdout } = await bench.run('apply', '--set', 'red');
      expect(status).to.equal(2); // a set has one name
      expect(stdout).to.equal('');
      expect([...bench.scripts.held]).to.deep.equal(before);
    }),
  );

  it(
    'keep what a rule made that is broken now',
    onBench(async (bench) => {
      await bench.run('apply');
      bench.write('a.yml', rule('a', 'one').replace('condition: selection', 'condition: nothing'));
      const { status, stdout } = await bench.run('apply');
      expect(status).to.equal(1);
      expect(stdout).to.match(/^keep {2}a{8}.*refused/);
      bench.write('a.yml', 'title: [');
      expect((await bench.run('apply')).stdout).to.match(/^keep {2}a{8}/);
      expect(bench.names).to.deep.equal([idA, idB]);
    }),
  );

  it(
    'are read by programs',
    onBench(async (bench) => {
      const { stdout } = await bench.run('plan', '--format', 'json');
      expect(JSON.parse(stdout)).to.deep.equal({
        to: 'elasticsearch-search-template',
        set: 'soc',
        steps: [idA, idB].map((name) => ({
          step: 'create',
          name,
          title: `Rule ${name[0]}`,
          rule: name,
          revision: null,
          reason: null,
          changes: null,
        })),
      });
      await bench.run('apply');
      const { objects } = JSON.parse((await bench.run('status', '--format', 'json')).stdout);
      expect(objects[0]).to.include({ name: idA, set: 'soc', rule: idA, state: 'applied' });
    }),
  );

  for (const [what, args, fault] of [
    ['no target', ['--to', 'nowhere'], /"nowhere" is not a target/],
    ['a target that is misspelled', ['--to', 'opensearch-percolater'], /Did you mean/],
    [
      'a set that can be no name',
      ['--to', 'opensearch-percolator', '--set', 'A*'],
      /can't be called/,
    ],
    ['nobody there', [...to, '--url', 'http://127.0.0.1:9'], /no answer/],
  ] as const)
    it(`end with 2 where there is ${what}`, async () => {
      const set = (args as readonly string[]).includes('--set') ? [] : ['--set', 'soc'];
      const { status, stderr } = await started(['status', ...set, ...args]).ended;
      expect(status).to.equal(2);
      expect(stderr).to.match(fault);
    });

  for (const [what, args, fault] of [
    ['nowhere to go', [], 'Which cluster? Give --url, RULEWRIGHT_URL or a profile.\n'],
    [
      'no URL',
      ['--url', 'localhost:9200'],
      'The URL of the cluster begins with https:// or http://.\n',
    ],
    [
      'a time that is none',
      ['--url', 'http://127.0.0.1:9', '--backtest', 'week'],
      'A time is a number of minutes, hours or days, or all: 30m, 12h, 7d.\n',
    ],
  ] as const)
    it(`say that there is ${what} before they read rules`, async () => {
      const { status, stderr } = await started(['plan', 'missing', ...to, ...args]).ended;
      expect([status, stderr]).to.deep.equal([2, fault]);
    });
});

describe('secrets', function () {
  this.timeout(120_000);
  const secret = 'hunter2"\\ö';

  it('are in nothing that a command writes, whatever the other end says', async () => {
    const server = await serve((request, response) => {
      const { authorization } = request.headers;
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ error: { type: secret, reason: `${authorization} ${secret}` } }),
      );
    });
    try {
      for (const command of ['plan', 'apply', 'status', 'destroy']) {
        const paths = command === 'plan' || command === 'apply' ? ['examples'] : [];
        const who = ['--username', 'ann', '--password-stdin'];
        const line = [command, ...paths, ...to, '--url', server.url, ...who];
        const { status, stdout, stderr } = await started(line, { input: `${secret}\n` }).ended;
        expect(status, command).to.equal(2);
        expect(stderr).to.match(/401: who we are is not known there/);
        const sent = Buffer.from(`ann:${secret}`).toString('base64');
        for (const form of [sent, 'hunter2']) expect(stdout + stderr).to.not.include(form);
      }
    } finally {
      await server.close();
    }
  });

  it('are taken from no profile that others can read', () =>
    whileInFolder(async (folder) => {
      const profile = join(folder, 'profile.yml');
      writeFileSync(profile, `url: http://127.0.0.1:9\nusername: ann\npassword: ${secret}\n`);
      chmodSync(profile, 0o644);
      const { status, stdout, stderr } = await started(['status', ...to, '--profile', profile])
        .ended;
      expect(status).to.equal(2);
      expect(stderr).to.match(/chmod 600/);
      expect(stdout + stderr).to.not.include('hunter2');
    }));
});
