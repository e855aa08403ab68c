import { type Backend, type Known, type Query, refused, type TypeOf } from './backends/backend.ts';
import { type Counted, countIn, eventsIn, fieldsDiffer, ofCount } from './backends/counts.ts';
import { asErrors, narrowed, strictly, widened } from './backends/verdict.ts';
import type { Diagnostic } from './diagnostic/diagnostic.ts';
import { isDiagnostic, isError } from './diagnostic/diagnostic.ts';
import type { Source, Span } from './diagnostic/source.ts';
import {
  type AnyRule,
  asking,
  type CountRule,
  isCountRule,
  type Tally,
  tallyOf,
  whensOf,
} from './ir/counts.ts';
import type { Expr } from './ir/expr.ts';
import type { Rule, RuleHead, RuleName } from './ir/rule.ts';
import type { Language, Others, Reading, Settings } from './languages/language.ts';
import type { Index } from './mapping/index-fields.ts';
import { flatten } from './passes/flatten.ts';
import { filled, unfilled } from './passes/placeholders.ts';
import { typeIn } from './pipelines/apply.ts';
import { applyTo } from './pipelines/counts.ts';
import * as allPipelines from './pipelines/index.ts';
import { notFor, notQueryDsl } from './pipelines/messages.ts';
import type {
  AnyApplied,
  Applied,
  AppliedCounts,
  Pipeline,
  SchemaPipeline,
} from './pipelines/pipeline.ts';

/*
 * The whole compiler:
 *
 *     text --languages--> IR --passes--> IR --pipelines--> IR --backends--> query
 */

export interface Options {
  readonly from: Language;
  readonly to: readonly Backend[];
  /** What fields are called, where the rules call them otherwise; applied in this order. */
  readonly pipelines?: readonly Pipeline[];
  /** What the user says of systems, by the names of their backends' assumptions. */
  readonly assumed?: ReadonlyMap<string, string>;
  /** The indices that queries are to run on, as their mappings say them: of all rules, or of each. */
  readonly indices?: readonly Index[] | ((rule: RuleHead) => readonly Index[] | undefined);
  /** Refuse every query that is not exact. */
  readonly strict?: boolean;
  /** Queries go to engines as they are: a pipeline may not make text of a query that is none. */
  readonly toEngines?: boolean;
  /** What a rule is to mean where it is deployed, of what its text means. */
  readonly amend?: (rule: Rule) => Expr;
  /** Who takes the queries counts events himself where a language can't: it is not said of such queries. */
  readonly countsApart?: boolean;
  /** The rules of other texts, for rules that are about others. */
  readonly others?: Others;
  /** How the text is read; damage is only said where this is not given. */
  readonly settings?: Settings;
}

/** A rule and its queries, one for each backend; without a rule, each is refused. */
export interface Compiled {
  readonly name: RuleName;
  readonly rule: AnyRule | null;
  /** What is to be said of the rule itself, whatever it is compiled to. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those of them that say why the rule is true of more than its text means. */
  readonly wider: readonly Diagnostic[];
  /** What the pipelines that were asked for make of the rule; null without any. */
  readonly mapped: AnyApplied | null;
  readonly queries: readonly CompiledQuery[];
}

/** A query, with what is to be said of the rule and of the query. */
export type CompiledQuery = Query & {
  readonly to: string;
  /** What it asks, where pipelines made it of what the rule says. */
  readonly when?: Expr;
  /** Of a rule that counts: what, and the query of those events where the language can't count them itself. */
  readonly counted?: Counted;
  /** Its language is the one that a pipeline is for which was asked for. */
  readonly isMeant?: true;
  /** What is known of the fields that it asks. */
  readonly typeOf?: TypeOf;
  /** Index patterns of Elasticsearch and OpenSearch that the events are in, where a pipeline knows them. */
  readonly index?: readonly string[];
};

/** A rule that was read, and what pipelines make of it, before it's known on which indices its queries run. */
export interface Begun {
  /** Without queries. */
  readonly read: Compiled;
  /** The same with its queries. */
  readonly write: (indices?: Options['indices']) => Compiled;
}

