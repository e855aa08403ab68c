import { RegexFault, toEcmaScript } from '../../ir/regex/pcre.ts';
import type { Place } from '../../yaml/document.ts';
import * as messages from '../messages.ts';
import type { Params } from '../params.ts';

/** A regular expression of Python's, for which ours are near enough: PCRE's. */
export interface PythonRegex {
  test(text: string): boolean;
  /** What is found, from left to right; each with its groups, by number. */
  matches(text: string): readonly Found[];
  /** The names of groups, in their order, and their numbers. */
  readonly names: ReadonlyMap<string, number>;
  /** How many groups there are. */
  readonly count: number;
}

export interface Found {
  readonly start: number;
  readonly end: number;
  /** The whole, and the groups; undefined: a group that has no part in it. */
  readonly groups: readonly (string | undefined)[];
  /** Where each of them begins and ends. */
  readonly at: readonly (readonly [number, number] | undefined)[];
}

/** In the place of one with a fault: of its groups nothing is known. */
const none: PythonRegex = {
  test: () => false,
  matches: () => [],
  names: new Map(),
  count: Number.POSITIVE_INFINITY,
};

/** The expression under a name. */
export const readRegex = (
  params: Params,
  name: string,
  where: 'start' | 'anywhere',
): PythonRegex => {
  const text = params.text(name);
  return pythonRegex(text, params.at(name), params, where);
};

/** @param where what is found has to begin with the text, or may stand anywhere in it */
export function pythonRegex(
  text: string,
  place: Place,
  { report, watch }: Pick<Params, 'report' | 'watch'>,
  where: 'start' | 'anywhere',
): PythonRegex {
  // without these there is but one way to be found at each place
  watch.mayLast ||= /[*+?{|]/.test(text);
  try {
    // Python's \Z is the very end
    const { text: source } = toEcmaScript(text.replace(/(?<!\\)((?:\\\\)*)\\Z/g, '$1\\z'), {
      i: false,
      m: false,
      s: false,
    });
    const regex = new RegExp(source, where === 'start' ? 'duy' : 'dgu');
    const names = namesIn(text);
    const count = (source.match(/\(\?<\$c\d+>/g) ?? []).length;
    return {
      names,
      count,
      test: (of) => {
        regex.lastIndex = 0;
        return regex.test(of);
      },
      matches: (of) => {
        regex.lastIndex = 0;
        const first = regex.exec(of);
        regex.lastIndex = 0;
        const all = where === 'start' ? (first ? [first] : []) : [...of.matchAll(regex)];
        return all.map((found) => ({
          start: found.index,
          end: found.index + found[0].length,
          groups: [
            found[0],
            ...Array.from({ length: count }, (_, i) => found.groups?.[`$c${i + 1}`]),
          ],
          at: [
            found.indices![0],
            ...Array.from({ length: count }, (_, i) => found.indices!.groups?.[`$c${i + 1}`]),
          ],
        }));
      },
    };
  } catch (error) {
    if (error instanceof RegexFault) {
      const { start, end, message } = error;
      report(messages.badRegex(message, place.part(start, Math.max(end, start + 1))));
    } else if (error instanceof SyntaxError) report(messages.badRegex(`${error.message}.`, place));
    else throw error;
    return none;
  }
}

/** The numbers of named groups: each bracket that opens a group that is kept counts. */
function namesIn(text: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  let count = 0;
  const part = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?P?<([A-Za-z_]\w*)>|(\?))?/gs;
  for (const [found, name, special] of text.matchAll(part)) {
    if (!found.startsWith('(') || special !== undefined) continue;
    count++;
    if (name !== undefined) names.set(name, count);
  }
  return names;
}
