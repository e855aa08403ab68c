import type { Artifact } from '../artifacts/artifact.ts';
import { keywordsIn } from '../artifacts/keywords-in.ts';
import { onlyNew } from '../artifacts/only-new.ts';
import { type Tagged, threatOf } from '../attack/threat.ts';
import type { CompiledQuery } from '../compile.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { AnyRule, Tally } from '../ir/counts.ts';
import type { Expr } from '../ir/expr.ts';
import { fieldsOf, hasKeywords } from '../ir/fields.ts';
import { printRule } from '../ir/print.ts';

import { durationOf, minutesOf, type Settings } from '../settings/settings.ts';
import { numberOf } from './names.ts';

/** What a rule's template is given. Every key is there; what a rule lacks is null or empty. */
export type Values = ReturnType<typeof valuesOf>;

/** A rule that is to be made an artifact of. */
export interface Emitted {
  readonly rule: AnyRule;
  /** What its query asks of events, in the names that it is asked by. */
  readonly when: Expr;
  readonly name: string;
  /** As the project calls its file. */
  readonly file: string;
  readonly settings: Settings;
  /** What is counted of those events; null: each is found. */
  readonly tally: Tally | null;
  /** Why the rule is true of more events than its text means. */
  readonly wider: readonly Diagnostic[];
}

/** Kibana's risk scores of its severities; none is informational there. */
const risks: Readonly<Record<string, number>> = {
  informational: 10,
  low: 21,
  medium: 47,
  high: 73,
  critical: 99,
};

export function valuesOf(
  { rule, when, tally, name, file, settings }: Emitted,
  artifact: Artifact,
  query: CompiledQuery | null,
  why: readonly string[],
  sigma: string | null = null,
) {
  const { about } = rule;
  const threat = threatOf(about.tags);
  const level = about.level ?? settings.level;
  const title = titleOf({ rule, name, settings });
  const count = tally && query?.query === null ? countOf(tally) : null;
  const comment = commentOf(count ? 'counted' : query?.fidelity, why);
  return {
    name,
    title,
    /** Never empty, for some targets want one. */
    description: about.description?.trim() || title,
    comment,
    /** What is to be said of the rule, with what the query misses or finds besides. */
    summary: [about.description?.trim() || title, ...(comment ? [comment] : [])].join('\n\n'),
    level,
    risk: risks[level] ?? risks.medium!,
    severity: artifact.levels[level] ?? level,
    query: queryFor(artifact, query, tally),
    /** What is counted of what the query finds; null: it finds what the rule does, counted or not. */
    count,
    /** The fields that tell its alerts apart: those that it counts by, or those of the settings. */
    groups: count ? count.by : [...settings.throttle.by],
    language: query?.to ?? null,
    fidelity: query?.fidelity ?? null,
    /** The rule written as Sigma, for an artifact that needs it. */
    sigma,
    rule: {
      id: rule.id,
      title: rule.title,
      path: file,
      name: about.name ?? null,
      status: about.status ?? null,
      level: about.level ?? null,
      description: about.description?.trim() ?? null,
      author: about.author ?? null,
      authors: about.author?.split(/,\s*/).filter((one) => one !== '') ?? [],
      license: about.license ?? null,
      date: about.date ?? null,
      modified: about.modified ?? null,
      /** The two dates as `2026/01/31`; one that was not changed was last when it was made. */
      slashed: slashed(about.date, about.modified),
      /** The two dates as `31.01.2026`, where they are dates. */
      dotted: { date: dotted(about.date), modified: dotted(about.modified) },
      tags: [...about.tags],
      references: [...about.references],
      falsePositives: [...about.falsePositives],
      fields: [...about.fields],
      scope: [...about.scope],
      related: about.related.map((one) => ({ ...one })),
      logSource: { ...about.logSource },
      get meaning() {
        return printRule(rule);
      },
    },
    /** The fields that the query tests. */
    tested: sortedFieldsOf(when),
    /** Whether it also looks for texts wherever they are. */
    hasKeywords: hasKeywords(when),
    /** Those that an index holds otherwise than as keywords, and the types that it has for them. */
    types: typesOf(when, query),
    ...threat,
    /** The tagged techniques by their tactics, as ATT&CK's data calls those: `lateral-movement`. */
    byTactic: byTactic(threat),
    /** A number of nine digits at most, of the rule's name. */
    number: numberOf(name),
    settings,
    /** Index patterns in one text. */
    indices: settings.index.join(','),
    /** The field of an event's time, where it isn't the usual one. */
    timestampOverride: settings.timestamp === '@timestamp' ? null : settings.timestamp,
    time: timeOf(settings, tally),
    actions: settings.actions[artifact.id] ?? null,
    enabled: settings.enabled && !settings.disabled.some((one) => one === rule.id || one === name),
  };
}

