import type { Diagnostic } from '../../src/diagnostic/diagnostic.ts';
import { Params } from '../../src/pysigma/params.ts';
import { Place, readDocuments, type Yaml } from '../../src/yaml/document.ts';

/* What the reader of pipelines asks of a step, as a JSON Schema: it is read with nothing in it, and each ask noted. */

export type Schema = { readonly [key: string]: unknown };

/** Parts of the schema, which others refer to. */
export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

/** What the reader takes as it is, and looks at itself. */
const raw: Readonly<Record<string, Schema>> = {
  conditions: { type: 'object', minProperties: 1 },
  csv_column: { type: ['string', 'integer', 'null'] },
  filter: ref('text'),
  force_type: { enum: ['str', 'num', null] },
  indent: { type: ['number', 'null'] },
  // a file of Python, which is refused
  vars: { not: {} },
};

/** A step with nothing in it. */
const [nothing] = readDocuments({ path: 'nothing', text: '{}' });
if (!nothing || 'fault' in nothing) throw new Error('no document');
const place = new Place(nothing);

export class Recorder extends Params {
  readonly properties: Record<string, Schema> = {};
  readonly required: string[] = [];
  /** Of these names one is to be there. */
  oneIsThere: readonly string[] = [];
  /** Whether it is refused, whatever it is given. */
  isRefused = false;
  /** What a list under that name is a list of. */
  private readonly lists: Readonly<Record<string, Schema>>;

  constructor(lists: Readonly<Record<string, Schema>>) {
    super({}, place, () => {});
    this.lists = lists;
  }

  override readonly report = ({ code }: Diagnostic): void => {
    this.isRefused ||= code === 'pysigma/outside';
  };

  override take(name: string): Yaml | undefined {
    if (!(name in raw)) throw new Error(`nothing is known of "${name}"`);
    this.note(name, raw[name]!);
    return undefined;
  }

  override lacks(name: string): void {
    const isOptional =
      JSON.stringify(this.properties[name]) === JSON.stringify(orNull(ref('text')));
    if (isOptional) this.oneIsThere = Object.keys(this.properties);
    else this.required.push(name);
  }

  override text(name: string): string {
    return this.note(name, ref('text'), true) ?? 'x';
  }

  override optionalText(name: string): undefined {
    this.note(name, orNull(ref('text')));
  }

  override bool(name: string, usual = false): boolean {
    this.note(name, { type: ['boolean', 'null'] });
    return usual;
  }

  override number(name: string, usual: number): number {
    this.note(name, { type: ['number', 'null'] });
    return usual;
  }

  override oneOf<T extends string>(name: string, all: readonly T[], usual?: T): T {
    this.note(name, { enum: usual === undefined ? all : [...all, null] }, usual === undefined);
    return usual ?? all[0]!;
  }

  override texts(name: string): readonly string[] {
    return this.note(name, ref('texts'), true) ?? [];
  }

  override optionalTexts(name: string): undefined {
    this.note(name, orNull(ref('texts')));
  }

  override mapping(name: string, isNeeded = true): ReadonlyMap<string, readonly string[]> {
    const schema = ref('mapping');
    return this.note(name, isNeeded ? schema : orNull(schema), isNeeded) ?? new Map();
  }

  override any(name: string): Yaml {
    return this.note(name, {}, true) ?? null;
  }

  override maps(name: string, isNeeded = false): readonly Params[] {
    const items = this.lists[name];
    if (!items) throw new Error(`nothing is known of the list "${name}"`);
    const list = { type: 'array', items };
    return this.note(name, isNeeded ? list : orNull(list), isNeeded) ?? [];
  }

  private note(name: string, schema: Schema, isRequired = false): undefined {
    this.properties[name] = schema;
    if (isRequired) this.required.push(name);
  }
}
