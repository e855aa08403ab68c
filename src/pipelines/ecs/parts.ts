import type { SchemaPipeline } from '../pipeline.ts';
import { ecs } from './whole.ts';

/* The schema for the events of one product alone: rules for all others are refused. */

const of = (product: string, title: string): SchemaPipeline => ({
  ...ecs,
  id: `ecs-${product}`,
  title: `Elastic Common Schema, for ${title}`,
  schemasOf: (source) => (source.product === product ? ecs.schemasOf(source) : null),
});

export const ecsLinux = of('linux', 'Linux (Elastic Defend, Auditd Logs)');
export const ecsMacos = of('macos', 'macOS (Elastic Defend)');
export const ecsAws = of('aws', 'AWS');
export const ecsAzure = of('azure', 'Azure and Entra ID');
export const ecsGcp = of('gcp', 'Google Cloud and Workspace');
export const ecsM365 = of('m365', 'Microsoft 365');
export const ecsOkta = of('okta', 'Okta');
export const ecsGithub = of('github', 'GitHub');
export const ecsBitbucket = of('bitbucket', 'Bitbucket');
export const ecsKubernetes = of('kubernetes', 'Kubernetes');
export const ecsOpencanary = of('opencanary', 'OpenCanary');
export const ecsZeek = of('zeek', 'Zeek');

/** What no product is named of, and Zeek. */
export const ecsNetwork: SchemaPipeline = {
  ...ecs,
  id: 'ecs-network',
  title: 'Elastic Common Schema, for networks (proxy, web server, DNS, Zeek)',
  schemasOf: (source) =>
    source.product === undefined || source.product === 'zeek' ? ecs.schemasOf(source) : null,
};
