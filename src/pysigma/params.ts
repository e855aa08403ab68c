import { didYouMean } from '../diagnostic/closest.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Span } from '../diagnostic/source.ts';
import { isYamlMap, type Place, type Yaml, type YamlMap } from '../yaml/document.ts';
import * as messages from './messages.ts';
import type { Watch } from './patience.ts';

export type Report = (diagnostic: Diagnostic) => void;

/**
 * What a part of a pipeline is given, under names. What is not as it should be is told, and something of the
 * kind stands in its place: the pipeline is not used then.
 */
export class Params {
  readonly map: YamlMap;
  readonly place: Place;
  readonly report: Report;
  /** Of the whole file. */
  readonly watch: Watch;
  private readonly known = new Set<string>();

  constructor(
    map: YamlMap,
    place: Place,
    report: Report,
    watch: Watch = { mayLast: false, step: null },
  ) {
    this.map = map;
    this.place = place;
    this.report = report;
    this.watch = watch;
  }

  /** The value; undefined where there is none. */
  take(name: string): Yaml | undefined {
    this.known.add(name);
    return Object.hasOwn(this.map, name) ? this.map[name] : undefined;
  }

  at(name: string): Place {
    return this.place.at(name);
  }

  bad(name: string, wanted: string, at: Span = this.at(name), hint?: string): void {
    this.report(messages.badValue(name, wanted, at, hint));
  }

  lacks(name: string): void {
    this.report(messages.missing(name, this.place));
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) this.lacks(name);
    return value ?? '';
  }

  optionalText(name: string): string | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'object') this.bad(name, 'a text');
    return String(value);
  }

  bool(name: string, usual = false): boolean {
    const value = this.take(name);
    if (value === undefined || value === null) return usual;
    if (typeof value !== 'boolean') this.bad(name, 'true or false');
    return value === true;
  }

  number(name: string, usual: number): number {
    const value = this.take(name);
    if (value === undefined || value === null) return usual;
    if (typeof value === 'number') return value;
    this.bad(name, 'a number');
    return usual;
  }

  oneOf<T extends string>(name: string, all: readonly T[], usual?: T): T {
    const value = this.take(name);
    if ((value === undefined || value === null) && usual !== undefined) return usual;
    if (value === undefined || value === null) this.lacks(name);
    else if ((all as readonly Yaml[]).includes(value)) return value as T;
    else {
      const hint = typeof value === 'string' ? didYouMean(value, all) : undefined;
      this.bad(name, `one of ${all.join(', ')}`, this.at(name), hint);
    }
    return usual ?? all[0]!;
  }

  /** A text or a list of texts. */
  texts(name: string): readonly string[] {
    const value = this.optionalTexts(name);
    if (value === undefined) this.lacks(name);
    return value ?? [];
  }

  optionalTexts(name: string): readonly string[] | undefined {
    const value = this.take(name);
    return value === undefined || value === null
      ? undefined
      : this.textsIn(value, name, this.at(name));
  }

  /** A map of texts, each to one text or several; null leaves what it is the name of. */
  mapping(name: string, isNeeded = true): ReadonlyMap<string, readonly string[]> {
    const value = this.take(name);
    if (value === undefined || value === null) {
      if (isNeeded) this.lacks(name);
      return new Map();
    }
    if (!isYamlMap(value)) {
      this.bad(name, 'a map');
      return new Map();
    }
    const place = this.at(name);
    return new Map(
      Object.entries(value).flatMap(([key, to]) =>
        to === null ? [] : [[key, this.textsIn(to, key, place.at(key))] as const],
      ),
    );
  }

  any(name: string): Yaml {
    const value = this.take(name);
    if (value === undefined) this.lacks(name);
    return value ?? null;
  }

  /** A list of maps, each with its place. */
  maps(name: string, isNeeded = false): readonly Params[] {
    const value = this.take(name);
    if (value === undefined || value === null) {
      if (isNeeded) this.lacks(name);
      return [];
    }
    if (!Array.isArray(value)) {
      this.bad(name, 'a list');
      return [];
    }
    return value.flatMap((one: Yaml, i) => {
      const place = this.at(name).at(i);
      if (isYamlMap(one)) return [this.inside(one, place)];
      this.report(messages.notAMap(place));
      return [];
    });
  }

  /** A map that stands in this one. */
  inside(map: YamlMap, place: Place): Params {
    return new Params(map, place, this.report, this.watch);
  }

  /** Tells of names that nobody asked for. */
  done(): void {
    for (const name of Object.keys(this.map))
      if (!this.known.has(name))
        this.report(messages.unknownName(name, this.known, this.at(name).key()));
  }

  private textsIn(value: Yaml, name: string, place: Place): readonly string[] {
    const list = Array.isArray(value) ? (value as readonly Yaml[]) : [value];
    const isSound = list.every((one) => typeof one === 'string' || typeof one === 'number');
    if (!isSound) this.bad(name, 'a text, or a list of texts', place);
    return list.map(String);
  }
}
