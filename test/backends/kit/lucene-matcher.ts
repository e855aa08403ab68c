/*
 * Lucene's regular expressions, matched without Lucene: written from its documentation and from
 * nothing of ours, to judge what we write. By derivatives: what must still come, after each
 * character, is an expression again (Brzozowski 1964).
 * https://lucene.apache.org/core/10_4_0/core/org/apache/lucene/util/automaton/RegExp.html
 */

type Shape = { readonly empty: boolean } & (
  | { readonly kind: 'char'; readonly is: (char: string) => boolean }
  | { readonly kind: 'cat' | 'and'; readonly one: Node; readonly two: Node }
  | { readonly kind: 'or'; readonly some: readonly Node[] }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'repeat'; readonly of: Node; readonly min: number; readonly max: number }
  | { readonly kind: 'nothing' | 'done' }
);
type Node = Shape & { readonly id: number };

/** How engines differ: Lucene 9 folds single ASCII letters, Lucene 10 letters of all alphabets, in classes too. */
export type Folding = 'none' | 'ascii' | 'unicode';

export interface Syntax {
  readonly flags: 'NONE' | 'INTERSECTION|COMPLEMENT';
  readonly folding: Folding;
}

/** Whether a whole text is of an expression. Throws where Lucene would not take the expression. */
export function luceneMatcher(expression: string, syntax: Syntax): (text: string) => boolean {
  const start = new Parser([...expression], syntax).all();
  return (text) => {
    let left = start;
    for (const char of text) left = derive(left, char);
    return left.empty;
  };
}

/* Nodes: equal ones are made once, so that what must still come stays small. */

const made = new Map<string, Node>();
function make(key: string, shape: Shape): Node {
  const known = made.get(key);
  if (known) return known;
  const node = { ...shape, id: made.size };
  made.set(key, node);
  return node;
}

const nothing = make('nothing', { kind: 'nothing', empty: false });
const done = make('done', { kind: 'done', empty: true });
const charOf = (key: string, is: (char: string) => boolean): Node =>
  make(`char ${key}`, { kind: 'char', empty: false, is });

function cat(one: Node, two: Node): Node {
  if (one === nothing || two === nothing) return nothing;
  if (one === done) return two;
  if (two === done) return one;
  const empty = one.empty && two.empty;
  return make(`cat ${one.id} ${two.id}`, { kind: 'cat', empty, one, two });
}

function or(...of: readonly Node[]): Node {
  const flat = of.flatMap((node) => (node.kind === 'or' ? node.some : [node]));
  const some = [...new Set(flat)].filter((node) => node !== nothing).sort((a, b) => a.id - b.id);
  if (some.length < 2) return some[0] ?? nothing;
  const empty = some.some((node) => node.empty);
  return make(`or ${some.map((node) => node.id).join()}`, { kind: 'or', empty, some });
}

function and(one: Node, two: Node): Node {
  if (one === two) return one;
  if (one === nothing || two === nothing) return nothing;
  const empty = one.empty && two.empty;
  return make(`and ${one.id} ${two.id}`, { kind: 'and', empty, one, two });
}

const not = (of: Node): Node => make(`not ${of.id}`, { kind: 'not', empty: !of.empty, of });

function repeat(of: Node, min: number, max: number): Node {
  if (max === 0 || of === done) return done;
  if (of === nothing) return min === 0 ? done : nothing;
  const empty = min === 0 || of.empty;
  return make(`repeat ${of.id} ${min} ${max}`, { kind: 'repeat', empty, of, min, max });
}

/** What must come behind the character. */
function derive(node: Node, char: string): Node {
  switch (node.kind) {
    case 'nothing':
    case 'done':
      return nothing;
    case 'char':
      return node.is(char) ? done : nothing;
    case 'cat': {
      const first = cat(derive(node.one, char), node.two);
      return node.one.empty ? or(first, derive(node.two, char)) : first;
    }
    case 'or':
      return or(...node.some.map((one) => derive(one, char)));
    case 'and':
      return and(derive(node.one, char), derive(node.two, char));
    case 'not':
      return not(derive(node.of, char));
    case 'repeat':
      return cat(derive(node.of, char), repeat(node.of, Math.max(0, node.min - 1), node.max - 1));
  }
}

/* The grammar, in its own words: union, intersection, concatenation, repeat, complement, class. */

class Parser {
  private at = 0;
  private readonly chars: readonly string[];
  private readonly extended: boolean;
  private readonly folding: Folding;

