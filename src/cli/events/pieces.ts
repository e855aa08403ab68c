/** A part of a file that ought to be an event, and the line (from 1) where it begins. */
export interface Piece {
  readonly line: number;
  /** Its bytes; null where there are more of them than an event may have. */
  readonly bytes: Uint8Array | null;
}

/** Cuts a file into pieces as its bytes come in, keeping no more of it than the piece that is open. */
export interface Cutter {
  /** The pieces that end in these bytes. Those bytes are not changed or kept. */
  cut(bytes: Uint8Array): readonly Piece[];
  /** The piece that the end of the file ends, if one is open. */
  end(): readonly Piece[];
}

/** Larger events no engine takes by default either, and they would take more memory than there may be. */
export const largestEvent = 16 * 1024 * 1024;

/** The piece that is open: bytes of several chunks, dropped once they are too many. */
export class Open {
  private parts: Uint8Array[] = [];
  private size = 0;

  get isEmpty(): boolean {
    return this.size === 0;
  }

  /** The bytes are copied, for their buffer is used again. */
  add(bytes: Uint8Array): void {
    this.size += bytes.length;
    if (this.size > largestEvent) this.parts = [];
    else if (bytes.length > 0) this.parts.push(Uint8Array.from(bytes));
  }

  /** All that was added and these last bytes. */
  close(line: number, last: Uint8Array): Piece {
    const size = this.size + last.length;
    const parts = this.parts;
    this.parts = [];
    const wasEmpty = this.size === 0;
    this.size = 0;
    if (size > largestEvent) return { line, bytes: null };
    return { line, bytes: wasEmpty ? last : Buffer.concat([...parts, last]) };
  }
}
