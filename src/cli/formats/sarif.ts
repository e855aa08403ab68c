import type { Log, ReportingDescriptor, Result } from 'sarif';
import { type Diagnostic, toJson } from '../../diagnostic/diagnostic.ts';
import { version } from '../version.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * Diagnostics as a SARIF log, each with its place.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(diagnostics: readonly Diagnostic[]): Log {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const rules = codes.map((id): ReportingDescriptor => ({ id }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'rulewright', version: version(), rules } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => result(diagnostic, codes)),
      },
    ],
  };
}

function result(diagnostic: Diagnostic, codes: readonly string[]): Result {
  const { code, severity, message, hint, path, line, column, endLine, endColumn } =
    toJson(diagnostic);
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: hint ? `${message} ${hint}` : message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(path) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  };
}

/** A path as a reference that a URI may hold. */
const uriOf = (path: string): string =>
  path
    .split(/[\\/]/)
    .map((part) => encodeURIComponent(part).replace(/%3A/g, ':'))
    .join('/');
