import {
  ALL,
  type CharSet,
  chars,
  complement,
  foldCase,
  isEmpty,
  NEWLINE,
  only,
  pairs,
  range,
  union,
  VERTICAL,
} from './charset.ts';
import { escapes, posixClasses, propertySet } from './classes.ts';
import type { RegexFlags } from './tree.ts';

/*
 * PCRE's spelling into ECMAScript's, so that regexpp can parse it. Everything that only PCRE has is
 * settled here: flags inside the pattern, classes, POSIX names, `\A \z \Q..\E`, possessive
 * quantifiers. What comes out holds explicit sets, groups, looks, quantifiers and names, no flags.
 * https://www.pcre.org/current/doc/html/pcre2pattern.html
 */

/** A fault in a pattern, and where in it (offsets in UTF-16 units). */
export class RegexFault extends Error {
  readonly start: number;
  readonly end: number;
  constructor(message: string, start: number, end = start + 1) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

export interface Translated {
  readonly text: string;
  /** For each unit of `text`, where in the pattern it comes from. */
  readonly from: readonly number[];
}

/** The names of groups that are not the user's. */
export const CAPTURE = '$c';
export const ATOMIC = '$a';

/** Deeper groups are nobody's rule, and would exhaust the stack of whoever walks them. */
const deepest = 100;

const NOT_NEWLINE = complement(NEWLINE);

interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  x: boolean;
}

export function toEcmaScript(pattern: string, flags: RegexFlags): Translated {
  return new Translator(pattern, flags).run();
}

class Translator {
  private at = 0;
  private out = '';
  private readonly from: number[] = [];
  private readonly names = new Set<string>();
  private captures = 0;
  private atomics = 0;
  /** Where the last thing that a quantifier could follow began in `out`, or -1. */
  private atomStart = -1;
  private counted: ReturnType<typeof countGroups> | undefined;
  private flags: Flags;
  private readonly pattern: string;

  constructor(pattern: string, flags: RegexFlags) {
    this.pattern = pattern;
    this.flags = { ...flags, x: false };
  }

  run(): Translated {
    this.alternatives(0);
    if (this.at < this.pattern.length) this.fail('This ")" closes nothing.', this.at);
    return { text: this.out, from: this.from };
  }

  /** The capturing groups, which a back-reference may name before they open. */
  private get groups(): ReturnType<typeof countGroups> {
    this.counted ??= countGroups(this.pattern);
    return this.counted;
  }

  private fail(message: string, start: number, end = start + 1): never {
    throw new RegexFault(message, start, end);
  }

  private emit(text: string, from = this.at): void {
    this.out += text;
    while (this.from.length < this.out.length) this.from.push(from);
  }

  private emitSet(set: CharSet, from: number): void {
    this.atomStart = this.out.length;
    const folded = this.flags.i ? foldCase(set) : set;
    const point = only(folded);
    this.emit(point === null ? printSet(folded) : spell(point), from);
  }

