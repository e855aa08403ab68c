import type { Diagnostic, Severity } from './diagnostic.ts';
import type { Span } from './source.ts';

/** Makes a diagnostic of one area: its name there, what is wrong, where, and what to do next. */
export type Say = (name: string, message: string, at: Span, hint?: string) => Diagnostic;

/** What an area has to say, by how grave it is. */
export function sayIn(area: string): Readonly<Record<Severity, Say>> {
  const say =
    (severity: Severity): Say =>
    (name, message, at, hint) => ({
      code: `${area}/${name}`,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      at,
    });
  return { error: say('error'), warning: say('warning'), info: say('info') };
}
