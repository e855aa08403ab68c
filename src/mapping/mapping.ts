import type { Index, Leaf, ObjectField } from './index-fields.ts';
import { isTree, type Tree } from './json.ts';
import { type Analysis, analysisOf, leafOf, runtimeLeafOf } from './leaf.ts';

/** No engine takes more levels (`index.mapping.depth.limit` is 20). */
const deepest = 100;

/** The fields of an index by its mapping and its settings; null where it is nested too deep. */
export function readMapping(name: string, mapping: Tree, settings: Tree): Index | null {
  const reader = new Reader(analysisOf(settings));
  const root = mapping.enabled === false ? 'off' : dynamicOf(mapping.dynamic, 'true');
  reader.objects.set('', { dynamic: root, nested: null });
  try {
    reader.properties(mapping.properties, '', reader.objects.get('')!, 0);
    reader.runtime(mapping.runtime);
    reader.derived(mapping.derived);
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
  reader.follow();
  return { name, fields: reader.fields, objects: reader.objects };
}

class TooDeep extends Error {}

class Reader {
  readonly fields = new Map<string, readonly Leaf[]>();
  readonly objects = new Map<string, ObjectField>();
  private readonly aliases = new Map<string, string>();
  private readonly analysis: Analysis;

  constructor(analysis: Analysis) {
    this.analysis = analysis;
  }

  properties(properties: unknown, before: string, around: ObjectField, depth: number): void {
    if (!isTree(properties)) return;
    if (depth > deepest) throw new TooDeep();
    for (const [key, given] of Object.entries(properties)) {
      if (!isTree(given)) continue;
      const path = before === '' ? key : `${before}.${key}`;
      const { type } = given;
      if (type === 'alias' && typeof given.path === 'string') {
        this.outer(path, around);
        this.aliases.set(path, given.path);
      } else if (type === undefined || type === 'object' || type === 'nested' || isPassed(type)) {
        const isOff = given.enabled === false || around.dynamic === 'off';
        const object: ObjectField = {
          dynamic: isOff ? 'off' : dynamicOf(given.dynamic, around.dynamic),
          nested: type === 'nested' ? path : around.nested,
        };
        // names with points in them stand for the objects around, too
        this.outer(path, around);
        this.objects.set(path, object);
        this.properties(given.properties, path, object, depth + 1);
      } else {
        this.outer(path, around);
        this.leaves(path, given, around.nested);
      }
    }
  }

  private outer(path: string, around: ObjectField): void {
    for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
      const name = path.slice(0, end);
      if (this.objects.has(name) || this.fields.has(name)) return;
      this.objects.set(name, around);
    }
  }

  private leaves(path: string, given: Tree, nested: string | null): void {
    const main = leafOf(path, given, nested, this.analysis);
    const others = isTree(given.fields) ? Object.entries(given.fields) : [];
    const multi = others.flatMap(([name, field]) =>
      isTree(field) ? [leafOf(`${path}.${name}`, field, nested, this.analysis)] : [],
    );
    this.fields.set(path, [main, ...multi]);
    for (const leaf of multi) this.fields.set(leaf.path, [leaf]);
  }

  /** Fields that are worked out for each search; they hide those of the same name. */
  runtime(fields: unknown): void {
    if (!isTree(fields)) return;
    for (const [path, given] of Object.entries(fields)) {
      if (!isTree(given)) continue;
      // a script of several fields, each behind its name
      const inner = given.type === 'composite' && isTree(given.fields) ? given.fields : null;
      const all = inner
        ? Object.entries(inner).map(([name, field]) => [`${path}.${name}`, field] as const)
        : [[path, given] as const];
      for (const [name, field] of all)
        if (isTree(field)) {
          const whole = { ...field, script: given.script };
          this.fields.set(name, [runtimeLeafOf(name, whole, this.analysis)]);
        }
    }
  }

  /** OpenSearch's: how they may be asked isn't known here. */
  derived(fields: unknown): void {
    if (!isTree(fields)) return;
    for (const [path, given] of Object.entries(fields))
      if (isTree(given))
        this.fields.set(path, [leafOf(path, { type: 'derived' }, null, this.analysis)]);
  }

  /** An alias is what it stands for, under that name. */
  follow(): void {
    for (const [alias, path] of this.aliases) {
      const leaves = this.fields.get(path);
      if (leaves) this.fields.set(alias, leaves);
    }
  }
}

/** Elasticsearch's `passthrough`: an object whose fields have short names, too. */
const isPassed = (type: unknown): boolean => type === 'passthrough';

function dynamicOf(given: unknown, around: ObjectField['dynamic']): ObjectField['dynamic'] {
  if (given === undefined) return around === 'off' ? 'true' : around;
  const text = String(given);
  if (text === 'strict') return text;
  return text === 'false' || text === 'false_allow_templates' ? 'false' : 'true';
}
