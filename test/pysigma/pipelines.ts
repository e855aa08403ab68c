import { expect } from 'chai';
import {
  backends,
  type Compiled,
  compile,
  type Diagnostic,
  languages,
  placeOf,
  type RulePipeline,
  show,
} from '../../src/index.ts';
import { readPipeline } from '../../src/pysigma/index.ts';

/** The pipeline of a file's text, which has nothing wrong with it. */
export function pipelineOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
  path = 'p.yml',
): RulePipeline {
  const read = readPipeline({ path, text }, readerOf(files));
  if (read.pipeline === null) throw new Error(read.faults.map((fault) => show(fault)).join('\n'));
  return read.pipeline;
}

export const readerOf =
  (files: Readonly<Record<string, string>>) =>
  (path: string): { text: string } | { fault: string } =>
    files[path] === undefined ? { fault: 'There is none.' } : { text: files[path] };

/** What is said of a file's text that has something wrong with it: `line:column code message`. */
export function faultsOf(text: string): readonly string[] {
  const read = readPipeline({ path: 'p.yml', text }, readerOf({}));
  expect(read.pipeline).to.equal(null);
  return read.pipeline === null ? read.faults.map(brief) : [];
}

/** `3:7 pysigma/unknown-type "x" is ...`. */
export const brief = (one: Diagnostic): string => {
  const { line, column } = placeOf(one.at);
  const message = one.hint === undefined ? one.message : `${one.message} ${one.hint}`;
  return `${line}:${column} ${one.code} ${message}`;
};

/** A rule of this detection, through pipelines, as SPL. */
export function through(
  detection: string,
  pipelines: readonly RulePipeline[],
  head = '',
  to = [backends.splunkSpl],
): Compiled {
  const text = `title: T\n${head || 'logsource: {product: windows, category: process_creation}'}\ndetection: ${detection}\n`;
  return compile({ path: 'r.yml', text }, { from: languages.sigma, to, pipelines })[0]!;
}
