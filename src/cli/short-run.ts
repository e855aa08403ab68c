import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from what a run of a second can't gain by. Thousands of rules are compiled in the time that
 * it takes to find out which of our functions are worth its best code; the dearest of what it then does
 * costs more, on the cores that we run on, than we ever gain by it. The flags are those of Node 20 to 24;
 * a later V8 may not know them. (docs/performance.md)
 */
export function forShortRun(): void {
  if (Number.parseInt(process.versions.v8, 10) > 13) return;
  for (const flag of [
    '--max-inlined-bytecode-size-cumulative=60',
    '--no-turbo-escape',
    '--no-turbo-load-elimination',
  ])
    setFlagsFromString(flag);
}
