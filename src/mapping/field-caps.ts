import type { Index, Leaf, ObjectField } from './index-fields.ts';
import { isTree, type Tree } from './json.ts';
import { analysisOf, leafOf } from './leaf.ts';

/**
 * The indices of an answer of `_field_caps`. It says less than a mapping: not what is too long to be held, nor how
 * letters were changed, nor what is in objects that aren't looked at. Of the first the usual is taken, 256 beside
 * a text and else 1024.
 *
 * https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-field-caps
 */
export function readCaps(answer: Tree): readonly Index[] {
  const names = (Array.isArray(answer.indices) ? answer.indices : ['']).map(String);
  const caps = Object.entries(isTree(answer.fields) ? answer.fields : {});
  return names.map((name) => readOne(name, caps));
}

function readOne(name: string, caps: readonly (readonly [string, unknown])[]): Index {
  const types = new Map<string, Tree>();
  for (const [path, byType] of caps) {
    if (!isTree(byType)) continue;
    for (const cap of Object.values(byType))
      if (isTree(cap) && cap.metadata_field !== true && isIn(cap, name)) types.set(path, cap);
  }
  const objects = new Map<string, ObjectField>([['', { dynamic: 'true', nested: null }]]);
  const nestedOf = (path: string): string | null => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1))
      if (types.get(path.slice(0, end))?.type === 'nested') return path.slice(0, end);
    return null;
  };
  const fields = new Map<string, readonly Leaf[]>();
  for (const [path, cap] of [...types].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { type } = cap;
    if (type === 'unmapped') continue;
    if (type === 'object' || type === 'nested') {
      objects.set(path, { dynamic: 'true', nested: nestedOf(path) });
      continue;
    }
    const outer = path.slice(0, path.lastIndexOf('.'));
    const around = fields.get(outer);
    const leaf = leafBy(path, cap, nestedOf(path), around?.[0]?.holds === 'text');
    fields.set(path, [leaf]);
    if (around) fields.set(outer, [...around, leaf]);
  }
  return { name, fields, objects };
}

const isIn = ({ indices }: Tree, name: string): boolean =>
  !Array.isArray(indices) || indices.includes(name);

function leafBy(path: string, cap: Tree, nested: string | null, isBesideText: boolean): Leaf {
  const given = {
    type: cap.type,
    index: cap.searchable,
    doc_values: cap.aggregatable,
    ...(cap.type === 'keyword' && { ignore_above: isBesideText ? 256 : 1024 }),
  };
  const leaf = leafOf(path, given, nested, analysisOf({}));
  return leaf.limit === Infinity ? leaf : { ...leaf, isLimitGuessed: true };
}