  constructor(chars: readonly string[], { flags, folding }: Syntax) {
    this.chars = chars;
    this.extended = flags !== 'NONE';
    this.folding = folding;
  }

  all(): Node {
    const node = this.union();
    if (this.at < this.chars.length) this.fail('end expected');
    return node;
  }

  private fail(what: string): never {
    throw new Error(`${what} at ${this.at} of ${this.chars.join('')}`);
  }

  private take(char: string): boolean {
    if (this.chars[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private next(): string {
    return this.chars[this.at++] ?? this.fail('the end was not expected');
  }

  private union(): Node {
    const one = this.intersection();
    return this.take('|') ? or(one, this.union()) : one;
  }

  private intersection(): Node {
    const one = this.concatenation();
    return this.extended && this.take('&') ? and(one, this.intersection()) : one;
  }

  private concatenation(): Node {
    const one = this.repeated();
    const next = this.chars[this.at];
    const ends = next === undefined || next === ')' || next === '|';
    return ends || (this.extended && next === '&') ? one : cat(one, this.concatenation());
  }

  private repeated(): Node {
    let node = this.complement();
    for (;;) {
      if (this.take('?')) node = repeat(node, 0, 1);
      else if (this.take('*')) node = repeat(node, 0, Number.POSITIVE_INFINITY);
      else if (this.take('+')) node = repeat(node, 1, Number.POSITIVE_INFINITY);
      else if (this.take('{')) {
        const min = this.digits();
        const max = this.take(',')
          ? this.chars[this.at] === '}'
            ? Number.POSITIVE_INFINITY
            : this.digits()
          : min;
        if (!this.take('}')) this.fail('} expected');
        if (max < min) this.fail('a repeat turned round');
        node = repeat(node, min, max);
      } else return node;
    }
  }

  private digits(): number {
    let digits = '';
    while (/^[0-9]$/.test(this.chars[this.at] ?? '')) digits += this.next();
    return digits === '' ? this.fail('a number expected') : Number(digits);
  }

  private complement(): Node {
    return this.extended && this.take('~') ? not(this.complement()) : this.class();
  }

  private class(): Node {
    if (!this.take('[')) return this.simple();
    const from = this.at;
    const negated = this.take('^');
    const ranges: (readonly [string, string])[] = [];
    do {
      const escaped = this.chars[this.at] === '\\';
      const first = this.char();
      // Lucene 10 takes an escaped character for a range of its own
      const isRange = this.take('-');
      if (isRange && (escaped || this.chars[this.at] === '\\')) this.fail('an escaped edge');
      ranges.push([first, isRange ? this.char() : first]);
    } while (this.at < this.chars.length && this.chars[this.at] !== ']');
    if (!this.take(']')) this.fail('] expected');
    const inside = ranges.map(([first, last]) => `${unit(first)}-${unit(last)}`).join('');
    const flags = this.folding === 'unicode' ? 'iu' : 'u';
    const is = new RegExp(`^[${negated ? '^' : ''}${inside}]$`, flags);
    const key = `[${this.chars.slice(from, this.at).join('')} ${flags}`;
    return charOf(key, (char) => is.test(char));
  }

  private simple(): Node {
    if (this.take('.')) return charOf('.', () => true);
    if (this.take('(')) {
      if (this.take(')')) return done;
      const node = this.union();
      return this.take(')') ? node : this.fail(') expected');
    }
    if (/^["#@<]$/.test(this.chars[this.at] ?? '')) this.fail('an operator that we never write');
    const wanted = this.char();
    const fold = this.folding !== 'none' && (this.folding === 'unicode' || wanted < '\x80');
    const is = new RegExp(`^${unit(wanted)}$`, this.folding === 'unicode' ? 'iu' : 'u');
    if (!fold || this.folding === 'unicode')
      return charOf(`${wanted} ${this.folding}`, (char) => is.test(char));
    return charOf(`${wanted} ascii`, (char) => small(char) === small(wanted));
  }

  private char(): string {
    if (!this.take('\\')) return this.next();
    const char = this.next();
    return /^[A-Za-z0-9]$/.test(char) ? this.fail(`\\${char} is a class`) : char;
  }
}

const unit = (char: string): string => `\\u{${char.codePointAt(0)!.toString(16)}}`;
const small = (char: string): string => char.replace(/^[A-Z]$/, (letter) => letter.toLowerCase());
