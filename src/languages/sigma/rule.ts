import { closest, didYouMean } from '../../diagnostic/closest.ts';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Expr } from '../../ir/expr.ts';
import { type About, type LogSource, levels, type RuleName, statuses } from '../../ir/rule.ts';
import { type Document, isYamlMap, Place, type Yaml, type YamlMap } from '../../yaml/document.ts';
import type { Reading } from '../language.ts';
import { aggregated, cutOf } from './aggregation.ts';
import { readDetection } from './detection.ts';
import type { Report } from './item.ts';
import * as messages from './messages.ts';

/** The keys of a detection rule (Sigma rules specification 2.1). */
const keys = [
  'title',
  'id',
  'name',
  'related',
  'taxonomy',
  'status',
  'description',
  'license',
  'references',
  'author',
  'date',
  'modified',
  'logsource',
  'detection',
  'fields',
  'falsepositives',
  'level',
  'tags',
  'scope',
] as const;
const known: ReadonlySet<string> = new Set([...keys, 'action']);

/** What a kind of document has to have, and the keys that are the standard's there. */
export interface KindOfDocument {
  readonly required: readonly string[];
  readonly known: ReadonlySet<string>;
}

const detectionRule: KindOfDocument = { required: ['title', 'logsource'], known };

/** A detection rule, from the map that a document (with what is global around it) makes. */
export function readRule(map: YamlMap, document: Document): Reading {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const root = new Place(document);
  const name = nameOf(map, document.source.path);
  const about = readAbout(map, root, report);
  const cut = cutOf(map.detection);
  const when = readWhen(cut ? { ...map, detection: cut.detection } : map, root, report);
  if (when === null) return { name, rule: null, diagnostics };
  const place = root.at('detection');
  const { id, title, path } = name;
  const rule = { id, title, path, about, when, at: place.at('condition') };
  return { name, rule: cut ? aggregated(rule, cut, place, report) : rule, diagnostics };
}

export const nameOf = (map: YamlMap, path: string): RuleName => ({
  id: typeof map.id === 'string' ? map.id : null,
  title: typeof map.title === 'string' ? map.title : null,
  path,
});

function readWhen(map: YamlMap, root: Place, report: Report): Expr | null {
  const { detection } = map;
  if (isYamlMap(detection)) return readDetection(detection, root.at('detection'), report);
  if (detection === undefined || detection === null) {
    const near = closest('detection', Object.keys(map));
    const meant = near !== undefined && !known.has(near) ? near : null;
    const hint = meant === null ? undefined : `Is "${meant}" meant to be it?`;
    report(messages.noDetection(meant === null ? root : root.at(meant).key(), hint));
  } else report(messages.detectionShape(root.at('detection')));
  return null;
}

/** What a rule says about itself. */
export const readAbout = (map: YamlMap, root: Place, report: Report, kind = detectionRule): About =>
  new AboutReader(map, root, report, kind).read();

/** Reads what a rule says about itself. Nothing here refuses a rule: its query is right all the same. */
class AboutReader {
  private readonly map: YamlMap;
  private readonly root: Place;
  private readonly report: Report;
  private readonly kind: KindOfDocument;

  constructor(map: YamlMap, root: Place, report: Report, kind: KindOfDocument) {
    this.map = map;
    this.root = root;
    this.report = report;
    this.kind = kind;
  }

  read(): About {
    const { required } = this.kind;
    for (let i = 0; i < required.length; i++) {
      const value = this.map[required[i]!];
      if (value === undefined || value === null)
        this.report(messages.missingKey(required[i]!, this.root));
    }
    this.text('title');
    const id = this.text('id');
    if (id !== undefined && !uuid.test(id)) this.bad('id', 'a UUID');
    const about: { -readonly [K in keyof About]: About[K] } = {
      tags: this.texts('tags'),
      references: this.texts('references'),
      falsePositives: this.texts('falsepositives'),
      fields: this.texts('fields'),
      scope: this.texts('scope'),
      related: this.related(),
      logSource: this.logSource(),
      custom: this.custom(),
    };
    for (let i = 0; i < ownTexts.length; i++) {
      const text = this.text(ownTexts[i]!);
      if (text !== undefined) about[ownTexts[i]!] = text;
    }
    for (let i = 0; i < dates.length; i++) {
      const date = this.date(dates[i]!);
      if (date !== undefined) about[dates[i]!] = date;
    }
    const status = this.oneOf('status', statuses);
    if (status !== undefined) about.status = status;
    const level = this.oneOf('level', levels);
    if (level !== undefined) about.level = level;
    return about;
  }

