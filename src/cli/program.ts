import process from 'node:process';
import { commandLine } from './command-line.ts';
import { status } from './status.ts';

/* The program: argv in, an exit status out. */

for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    // who reads what we find has gone; who reads our remarks may be
    if (stream === process.stdout) process.exit(process.exitCode ?? 0);
  });

commandLine(process.argv.slice(2)).then(
  (ended) => {
    process.exitCode = ended;
  },
  (error) => {
    // a bug of ours: say so, with what it takes to find it
    process.stderr.write(`rulewright has a bug: ${(error as Error).stack ?? String(error)}\n`);
    process.exitCode = status.unusable;
  },
);
