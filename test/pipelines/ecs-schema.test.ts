import { createRequire } from 'node:module';
import { expect } from 'chai';
import { load } from 'js-yaml';
import type { Expr } from '../../src/ir/expr.ts';
import type { LogSource } from '../../src/ir/rule.ts';
import { ecs } from '../../src/pipelines/ecs/index.ts';
import * as ir from '../ir/nodes.ts';
import { samples } from './ecs-samples.ts';

/*
 * The names that we give fields of the Elastic Common Schema, and what we say that they hold, beside the
 * schema as Elastic publishes it: npm's @elastic/ecs.
 */

interface Published {
  readonly type: string;
}

const { EcsFlat } = createRequire(import.meta.url)('@elastic/ecs') as {
  readonly EcsFlat: Readonly<Record<string, Published>>;
};

/** What each type of the schema's holds; of texts nothing more is known. */
const holds: Readonly<Record<string, string | undefined>> = {
  keyword: undefined,
  wildcard: undefined,
  date: undefined,
  long: 'number',
  ip: 'address',
};

/** Field sets of the schema; all else is an integration's own. */
const sets = new Set(Object.keys(EcsFlat).map((name) => name.split('.')[0]!));

const windows: readonly LogSource[] = [
  ...'process_creation network_connection image_load driver_load file_event registry_set'.split(
    ' ',
  ),
  ...'registry_rename dns_query pipe_created process_access ps_script ps_module'.split(' '),
].map((category) => ({ product: 'windows', category }));
const logs: readonly LogSource[] = ['security', 'system', 'windefend'].map((service) => ({
  product: 'windows',
  service,
}));
const others = samples.map(([, source]) => load(source) as LogSource);

/** The fields that any test of some log sources is asked of. */
function named(sources: readonly LogSource[]): readonly string[] {
  const names = new Set<string>();
  const gather = (expr: Expr): void => {
    if ('items' in expr) expr.items.forEach(gather);
    else if ('item' in expr) gather(expr.item);
    else if ('field' in expr) names.add(expr.field);
  };
  for (const schema of sources.flatMap((source) => ecs.schemasOf(source)!)) {
    gather(schema.where(ir.at));
    for (const field of schema.fields.values())
      for (const value of ['x', 'a\\b', 'MD5=0', '4688'])
        gather(field.ask(ir.match('any', value)).when);
  }
  return [...names].sort();
}

describe('fields of the Elastic Common Schema', () => {
  const ours = named([...windows, ...logs, ...others]).filter((name) => {
    const [set] = name.split('.');
    return sets.has(set!);
  });

  it('are in the schema', () => {
    expect(ours.length).to.be.above(50);
    expect(ours.filter((name) => !EcsFlat[name])).to.deep.equal([]);
  });

  it('hold what it says', () => {
    const said = ours.map((name) => [name, ecs.typeOf!(name)?.holds]);
    expect(said).to.deep.equal(ours.map((name) => [name, holds[EcsFlat[name]!.type]]));
  });
});
