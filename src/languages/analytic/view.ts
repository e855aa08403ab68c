import { type Source, type Span, span } from '../../diagnostic/source.ts';

/** A text made of a source's, in which every character knows where it stood there. */
export interface View {
  readonly source: Source;
  readonly text: string;
  /** The place in the source of a part of `text`. */
  at(from: number, to: number): Span;
  /** A part of it, with the same places. */
  slice(from: number, to: number): View;
}

/** The whole of a source as it stands. */
export function viewOf(source: Source): View {
  const { text } = source;
  return part(
    source,
    text,
    (i) => i,
    (i) => i + 1,
    0,
  );
}

/** Makes a view of another, piece by piece. */
export class ViewBuilder {
  private readonly of: View;
  private readonly pieces: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  constructor(of: View) {
    this.of = of;
  }

  /** Text as it stands there. */
  copy(from: number, to: number): void {
    this.pieces.push(this.of.text.slice(from, to));
    for (let i = from; i < to; i++) {
      const { start, end } = this.of.at(i, i + 1);
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** Text that stands for a part of the other: `<` for `&lt;`. */
  put(text: string, from: number, to: number): void {
    const { start, end } = this.of.at(from, to);
    this.pieces.push(text);
    for (let i = 0; i < text.length; i++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  done(): View {
    const { starts, ends } = this;
    const last = ends.at(-1) ?? 0;
    return part(
      this.of.source,
      this.pieces.join(''),
      (i) => starts[i] ?? last,
      (i) => ends[i] ?? last,
      0,
    );
  }
}

type PlaceOf = (index: number) => number;

const part = (
  source: Source,
  text: string,
  start: PlaceOf,
  end: PlaceOf,
  offset: number,
): View => ({
  source,
  text,
  at(from, to) {
    const first = start(offset + from);
    return span(source, first, to > from ? end(offset + to - 1) : first);
  },
  slice: (from, to) => part(source, text.slice(from, to), start, end, offset + from),
});
