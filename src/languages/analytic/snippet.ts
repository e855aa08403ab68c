import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import { isError } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { always, and, never, not, or } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { eachAtom } from '../../ir/fold.ts';
import type { LogSource } from '../../ir/rule.ts';
import type { Settings } from '../language.ts';
import { lowerCar } from './car.ts';
import { clean } from './clean.ts';
import { tokenize } from './lexer.ts';
import type { Gathered } from './lower/index.ts';
import * as messages from './messages/index.ts';
import { lowerPipeline } from './pipeline.ts';
import { isSourceField, Sources } from './sources.ts';
import { isCar } from './statements.ts';
import { join } from './token.ts';
import type { View } from './view.ts';

/** No analytic is longer, in characters and in words, or has more tests. */
const longest = 100_000;
const mostTokens = 20_000;
const mostTests = 5000;

/** What an analytic means, and all that was said on the way there. */
export interface Snippet {
  /** Null where it is refused. */
  readonly when: Expr | null;
  readonly logSource: LogSource;
  readonly eventIds: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly wider: readonly Diagnostic[];
}

/** What the text of an analytic means. */
export function readSnippet(page: View, settings: Settings): Snippet {
  const diagnostics: Diagnostic[] = [];
  if (page.text.length > longest) {
    diagnostics.push(messages.tooLong(`${longest} characters`, page.at(0, page.text.length)));
    return { when: null, logSource: {}, eventIds: [], diagnostics, wider: [] };
  }
  const view = clean(page, (diagnostic) => diagnostics.push(diagnostic));
  const wider: Diagnostic[] = [];
  const sources = new Sources();
  const to: Gathered = {
    view,
    settings,
    sources,
    report: (diagnostic) => diagnostics.push(diagnostic),
    widen: (diagnostic) => wider.push(diagnostic),
    budget: mostTests,
  };
  // as many quotes are more words than there may be, and take the longest to read
  const isRead = (view.text.match(/["']/g)?.length ?? 0) <= 2 * mostTokens;
  const tokens = isRead ? tokenize(view, to.report) : [];
  const whole =
    tokens.length > 0 ? join(tokens[0]!, tokens.at(-1)!) : { from: 0, to: view.text.length };
  const at = view.at(whole.from, whole.to);
  if (tokens.length === 0 || tokens.length > mostTokens) {
    const isEmpty = isRead && tokens.length === 0;
    diagnostics.push(isEmpty ? messages.empty(at) : messages.tooLong(`${mostTokens} words`, at));
    return { when: null, logSource: {}, eventIds: [], diagnostics, wider };
  }
  const read = isCar(tokens) ? lowerCar(tokens, to) : lowerPipeline(tokens, to);
  const when = withoutSources(read, to);
  if (!tellsApart(when)) diagnostics.push(messages.nothing(at));
  const isRefused = diagnostics.some(isError);
  return {
    when: isRefused ? null : when,
    logSource: sources.logSource(),
    eventIds: sources.eventIds,
    diagnostics: once(diagnostics),
    wider: once(wider),
  };
}

/**
 * The expression without the tests that all of it stands on and that are about nothing but the source of
 * events: they say where to look. One that tells alternatives apart is part of what the events are, and
 * so are all where there is nothing else.
 */
function withoutSources(when: Expr, to: Gathered): Expr {
  const items = conjunctsOf(when);
  const rest = items.filter((item) => !isAboutSources(item));
  if (!rest.some(tellsApart)) return withoutGaps(when, to, false);
  for (const item of items)
    if (isAboutSources(item))
      eachAtom(item, (atom) => {
        const place: Span = atom.at;
        to.report(messages.whereToLook(place.source.text.slice(place.start, place.end), place));
      });
  return withoutGaps(and(rest), to, false);
}

/** The same where a source stands for one that its reader is to name: which it is, is left open. */
function withoutGaps(expr: Expr, to: Gathered, isNegative: boolean): Expr {
  switch (expr.kind) {
    case 'and':
      return and(expr.items.map((item) => withoutGaps(item, to, isNegative)));
    case 'or':
      return or(expr.items.map((item) => withoutGaps(item, to, isNegative)));
    case 'not':
      return not(withoutGaps(expr.item, to, !isNegative));
    case 'match': {
      const isGap = expr.pattern[0]?.kind === 'placeholder' && isSourceField(expr.field);
      if (!isGap) return expr;
      const { source, start, end } = expr.at;
      to.widen(messages.openSource(source.text.slice(start, end), expr.at));
      return isNegative ? never : always;
    }
    default:
      return expr;
  }
}

const conjunctsOf = (when: Expr): readonly Expr[] =>
  when.kind === 'and' ? when.items.flatMap(conjunctsOf) : [when];

/** Nothing but tests of fields that Splunk keeps beside an event. */
function isAboutSources(expr: Expr): boolean {
  let count = 0;
  let isAll = true;
  eachAtom(expr, (atom) => {
    count++;
    if (!('field' in atom) || !isSourceField(atom.field)) isAll = false;
  });
  return isAll && count > 0 && expr.kind !== 'not';
}

/** Whether there may be an event that it is not true of. */
function tellsApart(expr: Expr): boolean {
  switch (expr.kind) {
    case 'and':
      return expr.items.some(tellsApart);
    case 'or':
      return expr.items.every(tellsApart);
    case 'not':
      return expr.item.kind !== 'or' || expr.item.items.length > 0;
    default:
      return true;
  }
}

/** What is lowered twice, as conditions of `case` are, is said once. */
function once(all: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = new Set<string>();
  return all.filter(({ code, message, at }) => {
    const key = `${code} ${at.start} ${at.end} ${message}`;
    return !said.has(key) && said.add(key);
  });
}
