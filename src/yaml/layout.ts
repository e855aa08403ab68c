import jsYaml from 'js-yaml';

/** Keys of maps and indices of lists, from a document's root. */
export type Path = readonly (string | number)[];

/** A part of a scalar's text: from, to (not included), in UTF-16 units of its value. */
export type Part = readonly [from: number, to: number];

/** A node of YAML's tree, as the parser walks it: the text between is from where it opens to where it closes. */
interface Node {
  readonly start: number;
  end: number;
  kind: string | null;
  value: unknown;
  /** Of a map, keys and values by turns; of a list, its items. */
  readonly children: Node[];
}

/** The parser's state, of which its types say nothing. */
interface State {
  readonly position: number;
  readonly kind: string | null;
  readonly result: unknown;
}

type Range = readonly [start: number, end: number];

/**
 * Where the parts of a YAML text stand. The text is parsed a second time for it, with js-yaml telling
 * of each node it opens and closes; so this is made only when something is said about a place.
 */
export class Layout {
  private readonly text: string;
  private readonly documents: readonly Node[];
  // a text may have a thousand mistakes in one value
  private readonly ranges = new Map<Node, Range>();
  private readonly spellings = new Map<Node, Spelling | null>();
  private readonly entries = new Map<Node, ReadonlyMap<unknown, number>>();

  constructor(text: string, schema: jsYaml.Schema) {
    this.text = text;
    this.documents = nodesOf(text, schema);
  }

  /** The nearest place to the path that the text has. */
  find(index: number, path: Path, key: boolean, part?: Part): Range {
    let node = this.documents[index];
    let range: Range = node ? this.rangeOf(node) : [0, Math.min(1, this.text.length)];
    let exact = true;
    path.forEach((step, depth) => {
      if (!exact || !node) return;
      const [name, value] = this.childOf(node, step);
      const wanted = key && depth === path.length - 1 ? name : value;
      exact = wanted !== undefined;
      node = wanted;
      const known = wanted ?? name;
      if (known) range = this.rangeOf(known);
    });
    if (!part || !exact || !node) return range;
    const spelling = this.spellingOf(node);
    if (!spelling) return range;
    const [start] = range;
    const [from, to] = partOf(spelling, part);
    return [start + from, start + to];
  }

  /** The keys that their map has had before. */
  twins(index: number): Range[] {
    const found: Range[] = [];
    const walk = ({ kind, children }: Node) => {
      const seen = new Set<string>();
      children.forEach((child, i) => {
        if (kind === 'mapping' && i % 2 === 0) {
          const name = keyText(child);
          if (seen.has(name)) found.push(this.rangeOf(child));
          seen.add(name);
        } else walk(child);
      });
    };
    const document = this.documents[index];
    if (document) walk(document);
    return found;
  }

  /** What was written of a node, without the space, comments, tags and anchors before it. */
  private rangeOf(node: Node): Range {
    return remembered(this.ranges, node, () => this.findRange(node));
  }

  private spellingOf(node: Node): Spelling | null {
    return remembered(this.spellings, node, () =>
      spell(this.text.slice(...this.rangeOf(node)), String(node.value)),
    );
  }

  /** The key and the value of a map's entry; an item of a list has no key. */
  private childOf(node: Node, step: string | number): [Node | undefined, Node | undefined] {
    const { kind, children } = node;
    if (kind === 'sequence') return [undefined, children[Number(step)]];
    if (kind !== 'mapping') return [undefined, undefined];
    const at = remembered(this.entries, node, () => lastEntries(node)).get(step);
    return at === undefined ? [undefined, undefined] : [children[at], children[at + 1]];
  }

  private findRange(node: Node): Range {
    const lead = /(?:\s+|#.*|[&!]\S*(?=\s))*/y;
    lead.lastIndex = node.start;
    const start = node.start + lead.exec(this.text)![0].length;
    const end = start + this.text.slice(start, node.end).trimEnd().length;
    return start < end ? [start, end] : [node.start, node.start];
  }
}

function nodesOf(text: string, schema: jsYaml.Schema): Node[] {
  const documents: Node[] = [];
  const open: Node[] = [];
  const listener = (event: 'open' | 'close', state: State) => {
    if (event === 'open') {
      open.push({ start: state.position, end: 0, kind: null, value: null, children: [] });
      return;
    }
    const node = open.pop()!;
    node.end = state.position;
    node.kind = state.kind;
    node.value = state.result;
    // a scalar, and a map or list in brackets, is opened once more, to see whether it is the first key of a map
    const [inner, more] = node.children;
    const isTwice =
      inner !== undefined &&
      inner.kind === node.kind &&
      (node.kind === 'scalar' || (more === undefined && inner.value === node.value));
    const made = isTwice ? inner : node;
    (open.at(-1)?.children ?? documents).push(made);
  };
  try {
    jsYaml.loadAll(text, () => {}, { schema, json: true, listener } as jsYaml.LoadOptions);
  } catch {
    // what was read before the fault is laid out
  }
  return documents;
}

/** A key as the parser makes a text of it; a map that is one has no text. */
const keyText = ({ kind, value }: Node): string =>
  kind === 'mapping' ? '[object Object]' : String(value);

function remembered<T>(memory: Map<Node, T>, node: Node, find: () => T): T {
  let found = memory.get(node);
  if (found === undefined) {
    found = find();
    memory.set(node, found);
  }
  return found;
}

/** Where each key of a map stands last among its children: its value is the one that counts. */
function lastEntries({ children }: Node): ReadonlyMap<unknown, number> {
  const entries = new Map<unknown, number>();
  for (let i = 0; i < children.length; i += 2) {
    entries.set(keyText(children[i]!), i);
  }
  return entries;
}

/** Where each character of a scalar's value was written, and where the last one ends. */
type Spelling = readonly number[];

/** Null where the value can't be found in what was written, as behind escapes. */
function spell(written: string, value: string): Spelling | null {
  const quote = /^['"]/.exec(written)?.[0];
  const places: number[] = [];
  let at = quote ? 1 : (/^[|>].*\s+/.exec(written)?.[0].length ?? 0);
  const space = /\s+/y;
  for (let i = 0; i < value.length; i++) {
    const folds = /\s/.test(value[i]!) && /\s/.test(written[at] ?? '');
    if (written[at] !== value[i] && !folds) return null;
    places.push(at);
    if (folds && value[i + 1]?.trim()) {
      space.lastIndex = at;
      space.exec(written);
      at = space.lastIndex;
    } else at += quote === "'" && value[i] === "'" ? 2 : 1;
  }
  places.push(at);
  return places;
}

/** Where a part of a scalar's value stands in what was written. */
function partOf(spelling: Spelling, [from, to]: Part): Range {
  const last = spelling.length - 1;
  if (from >= last) return [spelling[last]!, spelling[last]!];
  return [spelling[from]!, to > from ? spelling[Math.min(to, last) - 1]! + 1 : spelling[from]!];
}
