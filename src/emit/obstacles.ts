import type { Artifact } from '../artifacts/artifact.ts';
import type { CompiledQuery } from '../compile.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { eachAtom } from '../ir/fold.ts';
import type { Pattern } from '../ir/pattern.ts';
import type { RuleHead } from '../ir/rule.ts';
import { minutesOf, type Resolved } from '../settings/settings.ts';
import * as messages from './messages.ts';
import { cronOf, type Emitted } from './values.ts';

/* What stands between a rule and its artifact, or is to be known of what comes of it. */

/** The kinds of tests in a rule that its artifact can't hold. */
export function impossible(
  { id, cannot }: Artifact,
  { when, rule: { at } }: Emitted,
): readonly Diagnostic[] {
  const kinds = new Set<string>();
  if (Object.keys(cannot).length > 0) eachAtom(when, ({ kind }) => kinds.add(kind));
  return [...kinds]
    .filter((kind) => Object.hasOwn(cannot, kind))
    .map((kind) => messages.cannot(id, cannot[kind]!, at));
}

/** Keywords that the pieces of a long text may cut. */
export function cut({ id, keywords }: Artifact, { when }: Emitted): readonly Diagnostic[] {
  const said: Diagnostic[] = [];
  if (keywords === null) return said;
  eachAtom(when, (atom) => {
    if (said.length > 0 || atom.kind !== 'keyword') return;
    if (longest(atom.pattern) > keywords.overlap)
      said.push(messages.cutKeyword(id, keywords.overlap, atom.at));
  });
  return said;
}

/** How many characters a pattern finds at most. */
const longest = (of: Pattern): number =>
  of.reduce((sum, piece) => {
    if (piece.kind === 'text') return sum + [...piece.text].length;
    return piece.kind === 'any' ? Number.POSITIVE_INFINITY : sum + 1;
  }, 0);

/** What an artifact's target would refuse of a rule's values. */
export function unfit(
  { id, wants }: Artifact,
  values: object,
  { at }: RuleHead,
): readonly Diagnostic[] {
  return Object.entries(wants).flatMap(([path, { pattern, what }]) => {
    let value: unknown = values;
    for (const key of path.split('.')) value = (value as Record<string, unknown> | null)?.[key];
    return new RegExp(pattern, 'u').test(String(value ?? '')) ? [] : [messages.unfit(id, what, at)];
  });
}

/** What an artifact's target can't do with the settings. */
export function faultsFor(
  artifact: Artifact,
  { rule, settings, tally }: Emitted,
  { origins }: Resolved,
): Diagnostic[] {
  const said: Diagnostic[] = [];
  if (artifact.needs.includes('cron') && cronOf(minutesOf(settings.schedule.every)) === null)
    said.push(
      messages.noCron(
        artifact.id,
        settings.schedule.every,
        origins.get('schedule.every') ?? rule.at,
      ),
    );
  const { period, by } = settings.throttle;
  const groups = origins.get('throttle.by');
  // a rule that an artifact counts has groups of its own
  if (tally && artifact.counts?.groups !== undefined && groups)
    said.push(messages.ignored(artifact.id, 'throttle.by', groups));
  else if (artifact.suppresses !== null && period !== null && by.length === 0)
    said.push(messages.noGroups(artifact.id, origins.get('throttle.period') ?? rule.at));
  else if (artifact.suppresses !== null && period !== null && by.length > artifact.suppresses)
    said.push(
      messages.manyGroups(artifact.id, artifact.suppresses, origins.get('throttle.by') ?? rule.at),
    );
  for (const path of artifact.ignores) {
    const origin = origins.get(path);
    if (origin) said.push(messages.ignored(artifact.id, path, origin));
  }
  return said;
}

/** A search that begins with a command has no place for words in front of it. */
export function baseBefore(
  { id }: Artifact,
  { query }: CompiledQuery,
  { rule, settings }: Emitted,
  { origins }: Resolved,
): readonly Diagnostic[] {
  const isCommand = typeof query === 'string' && query.startsWith('|');
  if (!isCommand || settings.base === '') return [];
  return [messages.noBase(id, origins.get('base') ?? rule.at)];
}

/** Splunk puts arguments between dollars, also where they stand in a text. */
export function argumentsIn({ query }: CompiledQuery, rule: RuleHead): readonly Diagnostic[] {
  const [found] = typeof query === 'string' ? (/\$[\w.:]+\$/.exec(query) ?? []) : [];
  return found === undefined ? [] : [messages.argument(found, rule.at)];
}
