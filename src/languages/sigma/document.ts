import jsYaml from 'js-yaml';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { lazySpan, type Source, type Span, span } from '../../diagnostic/source.ts';
import { Layout, type Part, type Path } from './layout.ts';
import * as messages from './messages.ts';

/** A value that YAML can write. */
export type Yaml = null | boolean | number | string | readonly Yaml[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: Yaml;
}

/** One YAML document, and where its parts stand. */
export interface Document {
  readonly source: Source;
  readonly value: Yaml;
  /** Offsets of what stands at the path, or of the key that the path ends with; the nearest, where there is none. */
  find(path: Path, key: boolean, part?: Part): readonly [number, number];
}

/**
 * The place of a value in a document. It is looked for when somebody asks: most rules have nothing to
 * complain about, and finding where each of their values stands costs more than compiling them.
 */
export class Place implements Span {
  private readonly document: Document;
  private readonly parent: Place | null;
  private readonly step: string | number;

  constructor(document: Document, parent: Place | null = null, step: string | number = '') {
    this.document = document;
    this.parent = parent;
    this.step = step;
  }

  get source(): Source {
    return this.document.source;
  }

  get start(): number {
    return this.document.find(this.path(), false)[0];
  }

  get end(): number {
    return this.document.find(this.path(), false)[1];
  }

  /** The place of a value of this map or list. */
  at(step: string | number): Place {
    return new Place(this.document, this, step);
  }

  /** A part of the text at this place. */
  part(from: number, to: number): Span {
    return lazySpan(this.source, () => this.document.find(this.path(), false, [from, to]));
  }

  /** The place of the key that this is the value of, or a part of it. */
  key(part?: Part): Span {
    return lazySpan(this.source, () => this.document.find(this.path(), true, part));
  }

  private path(): Path {
    const steps: (string | number)[] = [];
    for (let place: Place = this; place.parent; place = place.parent) steps.push(place.step);
    return steps.reverse();
  }
}

export const isYamlMap = (value: Yaml | undefined): value is YamlMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A number is only what JSON would write the same way again: `0755`, `1.10`, `0x10`, `1e3` and
 * integers too large to be exact stay text, for a rule's value is compared as it is written.
 */
export const isCanonicalNumber = (text: string): boolean =>
  /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(text) &&
  text !== '-0' &&
  (text.includes('.') ? String(Number(text)) === text : Number.isSafeInteger(Number(text)));

// its types do not name `types`, which its index exports
const { FAILSAFE_SCHEMA, loadAll, Type, types, YAMLException } = jsYaml as typeof jsYaml & {
  types: Record<'null' | 'bool' | 'merge', jsYaml.Type>;
};

const number = new Type('tag:yaml.org,2002:float', {
  kind: 'scalar',
  resolve: (data: unknown) =>
    typeof data === 'string' && /^[-\d]/.test(data) && isCanonicalNumber(data),
  construct: Number,
});

const schema = FAILSAFE_SCHEMA.extend({
  implicit: [types.null, types.bool, number, types.merge],
});

/** The documents of a file, and what is wrong with its syntax. */
export function readDocuments(source: Source): { documents: Document[]; faults: Diagnostic[] } {
  let layout: Layout | null = null;
  const laidOut = () => {
    layout ??= new Layout(source.text, schema);
    return layout;
  };
  const read = (json: boolean) =>
    (loadAll(source.text, null, { schema, json }) as Yaml[]).map(
      (value, index): Document => ({
        source,
        value,
        find: (path, key, part) => laidOut().find(index, path, key, part),
      }),
    );
  try {
    return { documents: read(false), faults: [] };
  } catch (error) {
    if (error instanceof RangeError)
      return { documents: [], faults: [messages.tooDeep(span(source, 0, 1))] };
    if (!(error instanceof YAMLException)) throw error;
    const twins = error.reason === 'duplicated mapping key' ? twinsOf(laidOut(), source) : [];
    // a key that stands twice hides nothing else: go on, and say all that is wrong
    if (twins.length > 0) return { documents: read(true), faults: twins };
    const at = Math.min(error.mark?.position ?? 0, Math.max(0, source.text.length - 1));
    return { documents: [], faults: [messages.badYaml(error.reason, span(source, at, at + 1))] };
  }
}

const twinsOf = (layout: Layout, source: Source): Diagnostic[] =>
  layout.twins().map(([start, end]) => messages.twinKey(span(source, start, end)));
