#!/usr/bin/env node
import process from 'node:process';
import { commandLine } from './command-line.ts';
import { status } from './status.ts';

/* The program: argv in, an exit status out. */

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

try {
  process.exitCode = await commandLine(process.argv.slice(2));
} catch (error) {
  // a bug of ours: say so, with what it takes to find it
  process.stderr.write(`rulewright has a bug: ${(error as Error).stack ?? String(error)}\n`);
  process.exitCode = status.unusable;
}
