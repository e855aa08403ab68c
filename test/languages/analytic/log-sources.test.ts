import { expect } from 'chai';
import { languages } from '../../../src/index.ts';

describe('the log source of an analytic', () => {
  for (const [of, text, logSource] of [
    [
      'an object and what happens to it',
      'p = search Process:Create\nf = filter p where (exe == "a.exe")',
      { category: 'process_creation', product: 'windows' },
    ],
    [
      'several that Sigma calls the same',
      'k = search Registry:Add or Registry:Edit\nf = filter k where (key == "*\\Run\\*")',
      { category: 'registry_event', product: 'windows' },
    ],
    [
      'all that happens to an object',
      'p = search Process:*\nf = filter p where (exe == "a.exe")',
      { product: 'windows', definition: 'Process:*' },
    ],
    [
      'objects of two kinds',
      'p = search Process:Create\nt = search Task:Create\nf = filter p where (exe == "a.exe")\noutput f',
      { product: 'windows', definition: 'Process:Create Task:Create' },
    ],
    [
      'an object that Sigma has no category for',
      's = search Service:Create\nf = filter s where (exe == "a.exe")',
      { definition: 'Service:Create' },
    ],
    [
      'a data model',
      '| tstats count from datamodel=Endpoint.Processes where Processes.process_name=a.exe by _time',
      { category: 'process_creation', product: 'windows' },
    ],
    [
      'a data model that Sigma has no category for',
      '| tstats count from datamodel=Endpoint.Filesystem where Filesystem.file_name=a.exe by _time',
      { definition: 'datamodel=Endpoint.Filesystem' },
    ],
    [
      'a channel and an event of it',
      'source="*WinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 Image="*\\\\a.exe"',
      { category: 'process_creation', product: 'windows' },
    ],
    [
      "an index, and not Windows' type of an event",
      'index=__your_index__ EventType="SetValue" TargetObject="*\\\\Run\\\\*"',
      { definition: 'index=__your_index__' },
    ],
  ] as const)
    it(`is of ${of}`, () => {
      const [{ rule }] = languages.analytic.read({ path: 'a.analytic', text }) as [
        ReturnType<typeof languages.analytic.read>[number],
      ];
      expect(rule!.about.logSource).to.deep.equal(logSource);
    });
});
