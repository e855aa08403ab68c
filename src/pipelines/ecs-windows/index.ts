import { and } from '../../ir/build.ts';
import { oneOf } from '../kit/one-of.ts';
import { type Kind, schemasBy, sysmonLog } from '../kit/windows.ts';
import type { Schema, SchemaPipeline } from '../pipeline.ts';
import { event, open, other, whole } from './fields.ts';
import { indexOf } from './index-patterns.ts';
import { typeOf } from './types.ts';

/** Windows' logs in the Elastic Common Schema, as Winlogbeat and Elastic Agent write them. */
export const ecsWindows: SchemaPipeline = {
  id: 'ecs-windows',
  title: 'Elastic Common Schema, for Windows (Winlogbeat, Elastic Agent)',
  schemasOf: schemasBy(schemaOf),
  typeOf,
};

function schemaOf({ about, logs, ids }: Kind): Schema {
  return {
    where: (at) =>
      and([
        oneOf('winlog.channel', logs, at, true),
        ...(ids.length === 0 ? [] : [oneOf('event.code', ids, at)]),
      ]),
    fields: new Map(Object.entries({ ...event, ...(whole[about] ?? open[about]) })),
    others: Object.hasOwn(whole, about) ? 'none' : other,
    keywords: 'none',
    leftOut: logs.includes(sysmonLog) ? ['', '-'] : [''],
    index: indexOf(logs),
  };
}