  private peek(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  private take(regex: RegExp): RegExpExecArray | null {
    regex.lastIndex = this.at;
    const found = regex.exec(this.pattern);
    if (found) this.at += found[0].length;
    return found;
  }

  /** Up to the group's `)` or the end; flags set inside end with it. */
  private alternatives(depth: number): void {
    if (depth > deepest) this.fail(`Groups are nested more than ${deepest} deep.`, this.at);
    const outer = this.flags;
    this.flags = { ...outer };
    this.atomStart = -1;
    while (this.at < this.pattern.length && !this.peek(')')) this.item(depth);
    this.flags = outer;
  }

  private item(depth: number): void {
    const start = this.at;
    if (!this.flags.i && !this.flags.x && /[A-Za-z0-9 _]/.test(this.pattern[start]!)) {
      this.at++;
      this.atomStart = this.out.length;
      this.emit(this.pattern[start]!, start);
      return;
    }
    const char = String.fromCodePoint(this.pattern.codePointAt(start)!);
    if (this.flags.x && /\s/.test(char)) {
      this.at++;
    } else if (this.flags.x && char === '#') {
      this.take(/[^\n]*/y);
    } else if (char === '|') {
      this.at++;
      this.emit('|', start);
      this.atomStart = -1;
    } else if (char === '(') this.group(depth);
    else if (char === '[') this.emitSet(this.charClass(), start);
    else if (char === '\\') this.escape();
    else if (char === '.') {
      this.at++;
      this.emitSet(this.flags.s ? ALL : NOT_NEWLINE, start);
    } else if (char === '^') {
      this.at++;
      // behind a line's end, but for one that ends the text
      this.emitLook(this.flags.m ? '(?<![^])|(?<=\\n)(?=[^])' : '(?<![^])', start);
    } else if (char === '$') {
      this.at++;
      this.emitLook(this.flags.m ? '(?=\\n|(?![^]))' : '(?=\\n?(?![^]))', start);
    } else if (/[*+?]/.test(char) || this.isQuantifier()) this.quantifier();
    else {
      this.at += char.length;
      const point = char.codePointAt(0)!;
      this.emitSet([point, point], start);
    }
  }

  /** A look takes no quantifier in ECMAScript; in a group it does, as in PCRE. */
  private emitLook(text: string, from: number): void {
    this.atomStart = this.out.length;
    this.emit(`(?:${text.replaceAll('[^]', '[\\u{0}-\\u{10ffff}]')})`, from);
  }

  private isQuantifier(): boolean {
    if (this.pattern[this.at] !== '{') return false;
    return /^\{\d+(?:,\d*)?\}|^\{,\d+\}/.test(this.pattern.slice(this.at, this.at + 24));
  }

  private quantifier(): void {
    const start = this.at;
    const found = this.take(/[*+?]|\{(\d*)(,?)(\d*)\}/y)!;
    const [whole, min, comma, max] = found;
    if (this.atomStart < 0) this.fail('This quantifier has nothing to repeat.', start, this.at);
    const [least, most] = [Number(min || 0), Number(max || 0)];
    if (least > 65_535 || most > 65_535) this.fail('Repeats are at most 65535.', start, this.at);
    if (max && least > most) this.fail('This repeat ends before it begins.', start, this.at);
    const text = min === '' && comma ? `{0,${max}}` : whole;
    const mode = this.take(/[?+]/y)?.[0];
    if (mode === '+') {
      // a++ is (?>a+): wrap what was written since the atom began
      const atom = this.out.slice(this.atomStart);
      const origins = this.from.slice(this.atomStart);
      this.out = this.out.slice(0, this.atomStart);
      this.from.length = this.atomStart;
      this.emit(`(?<${ATOMIC}${this.atomics++}>`, start);
      this.out += atom;
      this.from.push(...origins);
      this.emit(`${text})`, start);
    } else this.emit(text, start);
    this.atomStart = -1;
  }

  private group(depth: number): void {
    const start = this.at;
    const before = this.out.length;
    if (this.take(/\(\?#[^)]*\)/y)) return;
    const verb = this.take(/\(\*[A-Za-z_]*[^)]*\)/y);
    if (verb) this.fail(`The verb ${verb[0]} is not supported.`, start, this.at);
    const named = this.take(/\(\?P=(\w+)\)/y);
    if (named) {
      this.backReference(named[1]!, start);
      return;
    }
    const odd = /^\(\?(?:(R|&|P>|[+-]?\d)|(\()|(\|))/.exec(this.pattern.slice(start, start + 5));
    if (odd) {
      const what = odd[1] ? 'Recursion is' : odd[2] ? 'Conditions are' : 'Branch reset is';
      this.fail(`${what} not supported.`, start, start + odd[0].length);
    }
    const switched = this.take(/\(\?(\^?[a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/y);
    if (switched) {
      const [, on = '', off = '', end] = switched;
      const flags = this.switchFlags(on, off, start);
      if (end === ')') {
        this.flags = flags;
        return;
      }
      const outer = this.flags;
      this.flags = flags;
      this.open('(?:', start, depth, before);
      this.flags = outer;
      return;
    }
    const look = this.take(/\(\?(?:<?[=!])/y);
    if (look) {
      // in a group of its own, so that a quantifier may follow
      this.emit('(?:', start);
      this.open(look[0], start, depth, before);
      this.emit(')', this.at - 1);
      return;
    }
    if (this.take(/\(\?>/y)) {
      this.open(`(?<${ATOMIC}${this.atomics++}>`, start, depth, before);
      return;
    }
    const group = this.take(/\((?:\?P?<([A-Za-z_]\w*)>|\?'([A-Za-z_]\w*)'|(?!\?))/y);
    if (group) {
      const name = group[1] ?? group[2];
      if (name !== undefined && this.names.has(name))
        this.fail(`Two groups are called "${name}".`, start, this.at);
      if (name !== undefined) this.names.add(name);
      this.open(`(?<${CAPTURE}${++this.captures}>`, start, depth, before);
      return;
    }
    this.fail('This kind of group is unknown.', start, start + 2);
  }

  /** From after the opening to after the `)`. */
  private open(opening: string, start: number, depth: number, atom: number): void {
    this.emit(opening, start);
    this.alternatives(depth + 1);
    if (!this.peek(')')) this.fail('This "(" is never closed.', start);
    this.emit(')');
    this.at++;
    this.atomStart = atom;
  }

  private switchFlags(on: string, off: string, start: number): Flags {
    const flags = on.startsWith('^')
      ? { i: false, m: false, s: false, x: false }
      : { ...this.flags };
    const set = (letters: string, value: boolean) => {
      for (const letter of letters.replace('^', '')) {
        if (letter === 'i' || letter === 'm' || letter === 's' || letter === 'x')
          flags[letter] = value;
        else if (!'nJU'.includes(letter) || letter === 'n')
          this.fail(`The flag "${letter}" is not supported.`, start, this.at);
      }
    };
    set(on, true);
    set(off, false);
    return flags;
  }

  private escape(): void {
    const start = this.at;
    const next = this.pattern[start + 1];
    if (next === undefined) this.fail('A "\\" stands at the end.', start);
    if (next === 'Q') {
      this.at += 2;
      const end = this.pattern.indexOf('\\E', this.at);
      const quoted = this.pattern.slice(this.at, end < 0 ? undefined : end);
      for (const char of quoted) {
        this.emitSet(chars(char), this.at);
        this.at += char.length;
      }
      if (end >= 0) this.at += 2;
      return;
    }
    if (next === 'E') {
      this.at += 2;
      return;
    }
    if (next === 'R') {
      this.at += 2;
      this.atomStart = this.out.length;
      this.emit(`(?:\\r\\n|${printSet(VERTICAL)})`, start);
      return;
    }
    if ('bBAzZGK'.includes(next)) {
      this.at += 2;
      if (next === 'K')
        this.atomStart = -1; // where the match begins is not asked
      else if (next === 'b' || next === 'B') {
        this.atomStart = this.out.length;
        this.emit(`(?:\\${next})`, start);
      } else if (next === 'Z') this.emitLook('(?=\\n?(?![^]))', start);
      else if (next === 'z') this.emitLook('(?![^])', start);
      else this.emitLook('(?<![^])', start);
      return;
    }
    const named = this.take(/\\(?:k(?:<(\w+)>|'(\w+)'|\{(\w+)\})|g\{?(-?\d+|[A-Za-z_]\w*)\}?)/y);
    if (named) {
      this.backReference(named.slice(1).find((name) => name !== undefined)!, start);
      return;
    }
    const digits = /^\\([1-9]\d*)/.exec(this.pattern.slice(start, start + 6));
    if (digits && (digits[1]!.length === 1 || Number(digits[1]) <= this.groups.count)) {
      this.at += digits[0].length;
      this.backReference(digits[1]!, start);
      return;
    }
    this.emitSet(this.escapedSet(false), start);
  }

  private backReference(name: string, start: number): void {
    const number = /^\d+$/.test(name)
      ? Number(name)
      : /^-\d+$/.test(name)
        ? this.captures + 1 + Number(name)
        : this.groups.names.get(name);
    if (number === undefined || number < 1 || number > this.groups.count)
      this.fail(`No group is called "${name}".`, start, this.at);
    if (this.flags.i)
      this.fail('A back-reference that ignores case is not supported.', start, this.at);
    this.atomStart = this.out.length;
    this.emit(`\\k<${CAPTURE}${number}>`, start);
  }

  /** The set that a backslash and what follows it mean, outside a class or in one. */
  private escapedSet(inClass: boolean): CharSet {
    const start = this.at;
    const property = this.take(/\\([pP])(?:\{(\^?)([\w&]+)\}|([A-Z]))/y);
    if (property) {
      const negated = (property[1] === 'P') !== (property[2] === '^');
      const set = propertySet(property[3] ?? property[4]!);
      if (!set) this.fail(`The property ${property[0]} is not supported.`, start, this.at);
      return negated ? complement(set) : set;
    }
    const hex = this.take(/\\x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{0,2}))/y);
    if (hex) return this.point(Number.parseInt(hex[1] ?? (hex[2] || '0'), 16), start);
    const octal = this.take(/\\(?:o\{([0-7]{1,7})\}|(0[0-7]{0,2}|[1-7][0-7]{1,2}))/y);
    if (octal) return this.point(Number.parseInt(octal[1] ?? octal[2]!, 8), start);
    const control = this.take(/\\c([\x20-\x7e])/y);
    if (control) return this.point(control[1]!.toUpperCase().charCodeAt(0) ^ 0x40, start);
    const char = String.fromCodePoint(this.pattern.codePointAt(start + 1)!);
    this.at += 1 + char.length;
    const known = escapes[char] ?? (inClass && char === 'b' ? chars('\b') : undefined);
    if (known) return known;
    if (/[A-Za-z0-9]/.test(char))
      this.fail(`"\\${char}" is not an escape of PCRE.`, start, this.at);
    return chars(char);
  }

  private point(value: number, start: number): CharSet {
    if (value > 0x10ffff) this.fail('There is no such character.', start, this.at);
    return range(value, value);
  }

  private charClass(): CharSet {
    const start = this.at++;
    const negated = this.take(/\^/y) !== null;
    const parts: CharSet[] = [];
    let first = true;
    while (first || !this.peek(']')) {
      if (this.at >= this.pattern.length) this.fail('This "[" is never closed.', start);
      first = false;
      const quoted = this.take(/\\Q([\s\S]*?)(?:\\E|$)/y);
      if (quoted) for (const char of quoted[1]!) parts.push(chars(char));
      if (quoted || this.take(/\\E/y)) continue;
      const from = this.at;
      const low = this.classItem();
      const dash = /^-(?!\])/.test(this.pattern.slice(this.at, this.at + 2));
      if (!dash || low.length !== 2 || low[0] !== low[1]) {
        parts.push(low);
        continue;
      }
      this.at++;
      if (this.at >= this.pattern.length) this.fail('This "[" is never closed.', start);
      const high = this.classItem();
      if (high.length !== 2 || high[0] !== high[1]) parts.push(low, chars('-'), high);
      else if (high[0]! < low[0]!) this.fail('This range ends before it begins.', from, this.at);
      else parts.push(range(low[0]!, high[0]!));
    }
    this.at++;
    // the case is folded before the set is turned round: [^k] in (?i) is neither k nor K
    const set = this.flags.i ? foldCase(union(...parts)) : union(...parts);
    return negated ? complement(set) : set;
  }

  private classItem(): CharSet {
    const start = this.at;
    const posix = this.take(/\[:(\^?)(\w+):\]/y);
    if (posix) {
      const set = posixClasses[posix[2]!];
      if (!set) this.fail(`There is no class ${posix[0]}.`, start, this.at);
      return posix[1] ? complement(set) : set;
    }
    if (this.peek('\\')) {
      if (this.at + 1 >= this.pattern.length) this.fail('A "\\" stands at the end.', start);
      return this.escapedSet(true);
    }
    const char = String.fromCodePoint(this.pattern.codePointAt(start) ?? 0);
    this.at += char.length;
    return chars(char);
  }
}

/** The set as a class of ECMAScript's `u` mode. */
export function printSet(set: CharSet): string {
  if (isEmpty(set)) return '[]';
  return `[${pairs(set)
    .map(([first, last]) => (first === last ? spell(first) : `${spell(first)}-${spell(last)}`))
    .join('')}]`;
}

/** A character as itself where it has no meaning anywhere, else by its number. */
export const spell = (point: number): string => {
  const char = String.fromCodePoint(point);
  return /[A-Za-z0-9 _]/.test(char) ? char : `\\u{${point.toString(16)}}`;
};

/** How many capturing groups there are, and which have names. */
function countGroups(pattern: string): { count: number; names: Map<string, number> } {
  const names = new Map<string, number>();
  let count = 0;
  const token =
    /\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\(\?#[^)]*\)|\((?:\?P?<([A-Za-z_]\w*)>|\?'([A-Za-z_]\w*)'|(?![?*]))/gs;
  for (const found of pattern.matchAll(token)) {
    if (!found[0].startsWith('(') || found[0].startsWith('(?#')) continue;
    count++;
    const name = found[1] ?? found[2];
    if (name) names.set(name, count);
  }
  return { count, names };
}
