import { type Cutter, Open, type Piece } from './pieces.ts';

const [quote, backslash, comma, newline, space] = [0x22, 0x5c, 0x2c, 0x0a, 0x20];
const [openList, closeList, openMap, closeMap] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * JSON values laid out over lines: the items of one list (`[{...}, {...}]`), or one value behind the other,
 * as jq prints them. Only brackets and quotes are looked at; whether a piece is JSON is for who parses it.
 */
export class Values implements Cutter {
  private readonly open = new Open();
  private line = 1;
  private start = 1;
  private depth: number;
  private isText = false;
  private isEscaped = false;
  /** Whether a piece is open, and whether the list is. */
  private isInside = false;
  private isListOpen: boolean;

  /** @param isList the bytes begin with the `[` of a list of events */
  constructor(isList: boolean) {
    this.isListOpen = isList;
    this.depth = isList ? -1 : 0; // the first bracket is not an event's
  }

  cut(bytes: Uint8Array): readonly Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte === newline) this.line++;
      if (this.isText) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === backslash) this.isEscaped = true;
        else if (byte === quote) this.isText = false;
        continue;
      }
      if (this.depth < 0) {
        if (byte === openList) this.depth = 0;
        from = i + 1;
        continue;
      }
      const ends = byte === closeList && this.depth === 0;
      if (this.depth === 0 && (byte <= space || byte === comma || ends)) {
        if (this.isInside) this.close(bytes.subarray(from, i), pieces);
        if (ends) this.isListOpen = false;
        continue;
      }
      if (!this.isInside) {
        this.isInside = true;
        this.start = this.line;
        from = i;
      }
      if (byte === quote) this.isText = true;
      else if (byte === openList || byte === openMap) this.depth++;
      else if ((byte === closeList || byte === closeMap) && this.depth > 0 && --this.depth === 0)
        this.close(bytes.subarray(from, i + 1), pieces);
    }
    if (this.isInside) this.open.add(bytes.subarray(from));
    return pieces;
  }

  end(): readonly Piece[] {
    const pieces: Piece[] = [];
    if (this.isInside) this.close(new Uint8Array(), pieces);
    return pieces;
  }

  /** Whether the file ended before its list did. */
  get isCut(): boolean {
    return this.isListOpen;
  }

  private close(last: Uint8Array, pieces: Piece[]): void {
    pieces.push(this.open.close(this.start, last));
    this.isInside = false;
  }
}
