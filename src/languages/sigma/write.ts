import { type AnyRule, type CountRule, countsItself, isCountRule } from '../../ir/counts.ts';
import type { Atom, Expr } from '../../ir/expr.ts';
import { type Pattern, simple } from '../../ir/pattern.ts';
import type { About, Rule, RuleHead } from '../../ir/rule.ts';
import { isCanonicalNumber } from '../../yaml/document.ts';
import { writeYaml } from '../../yaml/write.ts';
import { writeCorrelation } from './correlation/write.ts';

/**
 * A rule as a Sigma file, which means the same when it is read again, and says the same about itself; of a rule that
 * counts its own events, two documents. Null where it can't be written: a bar in a field's name would begin a
 * modifier, a bound of many digits would be a text, and no keyword is empty.
 *
 * @param title of a rule that has none
 * @param open why the rule is true of more events than its text meant, a comment each
 */
export function writeSigma(
  rule: AnyRule,
  title: string,
  open: readonly string[] = [],
): string | null {
  const documents = isCountRule(rule)
    ? documentsOf(rule, title)
    : [{ rule, body: detectionOf(rule) }];
  const texts = documents.map(({ rule, body }) => body && writeYaml(fileOf(rule, title, body)));
  if (texts.includes(null)) return null;
  const comments = open.map(
    (reason) =>
      `# Finds more than its source: ${reason.replace(/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ')}\n`,
  );
  return comments.join('') + texts.join('---\n');
}

interface Written {
  readonly rule: RuleHead;
  /** What it asks; null where that can't be written. */
  readonly body: object | null;
}

/** A correlation; before it the events that it counts, where they are its own and no other rule's. */
function documentsOf(rule: CountRule, title: string): readonly Written[] {
  const { counts } = rule;
  if (!countsItself(rule)) return [{ rule, body: writeCorrelation(counts) }];
  const [own] = counts.of;
  const called = rule.title ?? title;
  const name = `${rule.id ?? called} events`;
  const { logSource, taxonomy } = rule.about;
  const about = { ...silent, name, logSource, ...(taxonomy !== undefined && { taxonomy }) };
  const events: Rule = { ...own!.rule, id: null, title: `${called}: events`, about };
  return [
    { rule: events, body: detectionOf(events) },
    { rule, body: writeCorrelation({ ...counts, of: [{ ...own!, ref: name }] }) },
  ];
}

const silent: About = {
  tags: [],
  references: [],
  falsePositives: [],
  fields: [],
  scope: [],
  related: [],
  logSource: {},
  custom: {},
};

const fileOf = ({ id, title: own, about }: RuleHead, title: string, body: object) => ({
  title: own ?? title,
  id: id ?? undefined,
  name: about.name,
  related: some(about.related),
  taxonomy: about.taxonomy,
  status: about.status,
  description: about.description,
  license: about.license,
  references: some(about.references),
  author: about.author,
  date: dashed(about.date),
  modified: dashed(about.modified),
  tags: some(about.tags),
  ...body,
  fields: some(about.fields),
  falsepositives: some(about.falsePositives),
  level: about.level,
  scope: some(about.scope),
  ...about.custom,
});

function detectionOf({ about: { logSource }, when }: Rule): object | null {
  const { category, product, service, definition } = logSource;
  const isPlaced = category !== undefined || product !== undefined || service !== undefined;
  const detection = new Detection().write(when);
  const logsource = {
    ...(isPlaced ? { category, product, service } : { category: 'unknown' }),
    definition,
  };
  return detection && { logsource, detection };
}

/** A date as Sigma 2 has it; older rules have slashes. */
const dashed = (date: string | undefined): string | undefined =>
  date?.replace(/^(\d{4})\/(\d\d)\/(\d\d)$/, '$1-$2-$3');

const some = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length > 0 ? list : undefined;

type Value = string | number | boolean | null;

/** A condition, and whether its parts are joined by a word that is looser than what may stand around it. */
interface Condition {
  readonly text: string;
  readonly joinedBy: 'and' | 'or' | null;
}

/** The searches and the condition of an expression. */
class Detection {
  private readonly searches: Record<string, unknown> = {};
  private count = 0;
  private isWritable = true;

  write(when: Expr): Record<string, unknown> | null {
    const { text } = this.condition(when);
    return this.isWritable ? { ...this.searches, condition: text } : null;
  }

  private name(search: unknown): Condition {
    const name = this.count++ === 0 ? 'selection' : `selection_${this.count}`;
    this.searches[name] = search;
    return { text: name, joinedBy: null };
  }

  private condition(expr: Expr): Condition {
    switch (expr.kind) {
      case 'and':
        return this.all(expr.items);
      case 'or':
        return this.any(expr.items);
      case 'not': {
        const { text, joinedBy } = this.condition(expr.item);
        return { text: joinedBy === null ? `not ${text}` : `not (${text})`, joinedBy: null };
      }
      default:
        return this.name(this.search([this.test(expr)]));
    }
  }

  /** What is always true, or never: Sigma has no word for it. */
  private decided(word: 'and' | 'or'): Condition {
    const { text } = this.name({ 'EventID|exists': true });
    return { text: `${text} ${word} not ${text}`, joinedBy: word };
  }

  /** Tests of different keys are one map. */
  private all(items: readonly Expr[]): Condition {
    if (items.length === 0) return this.decided('or');
    const map = new Map<string, Value | readonly Value[]>();
    const parts: Condition[] = [];
    for (const item of items) {
      const test = this.mapped(item);
      if (test && !map.has(test.key)) map.set(test.key, test.value);
      else parts.push(this.condition(item));
    }
    if (map.size > 0) parts.unshift(this.name(Object.fromEntries(map)));
    return joined('and', parts);
  }

