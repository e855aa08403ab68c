import type { Atom, Expr } from './expr.ts';
import { printPattern } from './pattern.ts';

/** The expression as an s-expression: one line where it is short, else a line for each item. */
export function print(expr: Expr, width = 80): string {
  return lay(toTree(expr), '', width);
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
