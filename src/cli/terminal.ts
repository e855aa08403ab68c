import { writeSync } from 'node:fs';
import type { SingleBar } from 'cli-progress';
import colors from 'picocolors';
import { type Diagnostic, type Paint, plain, show } from '../diagnostic/diagnostic.ts';

/** Whether the user wants colours on a stream: https://no-color.org and https://force-color.org. */
export function wantsColor(stream: { readonly isTTY?: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  return Boolean(FORCE_COLOR) || (Boolean(stream.isTTY) && TERM !== 'dumb');
}

export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  if (!wantsColor(stream)) return plain;
  const { red, yellow, cyan, dim } = colors.createColors(true);
  return { error: red, warning: yellow, info: cyan, faint: dim };
}

/** Standard output in large pieces; a reader that has gone away ends the program in peace. */
export class Output {
  private parts: string[] = [];
  private size = 0;

  write(text: string): void {
    this.parts.push(text);
    this.size += text.length;
    if (this.size > 1 << 20) this.flush();
  }

  flush(): void {
    let rest: Uint8Array = Buffer.from(this.parts.join(''), 'utf8');
    this.parts = [];
    this.size = 0;
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(1, rest));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EPIPE') process.exit(process.exitCode ?? 0);
        if (code !== 'EAGAIN') throw error;
      }
    }
  }
}

/** How far a command has come: a bar on a terminal, and nothing anywhere else. */
export interface Progress {
  step(): void;
  end(): void;
}

export const none: Progress = { step: () => {}, end: () => {} };
let isBarDrawn = false;

/**
 * A bar on standard error, where that is a terminal.
 *
 * @param worth less than this is done before a bar could be read
 */
export async function progress(total: number, what: string, worth: number): Promise<Progress> {
  if (!process.stderr.isTTY || total < worth) return none;
  const { default: bars } = await import('cli-progress');
  const bar: SingleBar = new bars.SingleBar({
    format: `${what} {bar} {value}/{total}`,
    stream: process.stderr,
    clearOnComplete: true,
    fps: 15,
  });
  bar.start(total, 0);
  isBarDrawn = true;
  const end = () => {
    bar.stop();
    isBarDrawn = false;
  };
  return { step: () => bar.increment(), end };
}

/** Tells of a diagnostic on standard error. */
export const say = (diagnostic: Diagnostic): void =>
  tell(`${show(diagnostic, paintFor(process.stderr))}\n`);

/** Writes to standard error, over the bar if there is one: it is drawn again below. */
export function tell(text: string): void {
  process.stderr.write(isBarDrawn ? `\r\x1b[K${text}` : text);
}
