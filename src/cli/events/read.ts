import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Event } from '../../evaluate/event.ts';
import * as messages from '../messages.ts';
import { Lines } from './lines.ts';
import { type Cutter, largestEvent, type Piece } from './pieces.ts';
import { Values } from './values.ts';

/** What is made of the events of a file. */
export interface Taker {
  /** An event, the line (from 1) where it begins, and its size in bytes. */
  event(event: Event, line: number, size: number): void;
  /** What is wrong with a part of the file; the rest goes on. */
  fault(diagnostic: Diagnostic): void;
  /** How many bytes of the file were read since the last time. */
  progress(bytes: number): void;
}

/**
 * Reads a file of events, or `-` for standard input, as a stream: JSON objects in lines, in one list, or one
 * behind the other, perhaps compressed by gzip. Only one event is held at a time.
 */
export async function readEvents(path: string, taker: Taker): Promise<void> {
  const source = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 });
  const reader = new Reader(path, taker);
  try {
    const first = await firstBytes(source);
    if (first === null) return;
    source.on('data', (bytes: Buffer) => taker.progress(bytes.length));
    const consume = async (chunks: AsyncIterable<Buffer>) => {
      for await (const bytes of chunks) if (!reader.take(bytes)) return;
    };
    // what is unpacked is taken as it comes: of a file that breaks off, nothing is lost before the break
    if (isGzip(first)) await unpack(source, reader);
    else await pipeline(source, consume);
    reader.end();
  } catch (error) {
    reader.end();
    const { code } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_')) taker.fault(messages.badGzip(path, reader.line, error as Error));
    else taker.fault(messages.unreadable(path, error));
  } finally {
    source.destroy();
  }
}

async function firstBytes(source: Readable): Promise<Buffer | null> {
  const ended = once(source, 'end').then(() => null);
  const first = once(source, 'readable').then(() => source.read() as Buffer | null);
  const bytes = await Promise.race([first, ended]);
  if (bytes) source.unshift(bytes);
  return bytes;
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function unpack(source: Readable, reader: Reader): Promise<void> {
  return new Promise((resolve, reject) => {
    const gunzip = createGunzip({ chunkSize: 1 << 18 });
    gunzip.on('data', (bytes: Buffer) => {
      if (reader.take(bytes)) return;
      gunzip.destroy();
      resolve();
    });
    gunzip.once('end', resolve);
    gunzip.once('error', reject);
    source.once('error', reject);
    source.pipe(gunzip);
  });
}

/** Makes events of the bytes of one file. */
class Reader {
  private readonly path: string;
  private readonly taker: Taker;
  private cutter: Cutter | null = null;
  private isHitTold = false;
  /** Where the last piece began. */
  line = 1;

  constructor(path: string, taker: Taker) {
    this.path = path;
    this.taker = taker;
  }

  /** Takes the next bytes; false where the rest of the file can't be read. */
  take(bytes: Buffer): boolean {
    let rest = bytes;
    if (!this.cutter) {
      if (isUtf16(rest)) {
        this.taker.fault(messages.utf16Events(this.path));
        return false;
      }
      if (rest[0] === 0xef && rest[1] === 0xbb && rest[2] === 0xbf) rest = rest.subarray(3);
      this.cutter = cutterFor(rest);
    }
    for (const piece of this.cutter.cut(rest)) this.read(piece);
    return true;
  }

  end(): void {
    for (const piece of this.cutter?.end() ?? []) this.read(piece);
    if (this.cutter instanceof Values && this.cutter.isCut)
      this.taker.fault(messages.listIsCut(this.path, this.line));
  }

  private read(piece: Piece): void {
    this.line = piece.line;
    const fault = this.faultOf(piece);
    if (fault) this.taker.fault(fault);
  }

  /** Hands the event of a piece on; or what is wrong with it. */
  private faultOf({ line, bytes }: Piece): Diagnostic | null {
    const { path } = this;
    if (bytes === null) return messages.eventTooLarge(path, line, largestEvent);
    if (!isUtf8(bytes)) return messages.eventNotUtf8(path, line);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return messages.eventNotJson(path, line, text, error as Error);
    }
    if (!isObject(value)) return messages.notAnEvent(path, line, text);
    this.taker.event(this.eventOf(value, line), line, bytes.length);
    return null;
  }

  /** Of a hit of a search, as Elasticsearch and OpenSearch give them, what stands in `_source`. */
  private eventOf(value: Event, line: number): Event {
    if (typeof value._index !== 'string' || !isObject(value._source)) return value;
    if (!this.isHitTold) this.taker.fault(messages.hits(this.path, line));
    this.isHitTold = true;
    return '_id' in value._source ? value._source : { _id: value._id, ...value._source };
  }
}

const isUtf16 = ([a, b]: Uint8Array): boolean =>
  (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);

const isObject = (value: unknown): value is Event =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How a file is laid out, by its first line. */
function cutterFor(bytes: Buffer): Cutter {
  const start = bytes.toString('latin1', 0, 4096).trimStart();
  if (start.startsWith('[')) return new Values(true);
  return /^\{\s*\r?\n/.test(start) ? new Values(false) : new Lines();
}
