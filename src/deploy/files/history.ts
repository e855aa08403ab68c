import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../cluster/failure.ts';
import type { History, Revision } from '../history.ts';
import { historyOf } from '../kit/history.ts';
import type { Head, Held, HistoryStore, Version } from '../kit/history-store.ts';
import { pack, unpacked } from '../kit/packed.ts';
import { marks } from './read.ts';

/** The history of sets beside their files. No artifact is called so, whose marks stand next to it. */
export const historyInFolder = (
  folder: string,
  artifact: string,
  lease?: Parameters<typeof historyOf>[1],
): History =>
  historyOf((set) => new FolderStore(folder, [marks, '.history', artifact, set]), lease);

/**
 * A head is a file of its own, called by a number that counts up: of two who write the next one, the second finds it
 * there.
 */
class FolderStore implements HistoryStore {
  private readonly folder: string;
  private readonly steps: readonly string[];

  constructor(root: string, inside: readonly string[]) {
    this.folder = join(root, ...inside);
    this.steps = inside.map((_, i) => join(root, ...inside.slice(0, i + 1)));
  }

  async head(): Promise<Held | null> {
    return this.use(() => {
      for (;;) {
        const number = this.heads().at(-1);
        if (number === undefined) return null;
        const text = this.text(headAt(number));
        // who has just written the next one removes it
        if (text !== null) return { head: JSON.parse(text) as Head, version: String(number) };
      }
    });
  }

  async setHead(head: Head, version: Version | null): Promise<Version | null> {
    return this.use(() => {
      const number = version === null ? 1 : Number(version) + 1;
      // an older one is removed when there is a newer
      if ((this.heads().at(-1) ?? 0) >= number) return null;
      if (!this.make(headAt(number), JSON.stringify(head))) return null;
      const isLast = this.heads().at(-1) === number; // else somebody was faster by more than one
      for (const one of this.heads())
        if (isLast ? one < number : one === number)
          rmSync(join(this.folder, headAt(one)), { force: true });
      return isLast ? String(number) : null;
    });
  }

  async write({ number, at, objects }: Revision): Promise<void> {
    this.use(() => {
      const draft = this.draft(JSON.stringify({ at, packed: pack(objects).toString('base64') }));
      renameSync(draft, join(this.folder, revisionAt(number)));
    });
  }

  async remove(number: number): Promise<void> {
    this.use(() => rmSync(join(this.folder, revisionAt(number)), { force: true }));
  }

  async read(from: number, to: number): Promise<readonly Revision[]> {
    return this.use(() => {
      const kept: Revision[] = [];
      for (let number = from; number <= to; number++) {
        const text = this.text(revisionAt(number));
        if (text === null) continue;
        const { at, packed } = JSON.parse(text) as { at: string; packed: string };
        const objects = unpacked(Buffer.from(packed, 'base64'), number, this.folder);
        kept.push({ number, at, objects });
      }
      return kept;
    });
  }

  /** Who may not write into the folder is told so as a cluster tells it: with a 403. No link is followed. */
  private use<T>(work: () => T): T {
    const link = this.steps.find((step) =>
      lstatSync(step, { throwIfNoEntry: false })?.isSymbolicLink(),
    );
    if (link !== undefined) throw new Failure(`${link} is a link.`);
    try {
      return work();
    } catch (error) {
      if (error instanceof SyntaxError)
        throw new Failure(`What ${this.folder} keeps can't be read.`);
      const { code } = error as NodeJS.ErrnoException;
      if (error instanceof Failure || code === undefined) throw error;
      const isForbidden = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
      const status = isForbidden ? 403 : null;
      throw new Failure(`${this.folder} can't be used: ${(error as Error).message}.`, { status });
    }
  }

  /** The numbers of the heads that are there, the last one last. */
  private heads(): readonly number[] {
    const found = unlessMissing(() => readdirSync(this.folder)) ?? [];
    return found
      .flatMap((name) => /^head-(\d{1,15})\.json$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  private text(name: string): string | null {
    return unlessMissing(() => readFileSync(join(this.folder, name), 'utf8'));
  }

  /** Makes a file whole or not at all; false: somebody else has made one of that name. */
  private make(name: string, text: string): boolean {
    const draft = this.draft(text);
    try {
      linkSync(draft, join(this.folder, name));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return false;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private draft(text: string): string {
    mkdirSync(this.folder, { recursive: true });
    const draft = join(this.folder, `.${process.pid}-${drafts++}`);
    writeFileSync(draft, text);
    return draft;
  }
}

let drafts = 0;

const headAt = (number: number): string => `head-${number}.json`;
const revisionAt = (number: number): string => `revision-${number}.json`;

function unlessMissing<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
