import type { Event } from '../../src/index.ts';
import { SplFault } from './cursor.ts';
import { type Raw, type Row, rowOf } from './fields.ts';
import type { Macros } from './macros.ts';
import { parseSpl } from './parse.ts';
import { type Reading, usual } from './reading.ts';
import { compileFilter, compileSpl } from './run.ts';

/*
 * SPL, as Splunk documents it: what it takes and what it finds. Written from the documentation and
 * not from our backend, which is held against it: no Splunk can be had here.
 */

export { type Raw, type Row, rowOf } from './fields.ts';
export { parseSpl } from './parse.ts';
export { type Reading, readings, usual } from './reading.ts';
export { SplFault };

/** The results of a search over events. */
export const runSpl = (
  text: string,
  events: readonly Event[],
  { reading = usual, macros = {}, raw = 'values', range }: How = {},
): readonly Row[] =>
  compileSpl(parseSpl(text, macros), reading, range)(events.map((event) => rowOf(event, raw)));

interface How {
  readonly reading?: Reading;
  readonly macros?: Macros;
  readonly raw?: Raw;
  /** The time that is searched, in seconds since 1970: only what addinfo says of it. */
  readonly range?: readonly [number, number];
}

/** Whether a search finds an event; it may do nothing else. */
export function filterSpl(
  search: string | Pipeline,
  reading: Reading = usual,
): (row: Row) => boolean {
  const keeps = compileFilter(typeof search === 'string' ? parseSpl(search) : search, reading);
  if (!keeps) throw new Error(`a search that does more than find: ${search}`);
  return keeps;
}

type Pipeline = ReturnType<typeof parseSpl>;

/** What is said against a search; null where it is taken. */
export function faultOf(text: string, macros: Macros = {}): SplFault | null {
  try {
    parseSpl(text, macros);
    return null;
  } catch (error) {
    if (!(error instanceof SplFault)) throw error;
    return error;
  }
}
