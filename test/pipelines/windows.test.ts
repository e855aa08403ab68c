import { expect } from 'chai';
import {
  backends,
  compile,
  type Event,
  languages,
  type Pipeline,
  pipelines,
  predicate,
} from '../../src/index.ts';
import { applyPipelines } from '../../src/pipelines/apply.ts';
import { filterSpl, rowOf } from '../spl/index.ts';
import { single } from '../support/single.ts';

/* One analytic, and events of Sysmon's log and of the security log: each has its own names for a process. */

const analytic = `((source="*WinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1)
  OR (source="*WinEventLog:Security" EventCode=4688)) Image="*\\\\whoami.exe" ParentImage="*\\\\cmd.exe" User="CORP\\\\mia"`;

const rule = single(
  compile({ path: 'page.analytic', text: analytic }, { from: languages.analytic, to: [] })[0]!.rule,
);

const sysmonEvent = {
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  EventID: 1,
  Image: 'C:\\Windows\\System32\\whoami.exe',
  ParentImage: 'C:\\Windows\\System32\\cmd.exe',
  User: 'CORP\\mia',
};
const securityEvent = {
  Channel: 'Security',
  EventID: 4688,
  NewProcessName: 'C:\\Windows\\System32\\whoami.exe',
  ParentProcessName: 'C:\\Windows\\System32\\cmd.exe',
  SubjectDomainName: 'CORP',
  SubjectUserName: 'mia',
};

/** An event of Windows as Splunk's add-ons name its fields. */
const inSplunk = ({ Channel, EventID, ...fields }: Event): Event => ({
  source: `XmlWinEventLog:${Channel}`,
  EventCode: EventID,
  ...fields,
});

/** The event as Elastic's shippers write it, of the fields that are used here. */
const inElastic = (event: Event): Event => ({
  event: { code: String(event.EventID) },
  winlog: { channel: event.Channel },
  user: { domain: 'CORP', name: 'mia' },
  process: {
    executable: event.Image ?? event.NewProcessName,
    parent: { executable: event.ParentImage ?? event.ParentProcessName },
  },
});

const withLog = ({ source, ...event }: Event): Event => ({ ...event, log: source });

const sigma = (logsource: string, selection: string): string =>
  `title: T\nlogsource: ${logsource}\ndetection:\n  selection: ${selection}\n  condition: selection\n`;

describe('one analytic by different pipelines', () => {
  for (const [pipeline, as, finds] of [
    [pipelines.windows, (event: Event) => event, [true, true]],
    [pipelines.sysmon, (event: Event) => event, [true, false]],
    [pipelines.ecsWindows, inElastic, [true, true]],
    [pipelines.splunkWindows, inSplunk, [true, true]],
    [pipelines.splunkSysmon, inSplunk, [true, false]],
  ] as readonly [Pipeline, (event: Event) => Event, boolean[]][])
    it(`is right in the names of ${pipeline.id}`, () => {
      const { when, exact } = applyPipelines(rule, [pipeline]);
      const matches = predicate(when);
      const others = [
        { ...sysmonEvent, Image: 'C:\\x.exe' },
        { ...securityEvent, NewProcessName: 'C:\\x.exe' },
        { ...sysmonEvent, EventID: 5 },
        { ...securityEvent, Channel: 'System' },
      ];
      expect(exact).to.equal(true);
      expect([sysmonEvent, securityEvent].map((event) => matches(as(event)))).to.deep.equal(finds);
      expect(others.map((event) => matches(as(event)))).to.not.include(true);
    });

  it('is a search that Splunk reads, of both sources', () => {
    const text = sigma(
      '{ category: process_creation, product: windows }',
      "{ Image|endswith: '\\a.exe', ProcessId: 999 }",
    );
    const { queries } = compile(
      { path: 'a.yml', text },
      {
        from: languages.sigma,
        to: [backends.splunkSpl],
        pipelines: [pipelines.splunkWindows],
      },
    )[0]!;
    // to the judge, which has no indexes, a source is a field like others
    const finds = filterSpl((queries[0]!.query as string).replaceAll('source=', 'log='));
    const found = [
      { ...sysmonEvent, Image: 'C:\\a.exe', ProcessId: 999 },
      { ...securityEvent, NewProcessName: 'C:\\a.exe', NewProcessId: '0x3e7' },
      { ...securityEvent, NewProcessName: 'C:\\a.exe', ProcessId: '0x3e7', NewProcessId: '0x4' },
      { ...sysmonEvent, Image: 'C:\\b.exe', ProcessId: 999 },
    ].map((event) => finds(rowOf(withLog(inSplunk(event)))));
    expect(queries[0]!.fidelity).to.equal('exact');
    expect(found).to.deep.equal([true, true, false, false]);
  });
});

describe('log sources of Windows', () => {
  for (const [source, pipeline, fault] of [
    ['{ product: linux, category: process_creation }', pipelines.windows, 'linux/process_creation'],
    ['{ product: windows, category: nonsense }', pipelines.ecsWindows, 'windows/nonsense'],
    ['{ product: windows, category: constructor }', pipelines.maxpatrol, 'windows/constructor'],
    ['{ product: windows, service: toString }', pipelines.windows, 'windows/toString'],
    ['{ product: windows, service: nonsense }', pipelines.ecsWindows, 'windows/nonsense'],
    ['{ product: windows, service: security }', pipelines.sysmon, 'windows/security'],
    [
      '{ product: windows, category: process_creation, service: system }',
      pipelines.windows,
      'windows/process_creation/system',
    ],
    ['{ product: windows }', pipelines.splunkWindows, 'windows'],
  ] as const)
    it(`that ${pipeline.id} does not know are refused: ${source}`, () => {
      const [compiled] = compile(
        { path: 'a.yml', text: sigma(source, '{ a: b }') },
        { from: languages.sigma, to: [backends.opensearchDsl], pipelines: [pipeline] },
      );
      const { query, diagnostics } = compiled!.queries[0]!;
      expect(query).to.equal(null);
      expect(diagnostics.map(({ message }) => message)).to.deep.equal([
        `${pipeline.title} has no fields for the log source ${fault}.`,
      ]);
    });
});
