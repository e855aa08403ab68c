import { or } from '../../ir/build.ts';
import type { Match } from '../../ir/expr.ts';
import { pattern, text } from '../../ir/pattern.ts';
import { type Change, holdsAny, lower, requiredOf, type Said } from './change.ts';

/** Hives as Sysmon writes them, and as Windows' kernel does. */
const hives: Readonly<Record<string, string>> = {
  hklm: '\\registry\\machine',
  hku: '\\registry\\user',
  hkcr: '\\registry\\machine\\software\\classes',
};

const why = 'has its hive written out there, which this does not tell from other keys';

/**
 * Keys begin with a hive that is written out (`HKLM\X` becomes `\registry\machine\x`), and are in small
 * letters.
 */
export const registryKey: Change = {
  keeps: false,
  say(test) {
    if (test.kind === 'regex') return { ...sayPattern(requiredOf(test)), why };
    return test.kind === 'match' ? sayPattern(test) : holdsAny(test, why);
  },
};

function sayPattern(test: Match): Said {
  const small = lower.say(test);
  const [first, second] = test.pattern;
  const said = small.when as Match;
  if (first?.kind === 'text') return withWhy(fromHive(said), small.why);
  if (first?.kind !== 'any' || second?.kind !== 'text') return holdsAny(test, why);
  const wanted = second.text.toLowerCase();
  // where the text begins with a hive, it is the beginning
  const begins = hiveOf(wanted);
  if (begins) {
    const there = fromHive({ ...said, pattern: said.pattern.slice(1) });
    return { when: or([there.when, said]), why };
  }
  if (Object.keys(hives).some((hive) => beginsIn(hive, wanted))) return holdsAny(test, why);
  const isTold = !Object.values(hives).some((hive) => beginsIn(hive, wanted));
  return isTold ? small : { when: said, why };
}

const withWhy = (said: Said, more: string | undefined): Said =>
  said.why === undefined && more !== undefined ? { ...said, why: more } : said;

/** A pattern that a key begins with. */
function fromHive(test: Match): Said {
  const first = test.pattern[0]!;
  const wanted = first.kind === 'text' ? first.text : '';
  const hive = hiveOf(wanted);
  if (!hive) return holdsAny(test, why);
  const rest = wanted.slice(hive.length);
  const pieces = [text(hives[hive]! + rest), ...test.pattern.slice(1)];
  const when = { ...test, pattern: pattern(pieces) };
  // classes are part of the machine's software
  const classes = '\\software\\classes';
  const isTold = hive === 'hku' || (hive === 'hklm' && !alike(rest, classes));
  return isTold ? { when } : { when, why };
}

const hiveOf = (wanted: string): string | undefined =>
  Object.keys(hives).find((hive) => wanted === hive || wanted.startsWith(`${hive}\\`));

/** One begins with the other. */
const alike = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** Whether a text could begin in a hive and go on behind it. */
const beginsIn = (hive: string, wanted: string): boolean =>
  [...hive].some((_, i) => alike(`${hive.slice(i)}\\`, wanted));
