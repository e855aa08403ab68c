import { type Diagnostic, toJson } from '../../diagnostic/diagnostic.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * A diagnostic as a workflow command, which GitHub shows beside the line.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function github(diagnostic: Diagnostic): string {
  const { code, severity, message, hint, path, line, column, endLine, endColumn } =
    toJson(diagnostic);
  const properties = {
    file: path,
    line,
    col: column,
    endLine,
    // GitHub takes columns of one line only
    ...(endLine === line ? { endColumn } : {}),
    title: code,
  };
  const listed = Object.entries(properties)
    .map(([key, value]) => `${key}=${property(String(value))}`)
    .join(',');
  return `::${commands[severity]} ${listed}::${data(hint ? `${message} ${hint}` : message)}`;
}

const data = (text: string): string =>
  text
    .replace(/%/g, '%25')
    .replace(
      /[\x00-\x1f\x7f]/g,
      (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
    );

const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
