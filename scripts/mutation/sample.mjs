import { createHash } from 'node:crypto';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/*
 * Leaves all but a sample of the functions as they are: those at the top of a file whose text falls to
 * one share of many, `SAMPLE=share/shares`. The same text falls to the same share, wherever it stands.
 */

const [share, shares] = shareOf(process.env.SAMPLE ?? '0/20');

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'sample', {
    shouldIgnore: (path) =>
      path.parentPath?.isProgram() && !isInSample(path.toString())
        ? 'not in the sample'
        : undefined,
  }),
];

const isInSample = (text) =>
  createHash('sha256').update(text).digest().readUInt32BE() % shares === share;

function shareOf(text) {
  const [, first, second] = /^(\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  if (second !== undefined && Number(first) < Number(second))
    return [Number(first), Number(second)];
  if (first !== undefined && second === undefined && Number(first) > 0) return [0, Number(first)];
  throw new Error(`SAMPLE=${text}: "20" is every 20th function, "5/20" another twentieth.`);
}
