import { isYamlMap, readDocuments, type Yaml } from '../../yaml/document.ts';
import * as messages from '../messages.ts';
import type { Params } from '../params.ts';
import { readRegex } from '../python/regex.ts';
import type { Around } from './transformation.ts';

const formats = ['plaintext', 'csv', 'json', 'yaml'] as const;

/** The values in a file beside the pipeline: lines, a column, or what a path leads to. */
export function readListFile(params: Params, around: Around): readonly string[] {
  const path = params.text('path');
  const format = params.oneOf('format', formats, 'plaintext');
  const column = params.take('csv_column');
  const hasHeader = params.bool('csv_has_header', true);
  const steps = params.optionalText('jq_expression');
  const filter =
    params.take('filter') === undefined ? null : readRegex(params, 'filter', 'anywhere');
  if (path === '') return [];
  const file = around.readFile(path);
  if ('fault' in file) {
    params.report(messages.noFile(path, file.fault, params.at('path')));
    return [];
  }
  const values = {
    plaintext: () => linesOf(file.text),
    csv: () => columnOf(params, file.text, column, hasHeader),
    json: () => valuesAt(params, file.text, path, steps),
    yaml: () => valuesAt(params, file.text, path, steps),
  }[format]();
  return filter ? values.filter((value) => filter.test(value)) : values;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function columnOf(
  params: Params,
  text: string,
  column: Yaml | undefined,
  hasHeader: boolean,
): readonly string[] {
  const rows = rowsOf(text);
  if (typeof column === 'number')
    return rows.slice(hasHeader ? 1 : 0).flatMap((row) => row[column] ?? []);
  if (typeof column !== 'string') params.bad('csv_column', 'the name or the number of a column');
  else if (!hasHeader)
    params.bad('csv_column', 'a number, for without a header columns have no names');
  else {
    const at = rows[0]?.indexOf(column) ?? -1;
    if (at >= 0) return rows.slice(1).flatMap((row) => row[at] ?? []);
    params.report(messages.noColumn(column, rows[0] ?? [], params.at('csv_column')));
  }
  return [];
}

/** Rows of values with commas between them, some in double quotes (RFC 4180). */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const part = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  for (let found = part.exec(text); found; found = part.exec(text)) {
    if (found[0] === '' && row.length === 0) break;
    row.push(found[1]?.replaceAll('""', '"') ?? found[2]!);
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
    if (found[3] === '') break;
  }
  return rows;
}

/** What a path such as `.hosts[].name` leads to: that much of jq is read. */
function valuesAt(
  params: Params,
  text: string,
  path: string,
  written: string | undefined,
): readonly string[] {
  if (written === undefined) {
    params.lacks('jq_expression');
    return [];
  }
  const steps =
    written === '.' ? [] : [...written.matchAll(/\.?(?:([A-Za-z_]\w*)|\[("[^"]*"|\d*)\])/gy)];
  const length = steps.reduce((sum, [step]) => sum + step.length, 0);
  if (written !== '.' && (length !== written.length || !written.startsWith('.'))) {
    params.report(messages.notAPath(params.at('jq_expression')));
    return [];
  }
  const [document] = readDocuments({ path, text });
  if (!document || 'fault' in document) {
    params.report(
      messages.noFile(path, document?.fault.message ?? 'It is empty.', params.at('path')),
    );
    return [];
  }
  let values: readonly Yaml[] = [document.value];
  for (const [, name, index] of steps)
    values = values.flatMap((value) => stepIn(value, name, index));
  const texts = values.filter((value) => typeof value !== 'object');
  if (values.some((value) => typeof value === 'object' && value !== null))
    params.report(messages.notScalars(params.at('jq_expression')));
  return texts.map(String);
}

function stepIn(value: Yaml, name: string | undefined, index: string | undefined): readonly Yaml[] {
  const key = name ?? (index?.startsWith('"') ? index.slice(1, -1) : undefined);
  if (key !== undefined) return isYamlMap(value) && Object.hasOwn(value, key) ? [value[key]!] : [];
  if (index === '')
    return Array.isArray(value) ? value : isYamlMap(value) ? Object.values(value) : [];
  return Array.isArray(value) && value[Number(index)] !== undefined ? [value[Number(index)]] : [];
}
