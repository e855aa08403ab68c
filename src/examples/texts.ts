import type { Atom, OfKind } from '../ir/expr.ts';
import type { Pattern } from '../ir/pattern.ts';
import type { Dice } from './dice.ts';
import { sample } from './samples.ts';

/* Texts that several tests of one field may be true of, at once or each. */

type TextAtom = OfKind<'match' | 'regex'>;

/** A text, and whether more may stand before it and behind it. */
interface Part {
  readonly text: string;
  readonly before: boolean;
  readonly behind: boolean;
  /** Where something may stand within it; null where nothing may. */
  readonly gap: number | null;
}

/** What may stand where a test leaves it open. */
const fillers = ['x', ' ', '1', '-', '/', '\\', '.', '_', 'A', 'é', '\n', '😀'];

/** Texts for tests that are to hold: the plainest first, and without end with dice. */
export function* textsFor(atoms: readonly Atom[], dice: Dice): Iterable<string> {
  const tests = atoms.filter((atom) => atom.kind === 'match' || atom.kind === 'regex');
  if (tests.length === 0) return;
  const parts = tests.map((atom) => partOf(atom, null, ''));
  for (const gap of ['', ' ', 'x']) {
    yield joined(parts, gap);
    yield joined([...parts].reverse(), gap);
  }
  for (const part of parts) yield* around(part);
  for (;;) {
    const some = dice.shuffled(tests).map((atom) => partOf(atom, dice, filler(dice)));
    const text = joined(some, filler(dice));
    yield text;
    yield cased(dice.pick(some).text, dice);
    yield cased(damaged(text, dice), dice);
    yield filler(dice) + text + filler(dice);
  }
}

const filler = (dice: Dice): string => (dice.below(3) === 0 ? '' : dice.pick(fillers));

/** The text alone, and with something beside it: so much that it is no longer what another test names. */
function* around({ text, before, behind }: Part): Iterable<string> {
  yield text;
  if (behind) yield `${text}x`;
  if (before) yield `x${text}`;
  if (before && behind) yield `x${text}x`;
  yield text.toUpperCase();
  yield text.toLowerCase();
}

function partOf(atom: TextAtom, dice: Dice | null, filling: string): Part {
  if (atom.kind === 'regex')
    return { text: sample(atom.regex.tree, dice), before: true, behind: true, gap: null };
  return patternPart(atom.pattern, dice, filling);
}

function patternPart(of: Pattern, dice: Dice | null, filling: string): Part {
  const before = of[0]?.kind === 'any';
  const behind = of.at(-1)?.kind === 'any';
  let text = '';
  let gap: number | null = null;
  for (const [i, piece] of of.entries()) {
    if (piece.kind === 'text') text += piece.text;
    else if (piece.kind === 'one') text += dice ? dice.pick(fillers) : 'x';
    else if (piece.kind === 'any' && i > 0 && i < of.length - 1) {
      gap ??= text.length;
      text += filling;
    }
  }
  return { text, before, behind, gap };
}

/** One text for all parts: what begins it, what may stand anywhere, what ends it. */
function joined(parts: readonly Part[], between: string): string {
  const whole = parts.find(({ before, behind }) => !before && !behind);
  const inner = parts.filter((part) => part.before && part.behind && part.text !== '');
  if (whole) {
    if (whole.gap === null) return whole.text;
    const head = whole.text.slice(0, whole.gap);
    return [head, ...inner.map(({ text }) => text), whole.text.slice(whole.gap)].join(between);
  }
  const head = longestOf(parts.filter(({ before, behind }) => !before && behind));
  const tail = longestOf(parts.filter(({ before, behind }) => before && !behind));
  const texts: string[] = head === '' ? [] : [head];
  const rest = tail === '' ? [] : [tail];
  for (const { text } of inner)
    if (![...texts, ...rest].some((one) => one.includes(text))) texts.push(text);
  // what ends it may begin with what stands before it
  const body = texts.join(between);
  return tail !== '' && between === '' && body.endsWith(tail)
    ? body
    : [...texts, ...rest].join(between);
}

const longestOf = (parts: readonly Part[]): string =>
  parts.reduce((longest, { text }) => (text.length > longest.length ? text : longest), '');

/** The text with some ASCII letters in their other case. */
function cased(text: string, dice: Dice): string {
  const how = dice.below(4);
  if (how === 0) return text.toUpperCase();
  if (how === 1) return text.toLowerCase();
  if (how === 2) return text;
  return text.replace(/[A-Za-z]/g, (letter) =>
    dice.below(2) === 0 ? letter : letter < 'a' ? letter.toLowerCase() : letter.toUpperCase(),
  );
}

/** The text with a character taken away, added or changed. */
function damaged(text: string, dice: Dice): string {
  const chars = [...text];
  const at = dice.below(chars.length + 1);
  const how = dice.below(3);
  if (how === 0) chars.splice(at, 1);
  else chars.splice(at, how - 1, dice.pick(fillers));
  return chars.join('');
}
