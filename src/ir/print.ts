import { type AnyRule, boundsText, isCountRule, spanText } from './counts.ts';
import type { Atom, Expr } from './expr.ts';
import { printPattern } from './pattern.ts';

/** The expression as an s-expression: one line where it is short, else a line for each item. */
export function print(expr: Expr, width = 80): string {
  return lay(toTree(expr), '', width);
}

/**
 * What a rule means. One that counts says how many events, or values of a field, within what time, in which
 * groups, and of which rules: `(count events (>= 10) (within 5m) (by User) (match EventID "4625"))`.
 */
export function printRule(rule: AnyRule, width = 80): string {
  if (!isCountRule(rule)) return print(rule.when, width);
  const { of, by, value, within, bounds } = rule.counts;
  const isAliased = of.some((one) => one.by.join('\0') !== by.join('\0') || one.value !== value);
  const tree: Tree = [
    'count',
    value === null ? 'events' : `values ${name(value)}`,
    `(${boundsText(bounds)})`,
    `(within ${spanText(within)})`,
    ...(by.length > 0 ? [`(by ${by.map(name).join(' ')})`] : []),
    ...of.map((one): Tree => {
      const asked = toTree(one.rule.when);
      const fields = [...one.by, ...(one.value === null ? [] : [one.value])].map(name).join(' ');
      return isAliased ? ['of', `(${fields})`, asked] : asked;
    }),
  ];
  return lay(tree, '', width);
}

type Tree = string | readonly [string, ...Tree[]];

function toTree(expr: Expr): Tree {
  if (expr.kind === 'and' || expr.kind === 'or') return [expr.kind, ...expr.items.map(toTree)];
  if (expr.kind === 'not') return ['not', toTree(expr.item)];
  return [printAtom(expr)];
}

function lay(tree: Tree, indent: string, width: number): string {
  if (typeof tree === 'string') return tree;
  const [head, ...items] = tree;
  if (items.length === 0) return `(${head})`;
  const flat = `(${head} ${items.map((item) => lay(item, '', Number.POSITIVE_INFINITY)).join(' ')})`;
  if (indent.length + flat.length <= width) return flat;
  const deeper = `${indent}  `;
  return `(${head}\n${items.map((item) => deeper + lay(item, deeper, width)).join('\n')})`;
}

const symbols = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function printAtom(atom: Atom): string {
  switch (atom.kind) {
    case 'match':
    case 'keyword': {
      const words: string[] = [atom.kind];
      if (atom.cased) words.push('cased');
      if (atom.kind === 'match') words.push(name(atom.field));
      return [...words, JSON.stringify(printPattern(atom.pattern))].join(' ');
    }
    case 'number':
    case 'boolean':
      return `${atom.kind} ${name(atom.field)} ${atom.value}`;
    case 'compare':
      return `${symbols[atom.order]} ${name(atom.field)} ${atom.value}`;
    case 'regex': {
      const { source, flags } = atom.regex;
      const on = (['i', 'm', 's'] as const).filter((flag) => flags[flag]).join('');
      return `regex ${name(atom.field)} ${JSON.stringify(source)}${on && ` ${on}`}`;
    }
    case 'cidr':
      return `cidr ${name(atom.field)} ${atom.network.text}`;
    case 'exists':
    case 'null':
      return `${atom.kind} ${name(atom.field)}`;
    case 'sameAs':
      return `${atom.how} ${name(atom.field)} ${name(atom.other)}`;
    case 'timePart':
      return `${symbols[atom.order]} (${atom.part} ${name(atom.field)}) ${atom.value}`;
  }
}

/** A field as a word, quoted where it holds what an s-expression uses. */
const name = (field: string): string => (/^[^\s()"]+$/.test(field) ? field : JSON.stringify(field));
