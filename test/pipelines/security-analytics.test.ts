import { expect } from 'chai';
import { compile, languages, pipelines, predicate } from '../../src/index.ts';
import { applyPipelines } from '../../src/pipelines/apply.ts';
import { single } from '../support/single.ts';

/* The aliases of Security Analytics, as its OSMapping has them: what a rule calls a field, and its alias. */

const mapped = (logsource: string, selection: string) => {
  const text = `title: T\nlogsource: ${logsource}\ndetection:\n  s: ${selection}\n  condition: s\n`;
  const [compiled] = compile({ path: 'a.yml', text }, { from: languages.sigma, to: [] });
  return applyPipelines(single(compiled!.rule), [pipelines.opensearchSecurityAnalytics]);
};

describe("Security Analytics' aliases", () => {
  for (const [logsource, field, alias] of [
    ['{ product: windows, category: process_creation }', 'CommandLine', 'process.command_line'],
    ['{ product: windows, category: process_creation }', 'Image', 'winlog.event_data.Image'],
    ['{ product: windows, service: security }', 'EventID', 'winlog.event_id'],
    ['{ product: linux, service: auditd }', 'a0', 'auditd.log.a0'],
    ['{ product: zeek, service: dns }', 'query', 'zeek.dns.query'],
    ['{ category: dns }', 'query', 'dns.question.name'],
    ['{ product: aws, service: cloudtrail }', 'eventName', 'aws.cloudtrail.event_name'],
    [
      '{ product: gcp, service: google_workspace.admin }',
      'new_value',
      'google_workspace.admin.new_value',
    ],
    ['{ product: okta, service: okta }', 'outcome.result', 'outcome.result'],
  ] as const)
    it(`${field} of ${logsource} is ${alias}`, () => {
      const { when, exact } = mapped(logsource, `{ ${field}: x }`);
      expect([predicate(when)({ [alias]: 'x' }), predicate(when)({ [alias]: 'y' })]).to.deep.equal([
        true,
        false,
      ]);
      expect(exact).to.equal(true);
    });

  it('that two fields share are told, and left open', () => {
    const { when, exact, diagnostics } = mapped(
      '{ product: aws, service: cloudtrail }',
      '{ responseElements.ConsoleLogin: Success, eventName: x }',
    );
    expect(predicate(when)({ 'aws.cloudtrail.event_name': 'x' })).to.equal(true);
    expect([exact, diagnostics.map(({ code }) => code)]).to.deep.equal([
      false,
      ['pipeline/values'],
    ]);
  });

  it('are not known of other logs', () =>
    expect(mapped('{ product: jvm }', '{ a: b }').diagnostics[0]!.code).to.equal(
      'pipeline/log-source',
    ));
});
