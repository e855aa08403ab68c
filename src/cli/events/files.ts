import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import * as messages from '../messages.ts';

/** A file of events, or `-` for standard input, and its size in bytes, 0 where that is not known. */
export interface EventFile {
  readonly path: string;
  readonly size: number;
}

const endings = /\.(?:ndjson|jsonl|json)(?:\.gz)?$/i;

/** The files that `--events` names: each a file, or a folder with files of events in it and below. */
export function eventFiles(paths: readonly string[]): {
  readonly files: readonly EventFile[];
  readonly faults: readonly Diagnostic[];
} {
  const files: EventFile[] = [];
  const faults: Diagnostic[] = [];
  for (const path of paths)
    try {
      if (path === '-') files.push({ path, size: 0 });
      else if (!statSync(path).isDirectory()) files.push({ path, size: statSync(path).size });
      else {
        const found = readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && endings.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name))
          .sort();
        if (found.length === 0) faults.push(messages.noEventFiles(path));
        files.push(...found.map((file) => ({ path: file, size: statSync(file).size })));
      }
    } catch (error) {
      faults.push(messages.unreadable(path, error));
    }
  return { files, faults };
}