  /** Rules may have keys of their own; one that is nearly the standard's, which is missing, is a slip. */
  private custom(): Record<string, Yaml> {
    const custom: Record<string, Yaml> = {};
    const own = Object.keys(this.map);
    for (let i = 0; i < own.length; i++) {
      const key = own[i]!;
      if (this.kind.known.has(key)) continue;
      custom[key] = this.map[key]!;
      const meant = nearest(key);
      if (meant && !(meant in this.map) && meant !== 'detection' && this.kind.known.has(meant))
        this.report(messages.unknownKey(key, meant, this.root.at(key).key()));
    }
    return custom;
  }

  private bad(key: string, wanted: string, place = this.root.at(key), hint?: string): void {
    this.report(messages.badValue(key, wanted, place, hint));
  }

  private text(key: string): string | undefined {
    const value = this.map[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    this.bad(key, 'a text');
    return typeof value === 'object' ? undefined : String(value);
  }

  private oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const value = this.text(key);
    if (value === undefined || (allowed as readonly string[]).includes(value))
      return value as T | undefined;
    this.bad(key, `one of ${allowed.join(', ')}`, this.root.at(key), didYouMean(value, allowed));
    return undefined;
  }

  private date(key: string): string | undefined {
    const value = this.text(key);
    if (value !== undefined && !isDate.test(value)) this.bad(key, 'a date such as 2026-01-31');
    return value;
  }

  private texts(key: string): readonly string[] {
    const value = this.map[key];
    if (value === undefined || value === null) return none;
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
    if (!Array.isArray(value)) {
      this.bad(key, 'a list of texts');
      return typeof value === 'object' ? none : [String(value)];
    }
    return value.flatMap((one: Yaml, index) => {
      if (typeof one !== 'object') return [String(one)];
      this.bad(key, 'a list of texts', this.root.at(key).at(index));
      return [];
    });
  }

  private related(): About['related'] {
    const value = this.map.related;
    if (value === undefined || value === null) return [];
    const wanted = 'a list of maps with id and type';
    if (!Array.isArray(value)) {
      this.bad('related', wanted);
      return [];
    }
    return value.flatMap((one: Yaml, index) => {
      if (isYamlMap(one) && typeof one.id === 'string' && typeof one.type === 'string')
        return [{ id: one.id, type: one.type }];
      this.bad('related', wanted, this.root.at('related').at(index));
      return [];
    });
  }

  private logSource(): LogSource {
    const value = this.map.logsource;
    if (value === undefined || value === null) return {};
    if (!isYamlMap(value)) {
      this.bad('logsource', 'a map with category, product or service');
      return {};
    }
    const source: { -readonly [K in keyof LogSource]: LogSource[K] } = {};
    for (let i = 0; i < sourceParts.length; i++) {
      const key = sourceParts[i]!;
      const part = value[key];
      if (part === undefined || part === null) continue;
      if (typeof part !== 'string') this.bad(key, 'a text', this.root.at('logsource').at(key));
      if (typeof part !== 'object') source[key] = String(part);
    }
    return source;
  }
}

/** Keys of one's own stand in many rules of a set. */
const nearestKnown = new Map<string, string | undefined>();

function nearest(key: string): string | undefined {
  if (!nearestKnown.has(key) && nearestKnown.size < 1000) nearestKnown.set(key, closest(key, keys));
  return nearestKnown.has(key) ? nearestKnown.get(key) : closest(key, keys);
}

const ownTexts = ['name', 'taxonomy', 'description', 'author', 'license'] as const;
const dates = ['date', 'modified'] as const;
const sourceParts = ['category', 'product', 'service', 'definition'] as const;
const none: readonly string[] = [];
const isDate = /^\d{4}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])$/;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
