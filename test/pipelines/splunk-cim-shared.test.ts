import { expect } from 'chai';
import { backends, compile, languages, pipelines } from '../../src/index.ts';
import { and } from '../../src/ir/build.ts';
import { eachAtom } from '../../src/ir/fold.ts';
import { clouds } from '../../src/pipelines/splunk-cim/clouds/index.ts';
import * as ir from '../ir/nodes.ts';
import { modelFields } from './cim-fields.ts';

/* Logs whose events are in several data sets: which one a rule asks is told by what it asks for. */

const read = (logsource: string, selection: string, filter?: string) => {
  const not = filter ? `\n  f: ${filter}\n  condition: s and not f` : '\n  condition: s';
  const text = `title: T\nlogsource: { ${logsource} }\ndetection:\n  s: ${selection}${not}\n`;
  const [compiled] = compile(
    { path: 'a.yml', text },
    {
      from: languages.sigma,
      to: [backends.splunkSpl, backends.splunkTstats],
      pipelines: [pipelines.splunkCim],
    },
  );
  return compiled!.queries;
};

const security = 'product: windows, service: security';
const system = 'product: windows, service: system';
const trail = 'product: aws, service: cloudtrail';

describe('a log whose events are in several data sets', () => {
  for (const [logsource, selection, search, model, verdicts] of [
    [
      security,
      '{ EventID: 4625, LogonType: 3 }',
      'tag="authentication" signature_id=4625 authentication_method=3',
      'Authentication.Authentication',
      'exact exact',
    ],
    [
      security,
      '{ EventID: [4728, 4720], SubjectUserName: mia }',
      'tag="change" tag="account" signature_id=4728 src_user="mia"',
      'Change.All_Changes',
      'exact exact',
    ],
    [
      security,
      '{ EventID: 4697, ServiceName: x }',
      'tag="service" tag="report" service_name="x"',
      'Endpoint.Services',
      'wider wider',
    ],
    [
      security,
      '{ EventID: 4657, ObjectName: x }',
      'tag="endpoint" tag="registry" registry_path="x"',
      'Endpoint.Registry',
      'wider wider',
    ],
    [
      security,
      '{ EventID: [4634, 4647] }',
      'tag="track_event_signatures" source IN ("XmlWinEventLog:Security", "WinEventLog:Security") signature_id IN (4634, 4647)',
      'Event_Signatures.Signatures',
      'exact exact',
    ],
    [
      system,
      '{ EventID: 7045, Provider_Name: Service Control Manager, ImagePath: "*x" }',
      'tag="service" tag="report" status="installed" service_path="*x"',
      'Endpoint.Services',
      'exact exact',
    ],
    [
      'product: windows, service: applocker',
      '{ EventID: 8004 }',
      'tag="track_event_signatures" source IN (',
      'Event_Signatures.Signatures',
      'exact exact',
    ],
    [
      'product: windows, category: image_load',
      '{ ImageLoaded: "*\\\\x.dll" }',
      'tag="process" tag="report" action="success" loaded_file="x.dll"',
      'Endpoint.Processes',
      'exact exact',
    ],
    [
      'product: windows, category: process_access',
      '{ TargetImage: "*\\\\lsass.exe" }',
      'tag="process" tag="report" process_path="*\\\\lsass.exe"',
      'Endpoint.Processes',
      'wider wider',
    ],
    [
      trail,
      '{ eventName: DeleteBucket, userAgent: x }',
      'tag="change" sourcetype="aws:cloudtrail" command="DeleteBucket" user_agent="x"',
      'Change.All_Changes',
      'exact exact',
    ],
    [
      trail,
      '{ eventName: SetSecurityGroups }',
      'tag="change" sourcetype="aws:cloudtrail" command="SetSecurityGroups"',
      'Change.All_Changes',
      'exact exact',
    ],
    [
      'product: okta, service: okta',
      '{ eventType: policy.rule.delete }',
      'tag="change" sourcetype="OktaIM2:log" command="policy.rule.delete"',
      'Change.All_Changes',
      'exact exact',
    ],
    [
      'product: okta, service: okta',
      '{ eventType: user.account.report_suspicious_activity_by_enduser }',
      'tag="alert" sourcetype="OktaIM2:log" signature=',
      'Alerts.Alerts',
      'exact exact',
    ],
    [
      'product: github, service: audit',
      '{ action: [repo.archived, repo.destroy] }',
      'tag="change" sourcetype="github:cloud:audit" command IN ("repo.archived", "repo.destroy")',
      'Change.All_Changes',
      'exact exact',
    ],
    [
      'product: azure, service: auditlogs',
      '{ operationName: Add service principal }',
      'tag="change" sourcetype="azure:monitor:aad" command="Add service principal"',
      'Change.All_Changes',
      'exact exact',
    ],
    [
      'product: gcp, service: google_workspace.admin',
      '{ eventService: admin.googleapis.com, eventName: DELETE_ROLE }',
      'tag="change" sourcetype="gws:reports:admin" command="DELETE_ROLE"',
      'Change.All_Changes',
      'exact exact',
    ],
    [
      'product: gcp, service: google_workspace.login',
      '{ protoPayload.metadata.event.eventName: gov_attack_warning }',
      'tag="alert" sourcetype="gws:reports:login" signature_id="gov_attack_warning"',
      'Alerts.Alerts',
      'exact exact',
    ],
    [
      'product: fortigate, service: event',
      '{ action: Add, cfgpath: user.local }',
      'tag="change" tag="network" vendor_product="Fortinet Firewall" action="created" object_path="user.local"',
      'Change.All_Changes',
      'wider wider',
    ],
    [
      'product: zeek, service: x509',
      '{ certificate.serial: 8BB00EE }',
      'tag="certificate" tag="ssl" ssl_serial="8BB00EE"',
      'Certificates.All_Certificates',
      'exact exact',
    ],
  ] as const)
    it(`is asked in ${model}: ${logsource}, ${selection}`, () => {
      const [spl, tstats] = read(logsource, selection);
      expect(spl!.query).to.contain(search);
      expect(tstats!.query).to.contain(`from datamodel=${model} where`);
      expect(`${spl!.fidelity} ${tstats!.fidelity}`).to.equal(verdicts);
    });

  for (const [why, logsource, selection, code] of [
    ['another number alone is left', security, '{ EventID: 5145, ShareName: x }', 'nothing-left'],
    ['only the number is left', security, '{ EventID: 4769, ServiceName: x }', 'nothing-left'],
    [
      'a text is asked of no log',
      security,
      '{ EventID: 4697, ServiceFileName: x }',
      'nothing-left',
    ],
    [
      'an update has another number',
      system,
      '{ EventID: 20, Provider_Name: "*Update*" }',
      'not-all',
    ],
    [
      'some names are in no data set',
      trail,
      '{ eventName: [DeleteTrail, StopLogging] }',
      'not-all',
    ],
    ['a name that only looks', trail, '{ eventName: GetSecurityThing }', 'not-all'],
    ['no name is asked', trail, '{ userAgent: x }', 'not-all'],
    ['the names are open', trail, '{ eventName: "*Bucket" }', 'not-all'],
    ['it is no such number', system, '{ EventID: 7045, Channel: Security }', 'nothing-left'],
    ['a log is not known', 'product: windows, service: nothing', '{ a: x }', 'log-source'],
    [
      'a field is the model’s by chance',
      trail,
      '{ eventName: DeleteX, status: x }',
      'nothing-left',
    ],
  ] as const)
    it(`is refused where ${why}`, () => {
      for (const { query, diagnostics } of read(logsource, selection)) {
        expect(query).to.equal(null);
        expect(diagnostics.map((one) => one.code)).to.include(`pipeline/${code}`);
      }
    });
});

