import { closest } from '../../../../diagnostic/closest.ts';
import { type Found, fieldIn, type Index, type Leaf } from '../../../../mapping/index-fields.ts';

/** Indices that hold a field in the same way. */
export interface Place {
  readonly found: Found;
  readonly indices: readonly string[];
}

/** A field in one of the ways in which indices hold it. */
export interface Family {
  /** The field itself, and behind it its multi-fields. */
  readonly leaves: readonly Leaf[];
  /** The same of fields that differ in their names alone, of which an index has thousands. */
  readonly shape: string;
}

/** What some indices hold, by the names that rules use. */
export class Schema {
  readonly indices: readonly Index[];
  private readonly known = new Map<string, readonly Place[]>();
  private readonly nearest = new Map<string, string | undefined>();
  private names: ReadonlySet<string> | null = null;
  private all: readonly Family[] | null = null;

  constructor(indices: readonly Index[]) {
    this.indices = indices;
  }

  /**
   * Where a field is held, by how it is; none where no index has it. Those that don't have it are left out: what is
   * asked of the others finds nothing there.
   */
  placesOf(field: string): readonly Place[] {
    const before = this.known.get(field);
    if (before) return before;
    const ways = new Map<string, { found: Found; indices: string[] }>();
    for (const index of this.indices) {
      const found = fieldIn(index, field);
      if (found.kind === 'absent') continue;
      const key = JSON.stringify(found);
      const way = ways.get(key);
      if (way) way.indices.push(index.name);
      else ways.set(key, { found, indices: [index.name] });
    }
    const places = [...ways.values()];
    this.known.set(field, places);
    return places;
  }

  /** All fields, each way in which one is held once. */
  families(): readonly Family[] {
    if (!this.all) {
      const ways = new Map<string, Family>();
      // a multi-field is there with what it is one of, an alias with what it stands for
      for (const { fields } of this.indices)
        for (const [name, leaves] of fields)
          if (leaves[0]?.path === name && !isMulti(name, fields))
            ways.set(JSON.stringify(leaves), { leaves, shape: shapeOf(leaves) });
      this.all = [...ways.values()];
    }
    return this.all;
  }

  /** Whether an index works the field out when it is searched. */
  isRuntime(path: string): boolean {
    return this.indices.some(({ fields }) => fields.get(path)?.[0]?.isRuntime);
  }

  /** Whether events may have values in fields that aren't looked at. */
  hasUnsearched(): boolean {
    return this.indices.some(({ objects }) =>
      [...objects.values()].some(({ dynamic }) => dynamic === 'false' || dynamic === 'off'),
    );
  }

  /** What a name that no index has may have been meant to be. */
  near(field: string): string | undefined {
    if (!this.nearest.has(field)) this.nearest.set(field, this.nearestTo(field));
    return this.nearest.get(field);
  }

  private nearestTo(field: string): string | undefined {
    this.names ??= new Set(this.indices.flatMap(({ fields }) => [...fields.keys()]));
    const lower = field.toLowerCase();
    for (const name of this.names) if (name.toLowerCase() === lower) return name;
    return closest(field, this.names);
  }
}

const shapeOf = (leaves: readonly Leaf[]): string =>
  JSON.stringify(leaves.map(({ path, ...held }) => held));

function isMulti(name: string, fields: Index['fields']): boolean {
  const around = fields.get(name.slice(0, name.lastIndexOf('.')));
  return around?.slice(1).some(({ path }) => path === name) ?? false;
}

type Schemas = WeakMap<readonly Index[], Schema>;
const limited: Schemas = new WeakMap();
const unlimited: Schemas = new WeakMap();

/**
 * The same for all rules that are written for some indices.
 *
 * @param areAllHeld no event has a text that is longer than an index holds
 */
export function schemaOf(indices: readonly Index[], areAllHeld = false): Schema {
  const schemas = areAllHeld ? unlimited : limited;
  const schema =
    schemas.get(indices) ?? new Schema(areAllHeld ? indices.map(withoutLimits) : indices);
  schemas.set(indices, schema);
  return schema;
}

const withoutLimits = (index: Index): Index => ({
  ...index,
  fields: new Map(
    [...index.fields].map(([name, leaves]) => [
      name,
      leaves.map((leaf) => ({ ...leaf, limit: Infinity })),
    ]),
  ),
});
