import { createRequire } from 'node:module';
import { SplFault } from './cursor.ts';

/*
 * Search Manual, "SPL and regular expressions": the regular expressions of SPL are PCRE.
 * https://help.splunk.com/splunk-enterprise/search/search-manual/9.0/expressions-and-predicates/spl-and-regular-expressions
 *
 * They are run by PCRE2 itself, compiled to WebAssembly, so that neither our reader of regular
 * expressions nor our printer judges its own work.
 */

interface Compiled {
  match(subject: string, start?: number): Readonly<Record<string, Group | undefined>> | null;
  destroy(): void;
}

export interface Group {
  readonly start: number;
  readonly end: number;
  readonly match: string;
}

interface Library {
  init(): Promise<void>;
  new (pattern: string, flags?: string): Compiled;
}

/** A match: its groups by number and, where they have one, by name. */
export type Match = Readonly<Record<string, Group | undefined>>;
export type Pcre = (subject: string, start?: number) => Match | null;

const Pcre2 = await load();

/** The package is older than the `fetch` of Node, which it would load its file with; and it would end the process on any error. */
async function load(): Promise<Library> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.listeners(event as 'uncaughtException'));
  const { fetch } = globalThis;
  Object.defineProperty(globalThis, 'fetch', {
    value: undefined,
    configurable: true,
    writable: true,
  });
  try {
    const library = createRequire(import.meta.url)('@stephen-riley/pcre2-wasm').default as Library;
    await library.init();
    return library;
  } finally {
    globalThis.fetch = fetch;
    events.forEach((event, i) => {
      for (const listener of process.listeners(event as 'uncaughtException'))
        if (!before[i]!.includes(listener)) process.off(event, listener);
    });
  }
}

/**
 * PCRE gave up after so many steps. Splunk has a limit of its own in limits.conf; what an event is
 * then, no page says.
 */
export class PcreLimit extends Error {}

const mostSteps = 1_000_000;
const MATCH_LIMIT = -47;

const known = new Map<string, Compiled>();
const mostKnown = 2000;

/**
 * What is taken for granted beside the pages: with `i`, an ASCII letter is its two cases and nothing
 * else. PCRE takes the Kelvin sign for a k and the long s for an s where it knows of UTF; so these two
 * are hidden from it, behind signs without a case.
 */
const hidden: Readonly<Record<string, string>> = { '\u212a': '\ue12a', '\u017f': '\ue17f' };
const hide = (text: string): string =>
  /[\u212a\u017f]/.test(text) ? text.replace(/[\u212a\u017f]/g, (char) => hidden[char]!) : text;

/**
 * A regular expression, found anywhere in a text. Seen in bytes, a text is its UTF-8, each byte a
 * character; of bytes beyond ASCII PCRE then ignores case where Latin-1 would, which Splunk may not.
 */
export function pcre(pattern: string, bytes: boolean, at: number): Pcre {
  if (bytes && /\\x\{0*[1-9a-f][0-9a-f]{2,}\}/i.test(pattern))
    throw new SplFault(`PCRE without UTF: character code point value in \\x{} is too large`, at);
  const seen = bytes ? toBytes : (text: string) => hide(wellFormed(text));
  const source = seen(pattern);
  compile(source, at);
  return (subject, start = 0) => {
    const text = seen(subject);
    if (text.length > 1_000_000) throw new Error('too long a text for PCRE on a stack of 5 MB');
    // the package finds nothing from the end of a text on, also not in the empty one
    if (start > 0 && start >= text.length) return null;
    try {
      return compile(source, at).match(text, start || undefined);
    } catch (error) {
      if ((error as { code?: number }).code !== MATCH_LIMIT) throw error;
      throw new PcreLimit(`${mostSteps} steps of ${pattern}`);
    }
  };
}

function compile(source: string, at: number): Compiled {
  const before = known.get(source);
  if (before) return before;
  if (known.size >= mostKnown) {
    for (const compiled of known.values()) compiled.destroy();
    known.clear();
  }
  try {
    const compiled = new Pcre2(`(*LIMIT_MATCH=${mostSteps})${source}`);
    known.set(source, compiled);
    return compiled;
  } catch (error) {
    throw new SplFault(`PCRE: ${(error as Error).message}`, at);
  }
}

const toBytes = (text: string): string =>
  /[^\0-\x7f]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;

/** A half of a surrogate pair can't be in the UTF-8 that Splunk keeps. */
const wellFormed = (text: string): string =>
  /[\ud800-\udfff]/.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
