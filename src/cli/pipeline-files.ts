import { realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Pipeline } from '../pipelines/pipeline.ts';
import { readPipeline } from '../pysigma/index.ts';
import { inTime } from './in-time.ts';
import { filesIn, readNamed } from './inputs.ts';
import { Unusable } from './options.ts';

/** In milliseconds: what pipelines do to a rule takes less than one, but where a regular expression never ends. */
const patience = 3000;

const known = new Map<string, Pipeline>();
/** The files of pipelines, and those that they name. */
const files = new Set<string>();

/** Whether a pipeline that was read so far is made of a file. */
export const isOfPipeline = (path: string): boolean => files.has(resolve(path));

/**
 * The pipelines of a file, or of all files of a folder in the order of their names; null where there is neither.
 *
 * @throws Unusable where something in them is wrong
 */
export function pipelinesAt(path: string): readonly Pipeline[] | null {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about) return null;
  if (!about.isDirectory()) return [pipelineAt(path)];
  const files = filesIn(path, /\.ya?ml$/i);
  return files.length === 0 ? null : files.map(pipelineAt);
}

function pipelineAt(path: string): Pipeline {
  const before = known.get(resolve(path));
  if (before) return before;
  files.add(resolve(path));
  const input = readNamed(path);
  if ('fault' in input) throw new Unusable([input.fault]);
  const read = readPipeline(
    input.source,
    (named) => readBeside(path, named),
    (run) => inTime(patience, run),
  );
  if (read.pipeline === null) throw new Unusable(read.faults);
  known.set(resolve(path), read.pipeline);
  return read.pipeline;
}

/** A file that a pipeline names; others than those beside it or below are not for it to read. */
function readBeside(pipeline: string, named: string): { text: string } | { fault: string } {
  const path = join(dirname(pipeline), named);
  files.add(resolve(path));
  try {
    const folder = realpathSync(dirname(resolve(pipeline)));
    if (!realpathSync(path).startsWith(folder + sep))
      return { fault: "It stands outside of the pipeline's folder." };
  } catch {
    // reading it says why
  }
  const input = readNamed(path);
  return 'fault' in input ? { fault: input.fault.message } : { text: input.source.text };
}
