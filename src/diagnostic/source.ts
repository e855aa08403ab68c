/** A text the user gave us, and what it is called. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Which line the text begins with, where it is a part of a file: 1 without. */
  readonly firstLine?: number;
}

/** A part of a source: offsets in UTF-16 units, the end not included. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A span as people count: lines and columns (in UTF-16 units) from 1, the end not included. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const span = (source: Source, start: number, end: number): Span => ({ source, start, end });

/** The beginning of a source, for what is wrong with the whole of it. */
export const startOf = (source: Source): Span => span(source, 0, 0);

/**
 * A span that is looked for when somebody asks. Most rules have nothing to complain about, and
 * finding where each of their values stands costs more than compiling them.
 */
export function lazySpan(source: Source, find: () => readonly [number, number]): Span {
  let found: readonly [number, number] | undefined;
  const range = () => {
    found ??= find();
    return found;
  };
  return {
    source,
    get start() {
      return range()[0];
    },
    get end() {
      return range()[1];
    },
  };
}

export function placeOf({ source, start, end }: Span): Place {
  const starts = lineStarts(source);
  const line = lineAt(starts, start);
  const endLine = lineAt(starts, end);
  const { firstLine = 1 } = source;
  return {
    line: line + firstLine,
    column: start - starts[line]! + 1,
    endLine: endLine + firstLine,
    endColumn: end - starts[endLine]! + 1,
  };
}

/** The text of a line, as `placeOf` counts, without its line break. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const at = line - (source.firstLine ?? 1);
  return source.text.slice(starts[at], starts[at + 1]).replace(/[\r\n]+$/, '');
}

const known = new WeakMap<Source, number[]>();

function lineStarts(source: Source): number[] {
  let starts = known.get(source);
  if (!starts) {
    starts = [0];
    for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1))
      starts.push(at + 1);
    known.set(source, starts);
  }
  return starts;
}

/** The last line that starts at or before `offset`. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