/** Every rule of a text, in its order. */
export const compile = (source: Source, options: Options): readonly Compiled[] =>
  begin(source, options).map(({ write }) => write(options.indices));

/** The same, with the queries still to be written. */
export const begin = (source: Source, options: Omit<Options, 'indices'>): readonly Begun[] =>
  options.from
    .read(source, options.settings, options.others)
    .map((reading) => beginReading(reading, options));

function beginReading(reading: Reading, options: Omit<Options, 'indices'>): Begun {
  const { to, amend, strict, settings } = options;
  const { name, rule: read, diagnostics: said } = reading;
  const { pipelines: asked = [] } = options;
  const meant = read && (amend ? amended(read, amend) : read);
  const written = meant && asking(meant, ({ when }) => filled(when, settings?.values));
  const rule = written && asking(written, ({ when }) => flatten(when));
  // a pipeline of the user's may fill them, and speaks of lists as the rule has them
  const isChanged = asked.some((one) => 'apply' in one);
  const gaps = rule && !isChanged ? whensOf(rule).flatMap(unfilled) : none;
  const open = strict ? asErrors(reading.wider ?? none) : (reading.wider ?? none);
  const diagnostics = gaps.length + open.length === 0 ? said : [...said, ...gaps, ...open];
  const sound = rule !== null && gaps.length === 0;
  const isOpen = open.length > 0;
  const applied = new Map<string, AnyApplied>();
  const map = (pipelines: readonly Pipeline[]) =>
    applyOnce(isChanged ? written! : rule!, pipelines, applied);
  const mapped = sound && asked.length > 0 ? map(asked) : null;
  const write = (backend: Backend, indices: Options['indices']): CompiledQuery => {
    if (!sound || (isOpen && strict)) return { to: backend.id, ...refused(diagnostics) };
    const pipelines = pipelinesOf(backend, options);
    const mapped = pipelines.length === 0 ? null : map(pipelines);
    const known = { ...knownOf(pipelines, rule, options, indices), ...(isOpen && { isOpen }) };
    const unfit = pipelines.find((one) => 'to' in one && one.to?.has(backend.id) === false);
    const {
      query: written,
      tally,
      events = null,
    } = unfit
      ? { query: refused([notFor(unfit.title, backend.id, rule.at)]) }
      : writeTo(backend, rule, mapped, known, options);
    const settled = (given: Query, lacksGroups: boolean): Query => {
      const openly = isOpen ? widened(given) : given;
      const counted = tally ? ofCount(openly, tally, lacksGroups, rule.at) : openly;
      const query = strict ? strictly(counted, rule.at) : counted;
      if (diagnostics.length === 0) return query;
      return { ...query, diagnostics: [...diagnostics, ...query.diagnostics] };
    };
    return {
      to: backend.id,
      ...settled(written, isNarrower(mapped)),
      ...(isMeant(backend, asked) && { isMeant: true }),
      ...(mapped && { typeOf: known.typeOf, index: mapped.index }),
      ...(mapped && 'when' in mapped && { when: mapped.when }),
      ...(tally && { counted: { tally, events: events && settled(events, false) } }),
    } as CompiledQuery;
  };
  const whole = { name, rule: sound ? rule : null, diagnostics, wider: open, mapped };
  return {
    read: { ...whole, queries: [] },
    write: (indices) => ({ ...whole, queries: to.map((backend) => write(backend, indices)) }),
  };
}

const none: readonly Diagnostic[] = [];

const schemaPipelines: ReadonlyMap<string, SchemaPipeline> = new Map(
  Object.values(allPipelines).map((pipeline) => [pipeline.id, pipeline]),
);

/** Whether somebody asks for the pipeline that a backend can't do without. */
export const isMeant = ({ pipeline }: Backend, asked: readonly Pipeline[]): boolean =>
  pipeline !== undefined && asked.some(({ id }) => id === pipeline);

