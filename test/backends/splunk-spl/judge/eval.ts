import { compares, type Fields } from './fields.ts';
import { call, type Eval, textOf, type Value } from './functions.ts';
import { Reader, unquoted } from './reader.ts';

/*
 * https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/where
 */

export const readEval = (text: string): Eval => new EvalReader(text).all();

/** NOT binds tightest, then AND, then OR; what is not there is neither true nor false. */
class EvalReader extends Reader {
  constructor(text: string) {
    super(text, /"(?:[^"\\]|\\.)*"|'[^']*'|\d+(?:\.\d+)?(?:e[+-]?\d+)?|\w+|==|<=|>=|[=<>(),.+-]/);
  }

  all(): Eval {
    return this.end(this.or());
  }

  private or(): Eval {
    const parts = [this.and()];
    while (this.takes('OR')) parts.push(this.and());
    return (fields) => decided(parts, fields, true);
  }

  private and(): Eval {
    const parts = [this.not()];
    while (this.takes('AND')) parts.push(this.not());
    return (fields) => decided(parts, fields, false);
  }

  private not(): Eval {
    if (!this.takes('NOT')) return this.comparison();
    const item = this.not();
    return (fields) => {
      const value = item(fields);
      return value === null ? null : !value;
    };
  }

  private comparison(): Eval {
    const one = this.sum();
    if (!/^[=<>]/.test(this.next ?? '')) return one;
    const [sign, two] = [this.take(), this.sum()];
    return (fields) => both(one, two, fields, (a, b) => compares(a, sign, b));
  }

  private sum(): Eval {
    let left = this.primary();
    while (/^[.+-]$/.test(this.next ?? '')) {
      const [one, sign, two] = [left, this.take(), this.primary()];
      left = (fields) =>
        both(one, two, fields, (a, b) =>
          sign === '.' ? [a + b] : Number(a) + (sign === '+' ? Number(b) : -Number(b)),
        );
    }
    return left;
  }

  private primary(): Eval {
    if (this.takes('(')) {
      const inner = this.or();
      this.take(')');
      return inner;
    }
    if (this.takes('-')) {
      const number = -Number(this.take());
      return () => number;
    }
    const token = this.take();
    if (token.startsWith('"')) return () => [unquoted(token)];
    if (/^\d/.test(token)) return () => Number(token);
    if (/^[A-Za-z]/.test(token) && this.takes('(')) {
      const args: Eval[] = [];
      while (!this.takes(')')) {
        args.push(this.or());
        if (this.next !== ')') this.take(',');
      }
      return call(token, args);
    }
    if (!/^(\w+|'.*')$/s.test(token)) throw new Error(`${token} was not expected`);
    const field = token.startsWith("'") ? token.slice(1, -1) : token;
    return (fields) => {
      const values = fields(field);
      return values.length > 0 ? values : null;
    };
  }
}

function both(one: Eval, two: Eval, fields: Fields, of: (a: string, b: string) => Value): Value {
  const [a, b] = [textOf(one(fields)), textOf(two(fields))];
  return a === null || b === null ? null : of(a, b);
}

/** What any of the parts decides; else null, where one of them might. */
function decided(parts: readonly Eval[], fields: Fields, by: boolean): Value {
  const values = parts.map((part) => part(fields));
  if (parts.length === 1) return values[0]!;
  if (values.includes(by)) return by;
  return values.includes(null) ? null : !by;
}
