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
      const [name, value] = childOf(node, step);
      const wanted = key && depth === path.length - 1 ? name : value;
      exact = wanted !== undefined;
      node = wanted;
      const known = wanted ?? name;
      if (known) range = this.rangeOf(known);
    });
    if (!part || !exact || !node) return range;
    const [start, end] = range;
    const [from, to] = partOf(this.text.slice(start, end), String(node.value), part);
    return [start + from, start + to];
  }

  /** The keys that their map has had before. */
  twins(): Range[] {
    const found: Range[] = [];
    const walk = ({ kind, children }: Node) => {
      const seen = new Set<string>();
      children.forEach((child, i) => {
        if (kind === 'mapping' && i % 2 === 0) {
          const name = String(child.value);
          if (seen.has(name)) found.push(this.rangeOf(child));
          seen.add(name);
        } else walk(child);
      });
    };
    this.documents.forEach(walk);
    return found;
  }

  /** What was written of a node, without the space, comments, tags and anchors before it. */
  private rangeOf(node: Node): Range {
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
    // a scalar is opened once more, to see whether it is the first key of a map
    const [inner] = node.children;
    const made = node.kind === 'scalar' && inner?.kind === 'scalar' ? inner : node;
    (open.at(-1)?.children ?? documents).push(made);
  };
  try {
    jsYaml.loadAll(text, () => {}, { schema, json: true, listener } as jsYaml.LoadOptions);
  } catch {
    // what was read before the fault is laid out
  }
  return documents;
}

/** The key and the value of a map's entry; an item of a list has no key. */
function childOf(node: Node, step: string | number): [Node | undefined, Node | undefined] {
  if (node.kind === 'sequence') return [undefined, node.children[Number(step)]];
  if (node.kind !== 'mapping') return [undefined, undefined];
  const at = node.children.findIndex(({ value }, i) => i % 2 === 0 && String(value) === step);
  return at < 0 ? [undefined, undefined] : [node.children[at], node.children[at + 1]];
}

/** Where a part of a scalar's value stands in what was written; the whole, where that can't be told. */
function partOf(written: string, value: string, [from, to]: Part): Range {
  const quote = /^['"]/.exec(written)?.[0];
  const places: number[] = [];
  let at = quote ? 1 : (/^[|>].*\s+/.exec(written)?.[0].length ?? 0);
  for (let i = 0; i < value.length; i++) {
    const folds = /\s/.test(value[i]!) && /\s/.test(written[at] ?? '');
    if (written[at] !== value[i] && !folds) return [0, written.length];
    places.push(at);
    if (folds && value[i + 1]?.trim()) at += /^\s+/.exec(written.slice(at))![0].length;
    else at += quote === "'" && value[i] === "'" ? 2 : 1;
  }
  return [places[from] ?? 0, to > from ? (places[to - 1] ?? at - 1) + 1 : (places[from] ?? 0)];
}
