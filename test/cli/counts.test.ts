import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { at, correlation, countedRule, failed } from '../support/correlation.ts';
import { inFolder, rulewright } from '../support/program.ts';
import { type Files, linesOf, runOn, writeFiles } from './rules.ts';

/* Rules that count, on the command line: counted, or refused at their place; never asked without their count. */

const both: Files = { 'rules.yml': `${failed}---\n${correlation({}, 'date: 2026-01-31\n')}` };
const place = 'rules.yml:17:14';
const seconds = [0, 60, 120, 500];
const eventsOf = (time: string): string =>
  seconds
    .map((second) => {
      const { '@timestamp': when, ...event } = at(second, { EventID: 4625, User: 'bob' });
      return `${JSON.stringify({ ...event, [time]: when })}\n`;
    })
    .join('');

/** Artifacts that hold them, in words or because they count. */
const holding = new Set([
  'markdown',
  'attack-navigator-layer',
  'elastic-rule',
  'elastic-rule-toml',
  'opensearch-monitor',
  'splunk-savedsearch',
  'splunk-correlation-search',
]);

const list = () =>
  JSON.parse(rulewright(['list', '--format', 'json']).stdout) as {
    readonly [kind: string]: readonly { readonly id: string }[];
  };

describe('rules that count', function () {
  this.timeout(240_000);

  it('find events at whose time there are enough', () => {
    const files = { ...both, 'events.ndjson': eventsOf('@timestamp') };
    const { stdout, status } = runOn(files, [
      'test',
      'rules.yml',
      '--events',
      'events.ndjson',
      '--format',
      'jsonl',
    ]);
    const [, counts] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(counts.matches).to.deep.equal([{ file: 'events.ndjson', line: 3 }]);
    expect(status).to.equal(0);
  });

  it('are told where the time of an event is', () => {
    const files = { ...both, 'events.ndjson': eventsOf('time') };
    const args = ['test', 'rules.yml', '--events', 'events.ndjson'];
    expect(runOn(files, args).stderr).to.match(
      /warning test\/no-time\n.*\n.*4 events of its rules without a time in "@timestamp"/,
    );
    const { stdout, stderr } = runOn(files, [...args, '--timestamp', 'time']);
    expect(stdout).to.include('1 event: events.ndjson:3');
    expect(stderr).not.to.include('no-time');
  });

  it('are held against what is expected of them, and not against single events', () => {
    const files = {
      ...both,
      'events.ndjson': eventsOf('@timestamp'),
      'wanted.yml': 'Many: [events.ndjson:3]\n',
    };
    const args = ['test', 'rules.yml', '--events', 'events.ndjson', '--expect', 'wanted.yml'];
    expect(runOn(files, args).status).to.equal(0);
    const beside = { ...files, 'rules.test.yml': 'rule: Many\nfinds: [{EventID: 4625}]\n' };
    const ran = runOn(beside, args);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.include('rules.test.yml:1:1 error test/counts');
  });

  it('may count rules of other files, read before or after', () => {
    for (const [one, two] of [
      ['a.yml', 'b.yml'],
      ['b.yml', 'a.yml'],
    ] as const) {
      const files = {
        [`rules/${one}`]: failed,
        [`rules/${two}`]: correlation({}),
        'e.ndjson': eventsOf('@timestamp'),
      };
      const { stdout, status } = runOn(files, ['test', 'rules', '--events', 'e.ndjson']);
      expect(stdout).to.include(`# Many (rules/${two})\n1 event: e.ndjson:3`);
      expect(status).to.equal(0);
      const alone = runOn(files, ['check', `rules/${two}`]);
      expect(alone.stderr + alone.stdout).to.include('error sigma/no-such-rule');
    }
  });

  it('are exact in a query, or refused at their place', () => {
    const ids = list().backends!.map(({ id }) => id);
    const files = {
      'rules.yml': both['rules.yml']!.toString().replace('[User]', '[TargetUserName]'),
    };
    const { stdout } = runOn(files, [
      'translate',
      'rules.yml',
      '--to',
      ids.join(),
      '--format',
      'jsonl',
    ]);
    const lines = linesOf(stdout).filter(({ rule }) => rule.title === 'Many');
    expect(lines).to.have.length(ids.length);
    for (const { to, query, fidelity, diagnostics } of lines)
      if (query === null)
        expect(
          diagnostics.some(({ severity, path }) => severity === 'error' && path === 'rules.yml'),
          to,
        ).to.equal(true);
      else expect([fidelity, typeof query], to).to.deep.equal(['exact', 'string']);
  });

  for (const { id } of list().artifacts!.filter(({ id }) => id !== 'explanation'))
    it(`are ${holding.has(id) ? 'held by' : 'refused by'} ${id}`, () =>
      inFolder((cwd) => {
        writeFiles(cwd, both);
        const { status, stderr } = rulewright(
          ['emit', 'rules.yml', '--artifact', id, '--out', 'out'],
          { cwd },
        );
        const lock = readFileSync(join(cwd, 'out/rulewright.lock'), 'utf8');
        expect(stderr).to.include('info emit/only-counted');
        if (holding.has(id)) {
          expect(status, stderr).to.equal(0);
          return;
        }
        expect(status).to.equal(1);
        // a pipeline that an artifact needs may have no field for what is counted by
        const code = '(?:emit/cannot-count|pipeline/no-group-field)';
        expect(stderr).to.match(new RegExp(`^${place} error ${code}$`, 'm'));
        expect(lock).not.to.include('"from": "rules.yml"');
      }));

  it('leave rules that they only count out, unless they say generate', () =>
    inFolder((cwd) => {
      const args = ['emit', 'rules.yml', '--artifact', 'markdown,elastic-watcher', '--out', 'out'];
      writeFiles(cwd, { 'rules.yml': `${failed}---\n${correlation({}, 'generate: true\n')}` });
      const first = rulewright(args, { cwd });
      expect(first.stderr).not.to.include('only-counted');
      expect(existsSync(join(cwd, 'out/elastic-watcher/rules.json'))).to.equal(true);
      writeFiles(cwd, both);
      const second = rulewright(args, { cwd });
      expect(second.stderr).to.include('info emit/only-counted');
      expect(existsSync(join(cwd, 'out/elastic-watcher/rules.json'))).to.equal(false);
    }));

  it('are stale where a rule has changed that they count', () =>
    inFolder((cwd) => {
      const args = ['emit', 'rules', '--artifact', 'markdown', '--out', 'out'];
      writeFiles(cwd, { 'rules/a.yml': failed, 'rules/b.yml': correlation({}) });
      rulewright(args, { cwd });
      expect(rulewright([...args, '--check'], { cwd }).status).to.equal(0);
      writeFiles(cwd, { 'rules/a.yml': failed.replace('4625', '4771') });
      const { status, stdout } = rulewright([...args, '--check'], { cwd });
      expect(status).to.equal(1);
      expect(stdout).to.include('stale markdown/b.md');
    }));

  it('differ by what they count, and by how many', () => {
    const files = {
      'old.yml': both['rules.yml']!,
      'new.yml': `${countedRule('failed', '{EventID: 4771}')}---\n${correlation({ condition: '{gte: 5}' })}`,
    };
    const { stdout, status } = runOn(files, ['diff', 'old.yml', 'new.yml']);
    expect(status).to.equal(1);
    expect(stdout).to.include(
      '- counts events >= 3 within 5m by User\n+ counts events >= 5 within 5m by User',
    );
    expect(stdout).to.include('- (number EventID 4625)');
  });

  it('are written as Sigma with the rules that they count', () => {
    const { stdout, status } = runOn(both, ['convert', 'rules.yml']);
    expect(status).to.equal(0);
    const again = runOn({ 'rules.yml': stdout }, ['explain', 'rules.yml', '--format', 'json']);
    const meant = runOn(both, ['explain', 'rules.yml', '--format', 'json']);
    const ir = (text: string) => JSON.parse(text).map((page: { ir: string }) => page.ir);
    expect(ir(again.stdout)).to.deep.equal(ir(meant.stdout));
  });
});
