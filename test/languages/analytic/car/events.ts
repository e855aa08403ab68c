import type { Event, Expr } from '../../../../src/index.ts';
import { eachAtom } from '../../../../src/ir/fold.ts';
import type { Pattern } from '../../../../src/ir/pattern.ts';
import type { Choices } from '../../../support/random/choices.ts';
import { eventNear } from '../../../support/random/events.ts';
import { fill } from '../../../support/random/texts.ts';
import { type Kind, kinds } from './kinds.ts';

/* Events at the edges of two expressions, each of a kind that Windows has. */

/** Fields that hold the path of a program or of a file. */
const paths = /Image|TargetFilename/;
const known = new Set(kinds.flatMap(({ fields }) => fields));

/** An event of this kind that one of the expressions is true of, or nearly. */
export function eventOf(kind: Kind, near: readonly Expr[], choices: Choices): Event {
  const event: Record<string, unknown> = { EventID: kind.id, Channel: kind.channel };
  for (const [field, long] of Object.entries(eventNear(choices.pick(near), choices))) {
    const value = cut(long);
    if (kind.fields.includes(field)) event[field] = value;
    // a text that is looked for anywhere is in one of the fields that there are
    else if (!known.has(field) && choices.oneIn(2)) event[choices.pick(kind.fields)] ??= value;
  }
  for (const field of kind.always) event[field] = oneText(field, event[field]);
  return event;
}

/** Texts of a length that an expression with several `.*` gets done with. */
const cut = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(cut);
  return typeof value === 'string' ? value.slice(0, longest) : value;
};

const longest = 300;

/** What Windows always writes is one text; what a list was made to hold stands in it side by side. */
function oneText(field: string, value: unknown): unknown {
  const values = [value].flat(9).filter((one) => one !== null && one !== undefined);
  return values.length < 2 || paths.test(field) ? (values[0] ?? 'other') : values.join(' ');
}

/** What the paths of two expressions say of programs: how they are called, and in which folders they stand. */
export class Programs {
  private readonly names: Pattern[] = [];
  private readonly folders = new Map<string, Pattern[]>();

  constructor(exprs: readonly Expr[]) {
    for (const expr of exprs)
      eachAtom(expr, (atom) => {
        if (atom.kind === 'match' && paths.test(atom.field)) this.learn(atom.pattern);
        if (atom.kind === 'regex' && paths.test(atom.field)) this.learn(nameOf(atom.regex.source));
      });
  }

  private learn(path: Pattern): void {
    const at = path.findLastIndex((piece) => piece.kind === 'text' && piece.text.includes('\\'));
    const cut = path[at];
    const [lead] = path;
    if (cut?.kind !== 'text') {
      this.call(lead?.kind === 'any' ? path.slice(1) : path);
      return;
    }
    const end = cut.text.lastIndexOf('\\') + 1;
    const behind = cut.text.slice(end);
    const name = [...(behind ? [{ ...cut, text: behind }] : []), ...path.slice(at + 1)];
    const whole = name[0]?.kind === 'any' ? name.slice(1) : name;
    this.call(whole);
    const [only] = whole;
    if (lead?.kind !== 'text' || whole.length !== 1 || only?.kind !== 'text') return;
    const folder = [...path.slice(0, at), { ...cut, text: cut.text.slice(0, end) }];
    const key = only.text.toLowerCase();
    this.folders.set(key, [...(this.folders.get(key) ?? []), folder]);
  }

  private call(name: Pattern): void {
    const pieces = name.at(-1)?.kind === 'any' ? name.slice(0, -1) : name;
    if (pieces.length > 0) this.names.push(pieces);
  }

  /** The event with each path one of a program that is called, and stands, as the expressions say. */
  placed(event: Event, choices: Choices): Event {
    const place = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(place);
      return typeof value === 'string' ? this.path(value, choices) : value;
    };
    return Object.fromEntries(
      Object.entries(event).map(([field, value]) => [
        field,
        paths.test(field) ? place(value) : value,
      ]),
    );
  }

  private path(near: string, choices: Choices): string {
    const base = near.split(/[\\/]/).at(-1)!;
    const isCalled = this.folders.has(base.toLowerCase());
    const drawn = () =>
      this.names.length === 0 || choices.oneIn(4)
        ? 'other.exe'
        : word(choices.pick(this.names), choices);
    const name = isCalled ? base : drawn();
    const folders = this.folders.get(name.toLowerCase()) ?? [];
    return folders.length === 0
      ? choices.pick(['C:\\Windows\\System32\\', 'D:\\a b\\', 'C:\\Program Files\\c\\']) + name
      : word(choices.pick(folders), choices) + name;
  }
}

/** A text of the pattern, its wildcards filled with what can be a part of a path. */
const word = (of: Pattern, choices: Choices): string =>
  of
    .map((piece) =>
      piece.kind === 'text' ? fill([piece], false, choices) : choices.pick(['x', 'System32', '9']),
    )
    .join('');

/** The name that a regular expression of a path's last part was made of. */
const nameOf = (source: string): Pattern =>
  source
    .replace(/^\(\?:\^\|\[\\\\\/\]\)|\$$/g, '')
    .split('[^\\\\/]*')
    .flatMap(
      (part, i): Pattern => [
        ...(i > 0 ? [{ kind: 'any' } as const] : []),
        ...(part === '' ? [] : [{ kind: 'text', text: part.replace(/\\(.)/g, '$1') } as const]),
      ],
    );
