#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/*
 * Starts the program, which stands beside this as one script, with the code that V8 made of it when it
 * was built. Another V8 than that takes no notice of it and compiles the script. (docs/performance.md)
 */

/*
 * Thousands of rules are compiled in the second that V8 takes to find out which of our functions are
 * worth its best code. The dearest of what it then does costs more, on the cores that we run on, than
 * we ever gain by it. The flags are those of Node 20 to 24; a later V8 may not know them. They come
 * first, for code is only taken under the flags that it was made with. A test over many events runs for
 * long enough to gain.
 */
const isShort = process.argv[2] !== 'test';
if (isShort && Number.parseInt(process.versions.v8, 10) <= 13)
  for (const flag of [
    '--max-inlined-bytecode-size-cumulative=60',
    '--no-turbo-escape',
    '--no-turbo-load-elimination',
  ])
    setFlagsFromString(flag);

const program = new URL('program.cjs', import.meta.url);
const code = new URL('program.code', import.meta.url);

/** For who keeps its code. */
export const script = new Script(readFileSync(program, 'latin1'), {
  filename: 'program.cjs', // kept with its code: not where it was built
  cachedData: existsSync(code) ? readFileSync(code) : undefined,
});
(script.runInThisContext() as (require: NodeJS.Require, url: string) => void)(
  createRequire(program),
  program.href,
);
