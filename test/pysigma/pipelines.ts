import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { load } from 'js-yaml';
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
import { readText } from '../support/files.ts';

/** The pipeline of a file's text, which has nothing wrong with it. */
export function pipelineOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
  path = 'p.yml',
): RulePipeline {
  const read = readPipeline({ path, text }, readerOf(files));
  if (read.pipeline === null) throw new Error(read.faults.map((fault) => show(fault)).join('\n'));
  expect(isValid(text), `${text}\n${JSON.stringify(validate?.errors)}`).to.equal(true);
  return read.pipeline;
}

let validate: ValidateFunction | undefined;

/** Whether the schema of pipelines, by which editors go, takes a file's text. */
export function isValid(text: string): boolean {
  validate ??= new Ajv2020({ strict: false }).compile(
    JSON.parse(readText('schemas/pipeline.schema.json')),
  );
  return validate(load(text));
}

/** What is wrong in a text that no schema looks into, and what it can't see from one name alone. */
const unseen = new Set(
  [
    ...[
      'regex',
      'replacement',
      'formula',
      'no-condition',
      'unused-condition',
      'nameless-conditions',
    ],
    ...['bad-op', 'map-attribute', 'no-file', 'template', 'not-json', 'python'],
  ].map((code) => `pysigma/${code}`),
);

export const readerOf =
  (files: Readonly<Record<string, string>>) =>
  (path: string): { text: string } | { fault: string } =>
    files[path] === undefined ? { fault: 'There is none.' } : { text: files[path] };

/** What is said of a file's text that has something wrong with it: `line:column code message`. */
export function faultsOf(text: string): readonly string[] {
  const read = readPipeline({ path: 'p.yml', text }, readerOf({}));
  expect(read.pipeline).to.equal(null);
  const faults = read.pipeline === null ? read.faults : [];
  const isSeen = faults.some(({ code }) => /^pysigma/.test(code) && !unseen.has(code));
  if (isSeen && !faults.some(({ code }) => /one-document|too-deep/.test(code)))
    expect(isValid(text), text).to.equal(false);
  return faults.map(brief);
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
