import { expect } from 'chai';
import { broken, runOn, sound, twoFields } from './rules.ts';

describe('explain', () => {
  it('writes a page with the meaning, and each query with what it finds', () => {
    const { status, stdout, stderr } = runOn({ 'a.yml': twoFields }, ['explain', 'a.yml']);
    expect([status, stderr]).to.deep.equal([0, '']);
    for (const part of [/^# Two fields$/m, /a\.yml/, /ParentImage/, /^## splunk-spl: exact$/m])
      expect(stdout).to.match(part);
    expect(stdout).to.match(/^## opensearch-dsl: wider$.*line 4, column 31: /ms);
  });

  it('writes pages for the sound rules, and says on stderr what is wrong with the others', () => {
    const { status, stdout, stderr } = runOn({ 'in/a.yml': broken, 'in/b.yml': sound }, [
      'explain',
      'in',
    ]);
    expect(status).to.equal(1);
    expect(stdout).to.contain('# Sound').and.not.to.contain('Broken');
    expect(stderr).to.match(/^in\/a\.yml:4:21 error sigma\/unknown-modifier\n/);
  });

  it('writes both as JSON', () => {
    const { status, stdout, stderr } = runOn({ 'in/a.yml': broken, 'in/b.yml': sound }, [
      'explain',
      'in',
      '--format',
      'json',
      '--to',
      'splunk-spl',
    ]);
    expect([status, stderr]).to.deep.equal([1, '']);
    const pages = JSON.parse(stdout) as Record<string, unknown>[];
    expect(pages.map(({ ir, queries }) => [ir, queries])).to.deep.equal([
      [
        null,
        [{ to: 'splunk-spl', fidelity: 'refused', query: null, language: 'json', reasons: [] }],
      ],
      [
        '(match Image "a.exe")',
        [
          {
            to: 'splunk-spl',
            fidelity: 'exact',
            query: 'Image="a.exe"',
            language: 'text',
            reasons: [],
          },
        ],
      ],
    ]);
  });
});
