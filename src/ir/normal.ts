import { decimalOf } from './decimal.ts';
import type { Atom, Expr } from './expr.ts';
import { networkText } from './network.ts';
import { ANY, type Pattern, pattern, text } from './pattern.ts';
import { printEcmaScript } from './regex/print.ts';

/** A test that is to hold, or not to. */
export interface Literal {
  readonly kind: 'test';
  readonly id: number;
  readonly atom: Atom;
  readonly holds: boolean;
}

/** Items, of which all or some are to be true. */
export interface Joint {
  readonly kind: 'and' | 'or';
  readonly id: number;
  readonly items: readonly Normal[];
}

/** An expression in which only tests are negated. */
export type Normal = Literal | Joint;

/** The id of the literal that is true where this one isn't. */
export const opposite = (literal: number): number => literal ^ 1;

/**
 * Expressions in normal form, to be compared with each other: those with the same id mean the same. An id does
 * not tell the order of items, how often one stands there, `not (a or b)` from `not a and not b`, the case of
 * letters where none counts, or one spelling of a number, a network or a regular expression from another. Two
 * that mean the same for any other reason have different ids.
 */
export class Normals {
  private readonly ids = new Map<string, number>();

  /** The expression, or with `holds` false its opposite. */
  of(expr: Expr, holds = true): Normal {
    switch (expr.kind) {
      case 'not':
        return this.of(expr.item, !holds);
      case 'and':
      case 'or': {
        const items = expr.items.map((item) => this.of(item, holds));
        return this.join((expr.kind === 'and') === holds ? 'and' : 'or', items);
      }
      case 'null':
        return this.test({ ...expr, kind: 'exists' }, !holds);
      default:
        return this.test(expr, holds);
    }
  }

  private test(atom: Atom, holds: boolean): Literal {
    return { kind: 'test', id: this.idOf(keyOf(atom)) + Number(!holds), atom, holds };
  }

  /** Items of the same kind are taken in; what decides the whole, such as `a and not a`, is all that is left. */
  private join(kind: Joint['kind'], of: readonly Normal[]): Normal {
    const items = new Map<number, Normal>();
    for (const one of of)
      for (const item of one.kind === kind ? one.items : [one]) {
        const isDecided = item.kind === 'test' ? items.has(opposite(item.id)) : !item.items.length;
        if (isDecided) return this.join(kind === 'and' ? 'or' : 'and', []);
        items.set(item.id, item);
      }
    if (items.size === 1) return [...items.values()][0]!;
    const key = `${kind} ${[...items.keys()].sort((a, b) => a - b).join(' ')}`;
    return { kind, id: this.idOf(key), items: [...items.values()] };
  }

  /** Even: the next is that of a test's opposite. */
  private idOf(key: string): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      id = 2 * this.ids.size;
      this.ids.set(key, id);
    }
    return id;
  }
}

/** What tells a test from those that mean something else. */
function keyOf(atom: Atom): string {
  return JSON.stringify(partsOf(atom));
}

function partsOf(atom: Atom): readonly unknown[] {
  const { kind } = atom;
  switch (kind) {
    case 'match':
      return [kind, atom.field, ...patternParts(atom.pattern, atom.cased)];
    case 'number':
    case 'boolean':
      return ['match', atom.field, ...patternParts([text(String(atom.value))], true)];
    case 'keyword':
      return [kind, ...patternParts(pattern([ANY, ...atom.pattern, ANY]), atom.cased)];
    case 'compare':
      return [kind, atom.field, atom.order, decimalOf(atom.value)];
    case 'regex':
      return [kind, atom.field, printEcmaScript(atom.regex.tree)];
    case 'cidr':
      return [kind, atom.field, networkText(atom.network)];
    case 'exists':
    case 'null':
      return [kind, atom.field];
    case 'sameAs': {
      const fields = [atom.field, atom.other];
      return [kind, atom.how, ...(atom.how === 'equals' ? fields.sort() : fields)];
    }
    case 'timePart':
      return [kind, atom.field, atom.part, atom.order, atom.value];
  }
}

function patternParts(of: Pattern, cased: boolean): readonly unknown[] {
  const isTold = cased && of.some((piece) => piece.kind === 'text' && /[A-Za-z]/.test(piece.text));
  const pieces = of.map((piece) =>
    piece.kind === 'text' && !cased
      ? text(piece.text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()))
      : piece,
  );
  return [isTold, ...pieces];
}
