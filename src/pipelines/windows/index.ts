import { and, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { auditedProcess } from '../kit/audited-process.ts';
import { oneOf } from '../kit/one-of.ts';
import { type Kind, schemasBy } from '../kit/windows.ts';
import type { Schema, SchemaPipeline } from '../pipeline.ts';

/*
 * Events of Windows under the names that Windows gives them: what becomes a condition is the log source.
 */

export const windows: SchemaPipeline = {
  id: 'windows',
  title: "Windows' event logs",
  schemasOf: schemasBy(schemaOf),
};

export const sysmon: SchemaPipeline = {
  id: 'sysmon',
  title: "Sysmon's event log",
  schemasOf: schemasBy(schemaOf, 'sysmon'),
};

function schemaOf({ about, logs, ids }: Kind): Schema {
  return {
    where: (at) =>
      and([
        oneOf('Channel', logs, at),
        ...(ids.length === 0
          ? []
          : [or(ids.map((value): Expr => ({ kind: 'number', field: 'EventID', value, at })))]),
      ]),
    fields: new Map(Object.entries(about === 'audited-process' ? auditedProcess : {})),
    others: 'same',
  };
}
