import { and } from '../../ir/build.ts';
import type { FieldType } from '../../ir/field-type.ts';
import { auditedProcess } from '../kit/audited-process.ts';
import { named } from '../kit/change.ts';
import { oneOf } from '../kit/one-of.ts';
import { type Kind, schemasBy } from '../kit/windows.ts';
import type { Schema, SchemaPipeline } from '../pipeline.ts';

/*
 * Events of Windows as Splunk's add-ons for Windows and for Sysmon read their XML (`renderXml = true`):
 * a log is a source, and fields keep the names of the event, but for its number and its provider.
 * https://docs.splunk.com/Documentation/WindowsAddOn
 */

export const splunkWindows: SchemaPipeline = {
  id: 'splunk-windows',
  title: 'Splunk, with the add-on for Windows (XML)',
  schemasOf: schemasBy(schemaOf),
  typeOf,
};

export const splunkSysmon: SchemaPipeline = {
  id: 'splunk-sysmon',
  title: 'Splunk, with the add-on for Sysmon',
  schemasOf: schemasBy(schemaOf, 'sysmon'),
  typeOf,
};

/** It is Splunk's own field that is meant. */
function typeOf(field: string): FieldType | undefined {
  return field === 'source' ? { holds: 'text' } : undefined;
}

const event = { EventID: named('EventCode'), Provider_Name: named('Name') };

function schemaOf({ about, logs, ids }: Kind): Schema {
  const fields = about === 'audited-process' ? { ...event, ...auditedProcess } : event;
  return {
    where: (at) =>
      and([
        oneOf(
          'source',
          logs.map((name) => `XmlWinEventLog:${name}`),
          at,
        ),
        ...(ids.length === 0 ? [] : [oneOf('EventCode', ids, at)]),
      ]),
    fields: new Map(Object.entries(fields)),
    others: 'same',
  };
}
