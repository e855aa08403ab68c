import { closest, didYouMean } from '../../diagnostic/closest.ts';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import type { Expr } from '../../ir/expr.ts';
import { type LogSource, levels, type Rule, type RuleName, statuses } from '../../ir/rule.ts';
import type { Reading } from '../language.ts';
import { readDetection } from './detection.ts';
import { type Document, isYamlMap, type Path, type Yaml, type YamlMap } from './document.ts';
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

/** A detection rule, from the map that a document (with what is global around it) makes. */
export function readRule(map: YamlMap, document: Document, path: string): Reading {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const reader = new HeadReader(map, document, report);
  const name = nameOf(map, path);
  const head = reader.read();
  const when = readWhen(map, document, report);
  if (when === null) return { name, rule: null, diagnostics };
  const rule: Rule = { ...name, ...head, when, at: conditionAt(document) };
  return { name, rule, diagnostics };
}

export const nameOf = (map: YamlMap, path: string): RuleName => ({
  id: typeof map.id === 'string' ? map.id : null,
  title: typeof map.title === 'string' ? map.title : null,
  path,
});

const conditionAt = (document: Document): Span => document.valueAt(['detection', 'condition']);

function readWhen(
  map: YamlMap,
  document: Document,
  report: (diagnostic: Diagnostic) => void,
): Expr | null {
  const detection = map.detection;
  if (isYamlMap(detection)) return readDetection(detection, ['detection'], { document, report });
  if (detection === undefined || detection === null) {
    const near = closest('detection', Object.keys(map));
    const hint = near && !known.has(near) ? `Is "${near}" meant to be it?` : undefined;
    report(messages.noDetection(near && hint ? document.keyAt([near]) : document.keyAt([]), hint));
  } else report(messages.detectionShape(document.valueAt(['detection'])));
  return null;
}

type Head = Omit<Rule, keyof RuleName | 'when' | 'at'>;

/** Reads what a rule says about itself. Nothing here refuses a rule: its query is right all the same. */
class HeadReader {
  private readonly map: YamlMap;
  private readonly document: Document;
  private readonly report: (diagnostic: Diagnostic) => void;

  constructor(map: YamlMap, document: Document, report: (diagnostic: Diagnostic) => void) {
    this.map = map;
    this.document = document;
    this.report = report;
  }

  read(): Head {
    this.misspelled();
    for (const key of ['title', 'logsource'])
      if (this.map[key] === undefined || this.map[key] === null)
        this.report(messages.missingKey(key, this.document.keyAt([])));
    this.text('title');
    const id = this.text('id');
    if (id !== undefined && !uuid.test(id)) this.bad('id', 'a UUID');
    const optional = {
      name: this.text('name'),
      status: this.oneOf('status', statuses),
      level: this.oneOf('level', levels),
      description: this.text('description'),
      author: this.text('author'),
      license: this.text('license'),
      date: this.date('date'),
      modified: this.date('modified'),
    };
    return {
      ...(withoutUndefined(optional) as Partial<Head>),
      tags: this.texts('tags'),
      references: this.texts('references'),
      falsePositives: this.texts('falsepositives'),
      fields: this.texts('fields'),
      scope: this.texts('scope'),
      related: this.related(),
      logSource: this.logSource(),
      custom: Object.fromEntries(Object.entries(this.map).filter(([key]) => !known.has(key))),
    };
  }

  /** Rules may have keys of their own; one that is nearly the standard's, which is missing, is a slip. */
  private misspelled(): void {
    for (const key of Object.keys(this.map)) {
      if (known.has(key)) continue;
      const meant = closest(key, keys);
      if (meant && !(meant in this.map) && meant !== 'detection')
        this.report(messages.unknownKey(key, meant, this.document.keyAt([key])));
    }
  }

  private bad(key: string, wanted: string, path: Path = [key], hint?: string): void {
    this.report(messages.badValue(key, wanted, this.document.valueAt(path), hint));
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
    this.bad(key, `one of ${allowed.join(', ')}`, [key], didYouMean(value, allowed));
    return undefined;
  }

  private date(key: string): string | undefined {
    const value = this.text(key);
    if (
      value !== undefined &&
      !/^\d{4}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])$/.test(value)
    )
      this.bad(key, 'a date such as 2026-01-31');
    return value;
  }

  private texts(key: string): readonly string[] {
    const value = this.map[key];
    if (value === undefined || value === null) return [];
    const list: readonly Yaml[] = Array.isArray(value) ? value : [value as Yaml];
    if (!Array.isArray(value)) this.bad(key, 'a list of texts');
    return list.flatMap((one, index) => {
      if (typeof one === 'string') return [one];
      if (typeof one === 'number' || typeof one === 'boolean') return [String(one)];
      this.bad(key, 'a list of texts', [key, index]);
      return [];
    });
  }

  private related(): Rule['related'] {
    const value = this.map.related;
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.bad('related', 'a list of maps with id and type');
      return [];
    }
    return value.flatMap((one: Yaml, index) => {
      if (isYamlMap(one) && typeof one.id === 'string' && typeof one.type === 'string')
        return [{ id: one.id, type: one.type }];
      this.bad('related', 'a list of maps with id and type', ['related', index]);
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
    return withoutUndefined(
      Object.fromEntries(
        (['category', 'product', 'service', 'definition'] as const).map((key) => {
          const part = value[key];
          if (part === undefined || part === null) return [key, undefined];
          if (typeof part !== 'string') this.bad(key, 'a text', ['logsource', key]);
          return [key, typeof part === 'object' ? undefined : String(part)];
        }),
      ),
    );
  }
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const withoutUndefined = <T extends object>(of: T): T =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T;
