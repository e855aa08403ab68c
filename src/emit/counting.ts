import type { Artifact } from '../artifacts/artifact.ts';
import type { CompiledQuery } from '../compile.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { type CountRule, isRising, spanText } from '../ir/counts.ts';
import type { Settings } from '../settings/settings.ts';
import * as messages from './messages.ts';
import { backOf } from './values.ts';

/** What is to be said of a rule that counts where it becomes an artifact: an error where that can't hold it. */
export function ofCount(
  { id, takes, counts }: Artifact,
  { at }: CountRule,
  query: CompiledQuery | null,
  settings: Settings,
): readonly Diagnostic[] {
  if (takes.length === 0 ? counts?.inWords : query?.query) return [];
  const { tally, events } = query?.counted ?? {};
  const most = counts?.groups;
  if (!tally || !events || most === undefined) return [messages.cannotCount(id, at)];
  const { by, value, bounds, within } = tally;
  if (!isRising(bounds)) return [messages.countsUpTo(id, at)];
  if (by.length > most) return [messages.countsByFew(id, most, at)];
  // over a time that is too long, what is found too seldom is found neither more nor less often
  if (events.fidelity === 'narrower') return [messages.countsTooFew(id, at)];
  const window = messages.countsLonger(id, backOf(settings, tally), spanText(within), at);
  const isGuess = value !== null && counts?.guessesValues;
  return [window, ...(isGuess ? [messages.guessesValues(id, at)] : [])];
}
