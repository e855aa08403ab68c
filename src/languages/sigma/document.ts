import jsYaml from 'js-yaml';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Document as Located,
  type Node,
  parseAllDocuments,
} from 'yaml';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { lazySpan, type Source, type Span, span } from '../../diagnostic/source.ts';
import * as messages from './messages.ts';

/** A value that YAML can write. */
export type Yaml = null | boolean | number | string | readonly Yaml[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: Yaml;
}

/** Keys of maps and indices of lists, from a document's root. */
export type Path = readonly (string | number)[];

/** A part of a scalar's text: from, to (not included), in UTF-16 units of its value. */
export type Part = readonly [from: number, to: number];

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
  resolve: (data: unknown) => typeof data === 'string' && isCanonicalNumber(data),
  construct: Number,
});

const schema = FAILSAFE_SCHEMA.extend({
  implicit: [types.null, types.bool, number, types.merge],
});

/**
 * The documents of a file. js-yaml reads them, for its speed; where something is said about a place,
 * `yaml` reads them again and knows the place.
 */
export function readDocuments(source: Source): { documents: Document[]; faults: Diagnostic[] } {
  const located = new Locator(source);
  const read = (json: boolean) =>
    (loadAll(source.text, null, { schema, json }) as Yaml[]).map(
      (value, index): Document => ({
        source,
        value,
        find: (path, key, part) => located.find(index, path, key, part),
      }),
    );
  try {
    return { documents: read(false), faults: [] };
  } catch (error) {
    const faults = located.faults(error);
    // a key that stands twice hides nothing else: go on, and say all that is wrong
    const onlyTwins = faults.length > 0 && faults.every(({ code }) => code === messages.twinCode);
    return { documents: onlyTwins ? read(true) : [], faults };
  }
}

/** The slow reader that knows places. It reads when first asked. */
class Locator {
  private readonly source: Source;
  private parsed: Located.Parsed[] | undefined;

  constructor(source: Source) {
    this.source = source;
  }

  private get documents(): Located.Parsed[] {
    if (!this.parsed) {
      try {
        const options = { prettyErrors: false, merge: true, logLevel: 'silent' } as const;
        const all = parseAllDocuments(this.source.text, options);
        this.parsed = Array.isArray(all) ? (all as Located.Parsed[]) : [];
      } catch {
        this.parsed = []; // nested beyond its stack: then all places are the file's beginning
      }
    }
    return this.parsed;
  }

  /** Every fault of the syntax; the fast reader's own, where the slow one finds none. */
  faults(error: unknown): Diagnostic[] {
    const found = this.documents.flatMap(({ errors }) =>
      errors.map(({ code, message, pos }) => {
        const at = span(this.source, pos[0], Math.max(pos[1], pos[0] + 1));
        return code === 'DUPLICATE_KEY' ? messages.twinKey(at) : messages.badYaml(message, at);
      }),
    );
    if (found.length > 0) return found;
    if (error instanceof YAMLException) {
      const start = error.mark?.position ?? 0;
      return [messages.badYaml(error.reason, span(this.source, start, start + 1))];
    }
    if (error instanceof RangeError) return [messages.tooDeep(span(this.source, 0, 1))];
    throw error;
  }

  /** The nearest place to the path that the text has. */
  find(index: number, path: Path, key: boolean, part?: Part): readonly [number, number] {
    const document = this.documents[index];
    let node: Node | null | undefined = document?.contents;
    let found: Node | null | undefined = node;
    path.forEach((step, depth) => {
      if (isAlias(node)) node = node.resolve(document!);
      if (isMap(node)) {
        const pair = node.items.find((item) => spelling(item.key) === String(step));
        const wanted = key && depth === path.length - 1 ? pair?.key : pair?.value;
        node = (wanted ?? pair?.key) as Node | undefined;
      } else if (isSeq(node)) node = node.items[Number(step)] as Node | undefined;
      else if (depth > 0) node = undefined;
      found = node ?? found;
    });
    const range = found?.range;
    if (!range) return [0, Math.min(1, this.source.text.length)];
    const [start, end] = [range[0], range[1]];
    if (!part || !isScalar(found) || found !== node) return [start, Math.max(end, start)];
    return partOf(
      this.source.text.slice(start, end),
      String(found.source ?? found.value),
      part,
    ).map((offset) => start + offset) as [number, number];
  }
}

const spelling = (key: unknown): string =>
  isScalar(key) ? String(key.source ?? key.value) : String(key);

/** Where a part of a scalar's value stands in what was written; the whole, where that can't be told. */
function partOf(written: string, value: string, [from, to]: Part): [number, number] {
  const quote = /^['"]/.exec(written)?.[0];
  const places: number[] = [];
  let at = quote ? 1 : 0;
  for (let i = 0; i < value.length; i++) {
    const folds = /\s/.test(value[i]!) && /\s/.test(written[at] ?? '');
    if (written[at] !== value[i] && !folds) return [0, written.length];
    places.push(at);
    if (folds && value[i + 1]?.trim()) at += /^\s+/.exec(written.slice(at))![0].length;
    else at += quote === "'" && value[i] === "'" ? 2 : 1;
  }
  places.push(at);
  return [places[from] ?? 0, places[to - 1] === undefined ? at : places[to - 1]! + 1];
}
