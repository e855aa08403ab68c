import { type Backend, type Query, refused } from './backends/backend.ts';
import type { Diagnostic } from './diagnostic/diagnostic.ts';
import { isError } from './diagnostic/diagnostic.ts';
import type { Source } from './diagnostic/source.ts';
import type { Expr } from './ir/expr.ts';
import type { Rule, RuleName } from './ir/rule.ts';
import type { Language, Reading } from './languages/language.ts';
import { flatten } from './passes/flatten.ts';
import { unfilled } from './passes/placeholders.ts';

/*
 * The whole compiler:
 *
 *     text --languages--> IR --passes--> IR --backends--> query
 */

export interface Options {
  readonly from: Language;
  readonly to: readonly Backend[];
  /** Refuse every query that is not exact. */
  readonly strict?: boolean;
}

/** A rule and its queries, one for each backend; without a rule, each is refused. */
export interface Compiled {
  readonly name: RuleName;
  readonly rule: Rule | null;
  /** What is to be said of the rule itself, whatever it is compiled to. */
  readonly diagnostics: readonly Diagnostic[];
  readonly queries: readonly CompiledQuery[];
}

/** A query, with what is to be said of the rule and of the query. */
export type CompiledQuery = Query & { readonly to: string };

/** Every rule of a text, in its order. */
export const compile = (source: Source, options: Options): readonly Compiled[] =>
  options.from.read(source).map((reading) => compileReading(reading, options));

function compileReading(
  { name, rule: read, diagnostics: said }: Reading,
  options: Options,
): Compiled {
  const rule = read && withMeaning(read, flatten(read.when));
  const gaps = rule ? unfilled(rule.when) : [];
  const diagnostics = gaps.length === 0 ? said : [...said, ...gaps];
  const sound = rule !== null && gaps.length === 0;
  const queries = options.to.map((backend): CompiledQuery => {
    if (!sound) return { to: backend.id, ...refused(diagnostics) };
    const written = backend.write(rule.when, rule.at);
    const { query, fidelity, diagnostics: of } = options.strict ? strictly(written, rule) : written;
    const all = diagnostics.length === 0 ? of : [...diagnostics, ...of];
    return { to: backend.id, query, fidelity, diagnostics: all } as CompiledQuery;
  });
  return { name, rule: sound ? rule : null, diagnostics, queries };
}

const withMeaning = ({ id, title, path, about, at }: Rule, when: Expr): Rule => ({
  id,
  title,
  path,
  about,
  when,
  at,
});

/** Turns a query that is not exact into a refusal, and its reasons into errors. */
function strictly(query: Query, rule: Rule): Query {
  if (query.fidelity === 'exact' || query.fidelity === 'refused') return query;
  const reasons = query.diagnostics.map((diagnostic) =>
    diagnostic.severity === 'warning' ? { ...diagnostic, severity: 'error' as const } : diagnostic,
  );
  if (reasons.some(isError)) return refused(reasons);
  const message = `The query finds ${query.fidelity === 'wider' ? 'more' : 'less'} than the rule.`;
  return refused([...reasons, { code: 'strict', severity: 'error', message, at: rule.at }]);
}
