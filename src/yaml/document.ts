import jsYaml from 'js-yaml';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { lazySpan, type Source, type Span, span } from '../diagnostic/source.ts';
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
  /** What is wrong with its syntax, though it could be read. */
  readonly faults: readonly Diagnostic[];
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

/** The words of YAML's core schema. https://yaml.org/spec/1.2.2/#103-core-schema */
const words: ReadonlyMap<unknown, null | boolean> = new Map([
  ...[null, '', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** Null, booleans and numbers. Every plain scalar is tried for each type there is, so this is but one. */
const plain = new Type('tag:yaml.org,2002:float', {
  kind: 'scalar',
  resolve: (data: unknown) =>
    words.has(data) || (typeof data === 'string' && /^[-\d]/.test(data) && isCanonicalNumber(data)),
  construct: (data: string | null) => (words.has(data) ? words.get(data) : Number(data)),
});

const schema = FAILSAFE_SCHEMA.extend({
  implicit: [plain, types.merge],
  explicit: [types.null, types.bool],
});

/** What keeps a document, or all of them, from being read. */
export interface Unread {
  readonly fault: Diagnostic;
}

/** More documents than this are not tried one by one when one of them is broken. */
const mostTried = 100;

/** The documents of a file, in their order. One whose syntax is broken doesn't hide the others. */
export function readDocuments(source: Source): readonly (Document | Unread)[] {
  const whole = readText(source, source.text);
  // what is laid under other rules can't be missing
  if (!whole.some((one) => 'fault' in one) || /^action:/m.test(source.text)) return whole;
  const starts = [...source.text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index);
  if (starts.length === 0 || starts.length > mostTried) return whole;
  const edges = [0, ...starts, source.text.length];
  return edges.slice(1).flatMap((end, i) => {
    const before = source.text.slice(0, edges[i]).replace(/[^\n]/g, ' ');
    return readText(source, before + source.text.slice(edges[i], end));
  });
}

/** The documents of a text that is the source's, or has blanks where it isn't. */
function readText(source: Source, text: string): readonly (Document | Unread)[] {
  let layout: Layout | null = null;
  const laidOut = () => {
    layout ??= new Layout(text, schema);
    return layout;
  };
  const read = (json: boolean) =>
    (loadAll(text, null, { schema, json }) as Yaml[]).map(
      (value, index): Document => ({
        source,
        value,
        faults: json ? twinsOf(laidOut(), index, source) : [],
        find: (path, key, part) => laidOut().find(index, path, key, part),
      }),
    );
  try {
    return read(false);
  } catch (error) {
    // a key that stands twice hides nothing else: go on, and say all that is wrong
    if (error instanceof YAMLException && error.reason === 'duplicated mapping key')
      try {
        return read(true);
      } catch (other) {
        return [{ fault: faultOf(other, source) }];
      }
    return [{ fault: faultOf(error, source) }];
  }
}

function faultOf(error: unknown, source: Source): Diagnostic {
  if (error instanceof RangeError) return messages.tooDeep(span(source, 0, 1));
  if (!(error instanceof YAMLException)) throw error;
  const at = Math.min(error.mark?.position ?? 0, Math.max(0, source.text.length - 1));
  const place = span(source, at, at + 1);
  return error.reason.startsWith('nesting exceeded')
    ? messages.tooDeep(place)
    : messages.syntax(error.reason, place);
}

const twinsOf = (layout: Layout, index: number, source: Source): Diagnostic[] =>
  layout.twins(index).map(([start, end]) => messages.twinKey(span(source, start, end)));
