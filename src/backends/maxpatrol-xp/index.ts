import { isError } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import type { Expr } from '../../ir/expr.ts';
import { type Backend, type Known, type Query, refused, type TypeOf } from '../backend.ts';
import { Filter } from '../kit/maxpatrol/filter.ts';
import { dialect } from './dialect.ts';

/**
 * The condition of a correlation rule of MaxPatrol SIEM, in XP: what stands in `filter { ... }`. No server
 * was at hand. The language is known from its public grammar and signatures of functions, and from rules:
 * https://github.com/Security-Experts-Community/vscode-xp syntaxes/xp.tmLanguage.json, co.signature.json;
 * https://github.com/Security-Experts-Community/open-xp-rules packages/, common/rules_filters/
 */
export const maxpatrolXp: Backend = {
  id: 'maxpatrol-xp',
  title: 'MaxPatrol SIEM correlation rule (XP)',
  extension: '.xp',
  pipeline: 'maxpatrol',
  write,
};

const nothingKnown: TypeOf = () => undefined;

function write(when: Expr, _at: Span, { typeOf = nothingKnown }: Known = {}): Query {
  const filter = new Filter(dialect, typeOf);
  const query = filter.write(when);
  const diagnostics = [...filter.diagnostics.values()];
  if (diagnostics.some(isError)) return refused(diagnostics);
  return { query, fidelity: filter.exact ? 'exact' : 'wider', diagnostics };
}
