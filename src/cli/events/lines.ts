import { type Cutter, Open, type Piece } from './pieces.ts';

const newline = 0x0a;

/** One event in each line (https://github.com/ndjson/ndjson-spec); blank lines are none. */
export class Lines implements Cutter {
  private readonly open = new Open();
  private line = 1;

  cut(bytes: Uint8Array): readonly Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    for (let to = bytes.indexOf(newline); to >= 0; to = bytes.indexOf(newline, from)) {
      this.close(bytes.subarray(from, to), pieces);
      this.line++;
      from = to + 1;
    }
    this.open.add(bytes.subarray(from));
    return pieces;
  }

  end(): readonly Piece[] {
    const pieces: Piece[] = [];
    this.close(new Uint8Array(), pieces);
    return pieces;
  }

  private close(last: Uint8Array, pieces: Piece[]): void {
    const piece = this.open.close(this.line, last);
    if (piece.bytes === null || !isBlank(piece.bytes)) pieces.push(piece);
  }
}

const isBlank = (bytes: Uint8Array): boolean => {
  for (const byte of bytes) if (byte > 0x20) return false;
  return true;
};