  /** Tests of one key are one list. */
  private any(items: readonly Expr[]): Condition {
    if (items.length === 0) return this.decided('and');
    const lists = new Map<string, Value[]>();
    const parts: Condition[] = [];
    for (const item of items) {
      const test = isAtom(item) ? this.test(item) : null;
      if (!test) parts.push(this.condition(item));
      else {
        const list = lists.get(test.key);
        if (list) list.push(test.value);
        else lists.set(test.key, [test.value]);
      }
    }
    for (const [key, values] of lists)
      parts.push(this.name(this.search(values.map((value) => ({ key, value })))));
    return joined('or', parts);
  }

  /** What may stand under a key of a map: a test, or several of one key. */
  private mapped(expr: Expr): { key: string; value: Value | readonly Value[] } | null {
    if (isAtom(expr)) return expr.kind === 'keyword' ? null : this.test(expr);
    if (expr.kind !== 'or' || expr.items.length === 0) return null;
    const tests = expr.items.map((item) =>
      isAtom(item) && item.kind !== 'keyword' ? this.test(item) : null,
    );
    const key = tests[0]?.key;
    if (key === undefined || tests.some((test) => test?.key !== key)) return null;
    return { key, value: tests.map((test) => test!.value) };
  }

  private search(tests: readonly { key: string; value: Value }[]): unknown {
    const values = tests.map(({ value }) => value);
    const { key } = tests[0]!;
    if (key === '') return values;
    return { [key]: values.length === 1 ? values[0] : values };
  }

  private test(atom: Atom): { key: string; value: Value } {
    if ('field' in atom && (atom.field === '' || atom.field.includes('|'))) this.isWritable = false;
    switch (atom.kind) {
      case 'match': {
        const { modifier, value } = textOf(atom.pattern);
        return { key: `${atom.field}${modifier}${atom.cased ? '|cased' : ''}`, value };
      }
      case 'keyword':
        if (atom.pattern.every(({ kind }) => kind === 'any')) this.isWritable = false;
        return { key: atom.cased ? '|cased' : '', value: patternText(atom.pattern) };
      case 'number': {
        // what YAML would not read as this number is a text, in which case counts
        const text = String(atom.value);
        if (isCanonicalNumber(text)) return { key: atom.field, value: atom.value };
        return { key: `${atom.field}|cased`, value: text };
      }
      case 'boolean':
        return { key: atom.field, value: atom.value };
      case 'compare':
        if (!isCanonicalNumber(String(atom.value))) this.isWritable = false;
        return { key: `${atom.field}|${atom.order}`, value: atom.value };
      case 'regex': {
        const { source, flags } = atom.regex;
        const names = (['i', 'm', 's'] as const)
          .filter((flag) => flags[flag])
          .map((flag) => `|${flag}`);
        return { key: `${atom.field}|re${names.join('')}`, value: source };
      }
      case 'cidr':
        return { key: `${atom.field}|cidr`, value: atom.network.text };
      case 'exists':
        return { key: `${atom.field}|exists`, value: true };
      case 'null':
        return { key: atom.field, value: null };
      case 'sameAs': {
        const how = { equals: '', starts: '|startswith', ends: '|endswith', contains: '|contains' }[
          atom.how
        ];
        return { key: `${atom.field}|fieldref${how}`, value: atom.other };
      }
      case 'timePart':
        return {
          key: `${atom.field}|${atom.part}${atom.order === 'eq' ? '' : `|${atom.order}`}`,
          value: atom.value,
        };
    }
  }
}

const isAtom = (expr: Expr): expr is Atom =>
  expr.kind !== 'and' && expr.kind !== 'or' && expr.kind !== 'not';

const joined = (word: 'and' | 'or', parts: readonly Condition[]): Condition => {
  if (parts.length === 1) return parts[0]!;
  const texts = parts.map(({ text, joinedBy }) =>
    joinedBy === null || joinedBy === word ? text : `(${text})`,
  );
  return { text: texts.join(` ${word} `), joinedBy: word };
};

/** A pattern by a modifier where one says it, else with its wildcards. */
function textOf(of: Pattern): { modifier: string; value: string } {
  const found = simple(of);
  if (!found || found.text === '') return { modifier: '', value: patternText(of) };
  const modifier = { whole: '', start: '|startswith', end: '|endswith', anywhere: '|contains' }[
    found.where
  ];
  return { modifier, value: escaped(found.text) };
}

const patternText = (of: Pattern): string =>
  of
    .map((piece, i) => {
      if (piece.kind === 'any') return '*';
      if (piece.kind === 'one') return '?';
      if (piece.kind === 'placeholder') return `%${piece.name}%`;
      return escaped(piece.text, of[i + 1] !== undefined);
    })
    .join('');

/** A backslash needs another where it would take the meaning of what follows (Sigma rules 2.1, "Escape Character"). */
const escaped = (text: string, isFollowed = false): string =>
  text.replace(/\\+(?=(.?))|[*?]/gs, (found, next: string | undefined) => {
    if (!found.startsWith('\\')) return `\\${found}`;
    const needs = found.length > 1 || next === '*' || next === '?' || (next === '' && isFollowed);
    return needs ? found.replaceAll('\\', '\\\\') : found;
  });
