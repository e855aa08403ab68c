import type { Simple } from '../../ir/pattern.ts';

/** How many neighbouring characters tell a text from most others; of those outside ASCII, one does. */
const telling = 3;

/** Whether a text is rare enough to be looked for: shorter ones stand nearly everywhere. */
export const isTelling = (text: string): boolean =>
  text.length >= telling || /[^\0-\x7f]/.test(text);

/** A text that is looked for in others, and its number. */
interface Wanted extends Simple {
  readonly id: number;
}

/**
 * Finds which of many texts a text has in it. Of each, one character outside ASCII or three of any kind are
 * chosen that few of the others have; where they stand in what is searched, the rest is held against
 * what is around them.
 */
export class Texts {
  private readonly wanted: Wanted[] = [];
  private readonly whole = new Map<string, number>();
  private longestWhole = 0;
  private heads = new Int32Array(0);
  /** The next of those with the same hash: its place in `wanted`, and one more; 0 where there is none. */
  private next = new Int32Array(0);
  /** Where in a wanted text its chosen characters end. */
  private ends = new Int32Array(0);
  private isReady = true;

  add(id: number, { where, text }: Simple): void {
    if (where === 'whole') {
      this.whole.set(text, id);
      this.longestWhole = Math.max(this.longestWhole, text.length);
    } else {
      this.wanted.push({ id, where, text });
      this.isReady = false;
    }
  }

  /** Hands on the number of each that is in the text, some perhaps several times. */
  find(text: string, found: (id: number) => void): void {
    if (!this.isReady) this.prepare();
    if (text.length <= this.longestWhole) {
      const id = this.whole.get(text);
      if (id !== undefined) found(id);
    }
    if (this.wanted.length === 0) return;
    const { heads } = this;
    const mask = heads.length - 1;
    let a = 0;
    let b = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      const link = heads[hash(a, b, c) & mask]!;
      if (link !== 0) this.compare(link, text, i, found);
      if (c > 0x7f) {
        const own = heads[hash(0, 0, c) & mask]!;
        if (own !== 0) this.compare(own, text, i, found);
      }
      a = b;
      b = c;
    }
  }

  private compare(first: number, text: string, end: number, found: (id: number) => void): void {
    for (let link = first; link !== 0; link = this.next[link - 1]!) {
      const one = this.wanted[link - 1]!;
      const start = end - this.ends[link - 1]!;
      if (start < 0 || !text.startsWith(one.text, start)) continue;
      if (one.where === 'start' && start > 0) continue;
      if (one.where === 'end' && start + one.text.length < text.length) continue;
      found(one.id);
    }
  }

  private prepare(): void {
    const { wanted } = this;
    let size = 16;
    while (size < wanted.length * 8) size *= 2;
    const counts = new Int32Array(size);
    for (const { text } of wanted)
      for (let i = 0; i < text.length; i++) {
        const key = keyAt(text, i);
        if (key !== null) counts[key & (size - 1)]!++;
      }
    this.heads = new Int32Array(size);
    this.next = new Int32Array(wanted.length);
    this.ends = new Int32Array(wanted.length);
    wanted.forEach(({ text }, place) => {
      let best = 0;
      let slot = 0;
      let fewest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < text.length; i++) {
        const key = keyAt(text, i);
        if (key === null || counts[key & (size - 1)]! >= fewest) continue;
        best = i;
        slot = key & (size - 1);
        fewest = counts[slot]!;
      }
      this.ends[place] = best;
      this.next[place] = this.heads[slot]!;
      this.heads[slot] = place + 1;
    });
    this.isReady = true;
  }
}

/** The hash of what ends there, by which a text could be found; null where too little does. */
function keyAt(text: string, end: number): number | null {
  const c = text.charCodeAt(end);
  if (c > 0x7f) return hash(0, 0, c);
  if (end < telling - 1) return null;
  return hash(text.charCodeAt(end - 2), text.charCodeAt(end - 1), c);
}

function hash(a: number, b: number, c: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  return mixed ^ (mixed >>> 15);
}
