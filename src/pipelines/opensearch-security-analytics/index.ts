import { always } from '../../ir/build.ts';
import type { LogSource } from '../../ir/rule.ts';
import { named } from '../kit/change.ts';
import * as messages from '../messages.ts';
import type { Field, Schema, SchemaPipeline } from '../pipeline.ts';
import type { Names } from './names.ts';
import * as others from './others.ts';
import { windows } from './windows.ts';

/**
 * The aliases that Security Analytics of OpenSearch puts on the fields of an index, by the type of its log:
 * src/main/resources/OSMapping of https://github.com/opensearch-project/security-analytics (version 3.8).
 * A field that its log type has no alias for keeps its name, as there.
 */
export const opensearchSecurityAnalytics: SchemaPipeline = {
  id: 'opensearch-security-analytics',
  title: "OpenSearch Security Analytics' aliases",
  schemasOf(source) {
    const schema = schemas.get(typeOfLog(source));
    return schema ? [schema] : null;
  },
};

const typeOfLog = ({ product, category, service }: LogSource): string => {
  if (product === 'gcp' && service?.startsWith('google_workspace')) return 'gworkspace';
  if (product === 'aws' && service === 'cloudtrail') return 'cloudtrail';
  if (product === 'zeek' || category === 'firewall') return 'network';
  return product ?? (category === 'dns' ? 'dns' : '');
};

/** Two fields of a log have this one alias, so what it holds is not told. */
const shared: Field = {
  ask: ({ field, at }) => ({
    when: always,
    reason: messages.values(field, 'shares its alias with another field there', at),
  }),
};

const sharing: Readonly<Record<string, readonly string[]>> = {
  windows: ['AccountName', 'ObjectName'],
  cloudtrail: ['responseElements.ConsoleLogin', 'responseElements.publiclyAccessible'],
};

const schemaOf = (type: string, names: Names): Schema => ({
  where: () => always, // its detectors know which indices a log is in
  fields: new Map([
    ...Object.entries(names).map(([name, alias]) => [name, named(alias)] as const),
    ...(sharing[type] ?? []).map((name) => [name, shared] as const),
  ]),
  others: 'same',
});

const schemas: ReadonlyMap<string, Schema> = new Map(
  Object.entries<Names>({ windows, ...others }).map(([type, names]) => [
    type,
    schemaOf(type, names),
  ]),
);
