import type { LogSource } from '../../ir/rule.ts';
import { ecsWindows } from '../ecs-windows/index.ts';
import { entryOf } from '../kit/windows.ts';
import type { Schema, SchemaPipeline } from '../pipeline.ts';
import { applications } from './applications.ts';
import { auditd } from './auditd.ts';
import { clouds } from './clouds.ts';
import { linux, macos } from './endpoint.ts';
import { typeOf } from './types.ts';
import { web } from './web.ts';
import { zeek } from './zeek.ts';

/** The Elastic Common Schema, for every log source whose events one of Elastic's integrations writes. */
export const ecs: SchemaPipeline = {
  id: 'ecs',
  title: 'Elastic Common Schema (Elastic Agent, Beats)',
  schemasOf: (source) =>
    source.product === 'windows'
      ? ecsWindows.schemasOf(source)
      : (entryOf(streams, keyOf(source)) ?? null),
  typeOf: (field) => typeOf(field) ?? ecsWindows.typeOf!(field),
};

const keyOf = ({ product = '', category = '', service = '' }: LogSource): string =>
  `${product}/${category}/${service}`;

const ofHost = (
  product: string,
  categories: Readonly<Record<string, readonly Schema[]>>,
): readonly (readonly [string, readonly Schema[]])[] =>
  Object.entries(categories).map(([category, schemas]) => [`${product}/${category}/`, schemas]);

const streams: Readonly<Record<string, readonly Schema[]>> = {
  ...Object.fromEntries([...ofHost('linux', linux), ...ofHost('macos', macos)]),
  'linux//auditd': auditd,
  ...clouds,
  ...applications,
  ...zeek,
  ...web,
};
