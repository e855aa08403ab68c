import { lineText, placeOf, type Span } from './source.ts';

/** An error refuses what it is about; a warning and an info let it pass. */
export type Severity = 'error' | 'warning' | 'info';

/** Something to tell the user about their text: what, where, and what to do next. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** What stood in the text and what it was read as, where the text was mended. */
  readonly mend?: Mend;
  /** The field of an index that it is about, as the index calls it. */
  readonly field?: string;
  readonly at: Span;
}

/** A change to a damaged text. */
export interface Mend {
  readonly before: string;
  readonly after: string;
}

/** Whether what was made is the reason why there is nothing. */
export const isDiagnostic = (made: unknown): made is Diagnostic =>
  typeof made === 'object' && made !== null && 'severity' in made && 'at' in made;

/** A diagnostic as other programs read it. */
export interface DiagnosticJson {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** How `show` marks its words; the identity where colours are not wanted. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly faint: (text: string) => string;
}

const same = (text: string) => text;
export const plain: Paint = { error: same, warning: same, info: same, faint: same };

export const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === 'error';

export const toJson = ({ code, severity, message, hint, at }: Diagnostic): DiagnosticJson => ({
  code,
  severity,
  message,
  ...(hint === undefined ? {} : { hint }),
  path: at.source.path,
  ...placeOf(at),
});

/** Longer lines are cut to what stands around the place. */
const widest = 120;

/**
 * Place, line, caret, message and hint:
 *
 *     whoami.yml:2:15 error sigma/unknown-modifier
 *     2 |   CommandLine|contians: whoami
 *       |               ^^^^^^^^ "contians" is not a Sigma modifier. Did you mean "contains"?
 */
export function show(diagnostic: Diagnostic, paint: Paint = plain): string {
  const { code, severity, message, hint, at } = diagnostic;
  const { line, column, endLine, endColumn } = placeOf(at);
  const words = visible(hint ? `${message} ${hint}` : message);
  const head = `${visible(at.source.path)}:${line}:${column} ${paint[severity](severity)} ${paint.faint(code)}`;
  const whole = lineText(at.source, line);
  if (whole.trim() === '') return `${head}\n  ${words}`;
  const from = column > widest ? column - widest / 2 : 1;
  const shown = visible(whole.slice(from - 1, from - 1 + widest));
  const gutter = String(line).length;
  const before = shown.slice(0, column - from).replace(/[^\t]/g, ' ');
  const last = endLine > line ? whole.length + 1 : endColumn;
  const length = Math.max(1, Math.min(last, from + shown.length) - column);
  return [
    head,
    `${paint.faint(`${line} |`)} ${shown}`,
    `${paint.faint(`${' '.repeat(gutter)} |`)} ${before}${paint[severity]('^'.repeat(length))} ${words}`,
  ].join('\n');
}

/** A user's text may hold what moves a terminal's cursor; each such sign is shown as one sign. */
export const visible = (text: string): string =>
  text.replace(/[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