/** The query, keywords looked for where the artifact holds all texts. */
function queryFor({ keywords }: Artifact, query: CompiledQuery | null, tally: Tally | null) {
  const whole = query?.query ?? null;
  if (whole !== null && tally) return onlyNew(whole, 60 * minutesBefore(tally));
  const body = whole ?? query?.counted?.events?.query ?? null;
  return body !== null && keywords !== null ? keywordsIn(body, keywords.field) : body;
}

/** What a target's users read of the rule first. */
export const titleOf = ({ rule, name, settings }: Pick<Emitted, 'rule' | 'name' | 'settings'>) =>
  `${settings.prefix}${rule.title?.trim() || name}`;

const slashed = (date: string | undefined, modified = date) => ({
  date: date?.replaceAll('-', '/') ?? null,
  modified: modified?.replaceAll('-', '/') ?? null,
});

function dotted(date: string | undefined): string | null {
  const [, year, month, day] = /^(\d{4})[-/](\d\d)[-/](\d\d)$/.exec(date ?? '') ?? [];
  return year === undefined ? null : `${day}.${month}.${year}`;
}

function byTactic({ threat, techniques }: Tagged): Readonly<Record<string, readonly string[]>> {
  const entries = threat.map(({ tactic, technique }) => {
    const ids = technique.flatMap(({ id, subtechnique }) => [
      id,
      ...subtechnique.map((sub) => sub.id),
    ]);
    const short = tactic.name.toLowerCase().replaceAll(' ', '-');
    return [short, ids.filter((id) => techniques.includes(id))] as const;
  });
  return Object.fromEntries(entries.filter(([, ids]) => ids.length > 0));
}

const countOf = ({ by, value, within, bounds: { least } }: Tally) => ({
  least,
  by: [...by],
  value,
  /** In seconds. */
  within,
});

/** How long before an event others are counted with it, in whole minutes. */
const minutesBefore = (tally: Tally | null): number => Math.ceil((tally?.within ?? 0) / 60);

/** How far back a search looks, in minutes. */
const minutesBack = ({ schedule: { every, overlap } }: Settings, tally: Tally | null): number =>
  minutesOf(every) + minutesOf(overlap) + minutesBefore(tally);

export const backOf = (settings: Settings, tally: Tally): string =>
  durationOf(minutesBack(settings, tally));

function timeOf(settings: Settings, tally: Tally | null) {
  const { schedule, throttle } = settings;
  const every = minutesOf(schedule.every);
  const back = minutesBack(settings, tally);
  const quiet = throttle.period === null ? null : minutesOf(throttle.period);
  return {
    every: durationOf(every),
    minutes: every,
    cron: cronOf(every),
    /** How far back a search looks: also at events that are only counted. */
    back: durationOf(back),
    backMinutes: back,
    quiet: quiet === null ? null : durationOf(quiet),
    quietMinutes: quiet,
  };
}

/** A cron schedule; null where cron can't say every so many minutes. */
export function cronOf(minutes: number): string | null {
  if (minutes < 60) return 60 % minutes === 0 ? `*/${minutes} * * * *` : null;
  if (minutes % 60 !== 0) return null;
  const hours = minutes / 60;
  if (hours < 24) return 24 % hours === 0 ? `0 */${hours} * * *` : null;
  return hours === 24 ? '0 0 * * *' : null;
}

/** What a query finds besides, or misses; null where it is exact. */
function commentOf(fidelity: string | undefined, why: readonly string[]): string | null {
  if (fidelity === 'counted') return ['It counts otherwise than the rule says.', ...why].join(' ');
  if (fidelity !== 'wider' && fidelity !== 'narrower') return null;
  const finds = fidelity === 'wider' ? 'more' : 'less';
  return [`This query finds ${finds} than the rule.`, ...why].join(' ');
}

const engineTypes = { number: 'long', address: 'ip', text: 'keyword' } as const;

function typesOf(when: Expr, query: CompiledQuery | null): Readonly<Record<string, string>> {
  const types = sortedFieldsOf(when).map((field) => {
    const holds = query?.typeOf?.(field)?.holds ?? 'text';
    return [field, engineTypes[holds]] as const;
  });
  return Object.fromEntries(types.filter(([, type]) => type !== 'keyword'));
}

/** The fields that an expression tests: the same, however it is written. */
export const sortedFieldsOf = (when: Expr): readonly string[] => [...fieldsOf(when)].sort();