describe('logons of machines, which a data model leaves out', () => {
  for (const [what, selection, filter, verdict] of [
    ['may be meant', '{ EventID: 4624, LogonType: 9 }', undefined, 'narrower'],
    ['are ruled out', '{ EventID: 4624 }', '{ TargetUserName: "*$" }', 'exact'],
    ['are others', '{ EventID: 4624, TargetUserName: ANONYMOUS LOGON }', undefined, 'exact'],
    ['failed', '{ EventID: 4625 }', undefined, 'exact'],
    [
      'and more is left open',
      '{ EventID: 4624, LogonType: 9, KeyLength: 0 }',
      undefined,
      'refused',
    ],
  ] as const)
    it(`${what}: ${verdict}`, () => {
      const [spl, tstats] = read(security, selection, filter);
      expect(spl!.fidelity).to.equal(verdict === 'refused' ? 'wider' : 'exact');
      expect(tstats!.fidelity).to.equal(verdict);
      const told = tstats!.diagnostics.some(({ code }) => code === 'pipeline/without');
      expect(told).to.equal(verdict === 'narrower' || verdict === 'refused');
    });
});

describe('the fields of a log that is shared out', () => {
  const known = modelFields();
  const ids = Array.from({ length: 6000 }, (_, id) => String(id));
  const logs = [
    ...['security', 'system', 'application', 'sysmon'].map((service) => ({
      source: { product: 'windows', service },
      by: 'EventID',
      values: ids,
    })),
    ...Object.entries(clouds).map(([name, { by, sets }]) => {
      const [product, service] = name.split('/') as [string, string];
      const values = sets.flat().flatMap(({ of }) => of);
      return { source: { product, service }, by: by[0]!, values };
    }),
  ];

  for (const { source, by, values } of logs)
    it(`are all in their data set: ${source.product}/${source.service}`, () => {
      const others = new Set<string>();
      const models = new Set<string>();
      for (const value of values) {
        const when = and([
          ir.match(by, value.replaceAll('*', 'x')),
          ir.match('Provider_Name', 'x'),
        ]);
        for (const schema of pipelines.splunkDatamodel.schemasOf(source, when)!) {
          let model = '';
          const check = (field: string) => {
            if (!known.get(model)?.has(field)) others.add(`${model}: ${field}`);
          };
          eachAtom(schema.where(ir.at), (atom) => {
            if (atom.kind === 'match' && atom.field === 'datamodel')
              model = atom.pattern.map((one) => (one.kind === 'text' ? one.text : '')).join('');
            else if (atom.kind !== 'keyword') check(atom.field);
          });
          models.add(model);
          for (const [name, field] of schema.fields)
            for (const test of [ir.match(name, '4720'), ir.exists(name), ir.isNull(name)])
              if (name !== 'tag')
                eachAtom(field.ask(test as never).when, (atom) => {
                  if (atom.kind !== 'keyword') check(atom.field);
                });
        }
      }
      expect([...others]).to.deep.equal([]);
      expect(models.size).to.be.above(0);
    });
});
