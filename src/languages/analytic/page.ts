import { visible } from '../../diagnostic/diagnostic.ts';
import type { View } from './view.ts';

/*
 * Analytics in a page: a heading such as "Analytic 1 - Name" stands above each. Around them stand the
 * technique, the ways to detect it by their ids, and prose on what is looked for.
 */

/** An analytic of a page, and what the page says of it. */
export interface Analytic {
  readonly title: string | null;
  readonly view: View;
  /** Of the way to detect it that it stands under, such as IDDS0009 or DS0009. */
  readonly method: string | null;
  readonly description: string | null;
}

export interface Technique {
  readonly id: string;
  readonly name: string | null;
}

interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** "Analytic 1 - Name", "Аналитика 1. Name": the number is followed by a sign or by nothing. */
const heading =
  /^[ \t]*(?:#{1,6}[ \t]*)?[*_]{0,2}(?:Analytics?|Аналитика)[ \t]{0,4}\d{1,3}(?:[ \t]{0,4}[.:)\u2010-\u2015-][ \t]{0,4}(.{0,300}?))?[*_]{0,2}[ \t]*$/iu;
const methodId = /(?<![A-Za-z])(?:IDDS|DS|DET|AN)\d{4}(?!\d)/;
const longest = 8000;

/** Whether a page holds an analytic. */
export const holdsAnalytic = (text: string): boolean =>
  /analytic|аналитика/iu.test(text) && linesOf(text).some(({ text: line }) => heading.test(line));

/** Every analytic of a page, in its order; none where no heading says that there is one. */
export function findAnalytics(page: View): readonly Analytic[] {
  const lines = linesOf(page.text);
  const found: Analytic[] = [];
  const coverage = coverageOf(lines);
  let method: string | null = null;
  let prose: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const id = methodId.exec(line.text)?.[0];
    if (id !== undefined) {
      method = id;
      prose = [];
      continue;
    }
    const title = heading.exec(line.text);
    if (!title) {
      if (line.text.trim() !== '' && prose.length < 100) prose.push(line.text.trim());
      continue;
    }
    const { from, to } = bodyBelow(lines, i + 1);
    const first = lines[from];
    const last = lines[to - 1];
    if (first && last && to > from) {
      found.push({
        title: tidy(title[1]),
        view: page.slice(first.from, last.to),
        method,
        description: tidy([...coverage, ...prose].join('\n\n')),
      });
    }
    prose = [];
    i = Math.max(i, to - 1);
  }
  return found;
}

/** The technique that a page is about: the first that it names, and what stands behind it or above it. */
export function techniqueOf(text: string, path: string): Technique | null {
  const id = /(?<![A-Za-z0-9])T\d{4}(?:\.\d{3})?(?!\d)/;
  const lines = linesOf(text.slice(0, 20_000));
  const at = lines.findIndex(({ text: line }) => id.test(line));
  if (at < 0) {
    const inPath = id.exec(path.split(/[\\/]/).at(-1) ?? '');
    return inPath ? { id: inPath[0], name: null } : null;
  }
  const line = lines[at]!.text;
  const found = id.exec(line)!;
  const behind = /^[\s:.)\u2010-\u2015-]+(.{1,200}?)[\s*_#]*$/u.exec(
    line.slice(found.index + found[0].length),
  );
  const isAlone = /^[\s#*_]*$/.test(line.slice(0, found.index));
  if (behind && isAlone) return { id: found[0], name: tidy(behind[1]) };
  const above = lines.slice(0, at).find(({ text: one }) => one.trim() !== '');
  return { id: found[0], name: tidy(above?.text.replace(/^[#\s*_]+/, '')) };
}

/** What stands under a heading such as "Coverage", up to the next empty line behind it. */
function coverageOf(lines: readonly Line[]): readonly string[] {
  const at = lines.findIndex(
    ({ text }) => /^[#\s*_]*(?:Экспертиза|Coverage)(?![\p{L}.])/iu.test(text) && text.length < 80,
  );
  if (at < 0) return [];
  const out: string[] = [];
  for (const { text } of lines.slice(at + 1, at + 30)) {
    if (text.trim() === '') {
      if (out.length > 0) break;
    } else out.push(text.trim());
  }
  return out;
}

/** The lines of the analytic below a heading: a block of code, or what looks like one up to the prose behind it. */
function bodyBelow(lines: readonly Line[], start: number): { from: number; to: number } {
  let from = start;
  while (from < lines.length && lines[from]!.text.trim() === '') from++;
  const fence = /^\s*(`{3,}|~{3,})\s*[\w-]*\s*$/.exec(lines[from]?.text ?? '')?.[1];
  if (fence !== undefined) {
    const end = lines.findIndex(({ text }, i) => i > from && text.trim().startsWith(fence));
    return { from: from + 1, to: end < 0 ? lines.length : end };
  }
  let to = from;
  for (let i = from; i < lines.length; i++) {
    const { text } = lines[i]!;
    if (heading.test(text) || methodId.test(text) || /^#{1,6}\s/.test(text)) break;
    if (text.trim() === '') continue;
    const isBehindGap = i > from && lines[i - 1]!.text.trim() === '';
    if (isBehindGap && !isCode(text)) break;
    to = i + 1;
  }
  return { from, to };
}

/** A line that is no prose: it compares, pipes or names. */
export const isCode = (line: string): boolean =>
  /[=|]|<>|^\s*[()[\]]|\b(?:AND|OR|NOT)\b|^\s*(?:output|filter|where)\s/.test(line) &&
  !/[.!?:]\s*$/.test(line.replace(/["')]+\s*$/, ''));

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  while (from <= text.length) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    lines.push({ text: text.slice(from, to).replace(/\r$/, ''), from, to });
    from = to + 1;
  }
  return lines;
}

/** What stands in a page may hold anything; what moves a terminal's cursor is taken out. */
function tidy(text: string | null | undefined): string | null {
  const plain = (text ?? '')
    .slice(0, longest)
    .split('\n')
    .map((line) =>
      visible(line)
        .replace(/[\ufffd\t ]+/g, ' ')
        .trim(),
    )
    .join('\n')
    .trim();
  return plain === '' ? null : plain;
}
