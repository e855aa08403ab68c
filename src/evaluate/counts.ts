import { type Counts, isWithin } from '../ir/counts.ts';
import { instantOf } from './date.ts';
import { type Event, readerOf, textOf } from './event.ts';

/** What became of an event that one of the counted rules finds. */
export type Taken = 'counted' | 'no time' | 'no field' | 'too many groups';

/** An event in more groups than this, by lists of values, is in none. */
const mostGroups = 10_000;

/** The events of one group, in the order that they came. */
interface Group {
  readonly times: number[];
  /** The numbers of the events. */
  readonly events: number[];
  /** What each holds of the values that are counted; none where events are. */
  readonly values: (readonly string[])[];
}

/**
 * What it means to count. An event that some of the rules find belongs to the group of the values that it has in the
 * fields of that rule; where it has several, to the group of each. It makes the rule true when in one of its groups
 * the events after `time - within` and up to its time, itself too, are as many as wanted; or the different values of
 * a field that they have. Values are compared as texts, letters in their case. An event without a time, or
 * without one of the fields, is not counted, and makes nothing true.
 */
export class Counting {
  private readonly counts: Counts;
  private readonly time: string;
  private readonly fields: readonly (readonly Read[])[];
  private readonly values: readonly (Read | null)[];
  private readonly groups = new Map<string, Group>();
  private taken = 0;

  /** @param time the field of an event's time */
  constructor(counts: Counts, time: string) {
    this.counts = counts;
    this.time = time;
    this.fields = counts.of.map(({ by }) => by.map(readTexts));
    this.values = counts.of.map(({ value }) => (value === null ? null : readTexts(value)));
  }

  /**
   * Takes an event, which is known by its number: how many were taken before it.
   *
   * @param finders the numbers of the counted rules that find it
   */
  take(event: Event, finders: readonly number[]): Taken {
    const number = this.taken++;
    const time = timeOf(event, this.time);
    if (time === null) return 'no time';
    let isCounted = false;
    const seen = new Set<string>();
    for (const finder of finders) {
      const values = this.values[finder]?.(event) ?? [];
      if (this.values[finder] && values.length === 0) continue;
      const parts = this.fields[finder]!.map((read) => read(event));
      const many = parts.reduce((product, { length }) => product * length, 1);
      if (many > mostGroups) return 'too many groups';
      for (const key of combined(parts)) {
        const name = JSON.stringify(key);
        // of two rules that find it, each may count another field of it
        const again = `${name} ${this.counts.of[finder]!.value}`;
        if (seen.has(again)) continue;
        const isIn = seen.has(name);
        seen.add(name).add(again);
        this.put(name, time, number, values, isIn);
        isCounted = true;
      }
    }
    return isCounted ? 'counted' : 'no field';
  }

  private put(
    name: string,
    time: number,
    event: number,
    values: readonly string[],
    isIn: boolean,
  ): void {
    let group = this.groups.get(name);
    if (!group) {
      group = { times: [], events: [], values: [] };
      this.groups.set(name, group);
    }
    if (isIn) {
      const last = group.values.length - 1;
      if (last >= 0) group.values[last] = [...group.values[last]!, ...values];
      return;
    }
    group.times.push(time);
    group.events.push(event);
    if (this.counts.value !== null) group.values.push(values);
  }

  /** The numbers of the events that make the rule true, in their order. */
  found(): readonly number[] {
    const found = new Set<number>();
    for (const group of this.groups.values()) this.look(group, found);
    return [...found].sort((a, b) => a - b);
  }

  private look({ times, events, values }: Group, found: Set<number>): void {
    const { within, bounds, value } = this.counts;
    const order = times.map((_, i) => i).sort((a, b) => times[a]! - times[b]!);
    const seen = value === null ? null : new Map<string, number>();
    let first = 0;
    for (let from = 0; from < order.length; ) {
      const now = times[order[from]!]!;
      let to = from;
      for (; to < order.length && times[order[to]!] === now; to++)
        if (seen) add(seen, values[order[to]!]!, 1);
      for (; times[order[first]!]! <= now - within * 1000; first++)
        if (seen) add(seen, values[order[first]!]!, -1);
      if (isWithin(seen ? seen.size : to - first, bounds))
        for (let i = from; i < to; i++) found.add(events[order[i]!]!);
      from = to;
    }
  }
}

function add(seen: Map<string, number>, values: readonly string[], more: 1 | -1): void {
  for (const value of values) {
    const now = (seen.get(value) ?? 0) + more;
    if (now === 0) seen.delete(value);
    else seen.set(value, now);
  }
}

/** The different texts of a field. */
type Read = (event: Event) => readonly string[];

function readTexts(field: string): Read {
  const read = readerOf(field);
  return (event) => {
    const texts = new Set<string>();
    read(event, (value) => {
      texts.add(textOf(value));
      return false;
    });
    return [...texts];
  };
}

/** The first of the field's values that is a date. */
function timeOf(event: Event, field: string): number | null {
  let time: number | null = null;
  readerOf(field)(event, (value) => {
    time = instantOf(value);
    return time !== null;
  });
  return time;
}

/** Every choice of one of each. */
function combined(parts: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const part of parts) all = all.flatMap((before) => part.map((one) => [...before, one]));
  return all;
}