/** Those that are asked for, and behind them the one that the backend can't do without. */
function pipelinesOf(
  { pipeline: id }: Backend,
  { pipelines = [] }: Pick<Options, 'pipelines'>,
): readonly Pipeline[] {
  const needed = id === undefined ? undefined : schemaPipelines.get(id);
  if (!needed || pipelines.some((one) => one.id === id)) return pipelines;
  return [...pipelines.filter((one) => one.id !== needed.insteadOf), needed];
}

/** What pipelines make of a rule, once for all backends that take the same ones. */
function applyOnce(
  rule: AnyRule,
  pipelines: readonly Pipeline[],
  before: Map<string, AnyApplied>,
): AnyApplied {
  const key = pipelines.map(({ id }) => id).join();
  const applied = before.get(key) ?? applyTo(rule, pipelines);
  before.set(key, applied);
  return applied;
}

function knownOf(
  pipelines: readonly Pipeline[],
  rule: AnyRule,
  { assumed }: Pick<Options, 'assumed'>,
  indices: Options['indices'],
): Known {
  const known = typeof indices === 'function' ? indices(rule) : indices;
  return {
    ...(assumed && { assumed }),
    ...(known && { indices: known }),
    ...(pipelines.length > 0 && { typeOf: typeIn(pipelines) }),
  };
}

/** A query; of a rule that counts, also what it counts, and the query of that where the language can't count. */
interface Written {
  readonly query: Query;
  readonly tally?: Tally;
  readonly events?: Query;
}

function writeTo(
  backend: Backend,
  rule: AnyRule,
  mapped: AnyApplied | null,
  given: Known,
  options: Omit<Options, 'indices'>,
): Written {
  if (mapped?.diagnostics.some(isError)) return { query: refused(mapped.diagnostics) };
  const known = mapped ? { ...given, isOpen: given.isOpen === true || !mapped.exact } : given;
  const asMapped = (query: Query) => (mapped ? ofMapped(query, mapped) : query);
  if (!isCountRule(rule)) {
    const { when } = (mapped ?? rule) as Rule | Applied;
    const query = asMapped(backend.write(when, rule.at, known));
    return { query: finished(query, backend.id, mapped, options, rule.at) };
  }
  const tally = tallyOf(((mapped ?? rule) as CountRule | AppliedCounts).counts, rule.at);
  if (!tally) return { query: asMapped(refused([fieldsDiffer(rule.at)])) };
  if (backend.count || !options.countsApart)
    return { tally, query: asMapped(countIn(backend, tally, rule.at, known)) };
  const events = asMapped(eventsIn(backend, tally, rule.at, known));
  return { tally, query: refused(events.diagnostics), events };
}

const isNarrower = (mapped: AnyApplied | null): boolean =>
  mapped !== null && 'counts' in mapped && mapped.isNarrower;

/** The query as pipelines would have it. */
function finished(
  written: Query,
  to: string,
  mapped: AnyApplied | null,
  { toEngines }: Pick<Options, 'toEngines'>,
  at: Span,
): Query {
  if (!mapped?.finish || written.query === null) return written;
  const query = mapped.finish(written.query);
  if (isDiagnostic(query)) return refused([...written.diagnostics, query]);
  if (toEngines && typeof query !== typeof written.query)
    return refused([...written.diagnostics, notQueryDsl(to, at)]);
  return { ...written, query };
}

/** The query of what pipelines made of a rule, as a query of the rule. */
function ofMapped(written: Query, mapped: AnyApplied): Query {
  const { exact, diagnostics: said } = mapped;
  const diagnostics = [...said, ...written.diagnostics];
  const query: Query = written.query === null ? refused(diagnostics) : { ...written, diagnostics };
  const open = exact ? query : widened(query);
  // of groups that are left out it is for the count to say
  const lacks = 'counts' in mapped ? mapped.lacksEvents : mapped.isNarrower;
  return lacks ? narrowed(open) : open;
}

/** What a rule is to mean of events, with that of the rules that it counts. */
const amended = (rule: AnyRule, amend: (rule: Rule) => Expr): AnyRule =>
  asking(rule, (one) => {
    const when = amend(one);
    if (!isCountRule(rule)) return when;
    const { id, title, path } = rule;
    return amend({ ...one, id, title, path, when });
  });
