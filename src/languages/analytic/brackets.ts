import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { Dialect } from './dialect.ts';
import * as messages from './messages/index.ts';
import { parseExpression } from './parse/index.ts';
import type { Token } from './token.ts';
import { type Node, shapeOf } from './tree.ts';
import type { View } from './view.ts';

type Report = (diagnostic: Diagnostic) => void;

/*
 * Brackets without a partner. One edit mends each: it is left out, or its partner is put in. All places
 * for the partner are tried, and read; the cheapest reading is the one that needs the fewest edits more.
 * Of those, the one wins that leaves every operator the arguments that it has without the bracket; where
 * another means something else, it is named.
 */

/** In longer expressions, and with more brackets without a partner, not all places are tried. */
const mostTokens = 300;
const mostUnpartnered = 4;

const partners: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const isOpen = ({ kind, text }: Token): boolean => kind === 'bracket' && text in partners;
const isClose = ({ kind, text }: Token): boolean => kind === 'bracket' && !(text in partners);

/** The tokens with their brackets in pairs, and what was done about it. */
export function pairBrackets(
  given: readonly Token[],
  dialect: Dialect,
  view: View,
  report: Report,
): readonly Token[] {
  let tokens = given;
  let tries = unpartnered(given).length;
  if (tries === 0) return given;
  if (tries > mostUnpartnered || given.length > mostTokens) return pairQuickly(given, view, report);
  for (; tries > 0; tries--) {
    const [first] = unpartnered(tokens);
    if (first === undefined) break;
    tokens = pairOne(tokens, first, dialect, view, report);
  }
  return tokens;
}

interface Candidate {
  readonly tokens: readonly Token[];
  /** Where the partner stands; null where the bracket is left out. */
  readonly place: number | null;
}

function pairOne(
  tokens: readonly Token[],
  at: number,
  dialect: Dialect,
  view: View,
  report: Report,
): readonly Token[] {
  const bracket = tokens[at]!;
  const shapes = candidates(tokens, at).map((candidate) => {
    let edits = 0;
    const silent = pairSilently(candidate.tokens);
    const { node } = parseExpression(silent, dialect, view, () => edits++);
    return { candidate, edits, shape: shapeOf(node), node };
  });
  const fewest = Math.min(...shapes.map(({ edits }) => edits));
  const cheapest = shapes.filter(({ edits }) => edits === fewest);
  const natural = naturally(cheapest, isOpen(bracket));
  const other = cheapest.find(({ shape }) => shape !== natural.shape);
  report(
    messages.bracket(
      bracket.text,
      natural.candidate.place === null ? null : placeOf(natural.candidate.place, tokens, view),
      other?.candidate.place == null ? null : placeOf(other.candidate.place, tokens, view),
      contextOf(bracket, view),
      view.at(bracket.from, bracket.to),
    ),
  );
  return natural.candidate.tokens;
}

/**
 * A bracket that opens was written before what it should hold, so its partner stands as far behind as it
 * can; one that closes is left out. Either leaves all operators the arguments that they have.
 */
function naturally<T extends { candidate: Candidate; node: Node | null }>(
  cheapest: readonly T[],
  isOpening: boolean,
): T {
  const [first] = cheapest;
  if (!isOpening) return first!;
  return cheapest.filter(({ candidate }) => candidate.place !== null).at(-1) ?? first!;
}

/** Every way to mend one bracket by one edit. */
function candidates(tokens: readonly Token[], at: number): readonly Candidate[] {
  const bracket = tokens[at]!;
  const all: Candidate[] = [{ tokens: tokens.toSpliced(at, 1), place: null }];
  const partner = (place: number): Candidate => {
    const text = isOpen(bracket) ? partners[bracket.text]! : opening(bracket.text);
    const next = tokens[place];
    const where = isOpen(bracket) ? (tokens[place - 1] ?? bracket).to : (next ?? bracket).from;
    const made: Token = { ...bracket, text, lower: text, from: where, to: where, isJoined: false };
    return { tokens: tokens.toSpliced(place, 0, made), place };
  };
  let depth = 0;
  if (isOpen(bracket)) {
    for (let place = at + 1; place <= tokens.length; place++) {
      if (depth === 0 && place > at + 1 && ends(tokens, place - 1)) all.push(partner(place));
      const token = tokens[place];
      if (!token || token.kind === 'bar') break;
      depth += isOpen(token) ? 1 : isClose(token) ? -1 : 0;
      if (depth < 0) break;
    }
    return all;
  }
  for (let place = at - 1; place >= 0; place--) {
    const token = tokens[place]!;
    if (token.kind === 'bar') break;
    depth += isClose(token) ? 1 : isOpen(token) ? -1 : 0;
    if (depth < 0) break;
    if (depth === 0 && begins(tokens, place)) all.push(partner(place));
  }
  return all;
}

const opening = (closing: string): string => ({ ')': '(', ']': '[', '}': '{' })[closing]!;

/** A test may end with this token: it is no operator, and nothing of one stands behind it. */
const ends = (tokens: readonly Token[], place: number): boolean => {
  const [token, after] = [tokens[place]!, tokens[place + 1]];
  if (after?.kind === 'sign' || after?.kind === 'comma' || isRelation(after)) return false;
  return (
    isClose(token) ||
    ((token.kind === 'string' || token.kind === 'word') && !isOperator(token) && !isRelation(token))
  );
};

const isOperator = (token: Token | undefined): boolean =>
  token?.kind === 'word' && /^(?:and|or|not)$/.test(token.lower);
const isRelation = (token: Token | undefined): boolean =>
  token?.kind === 'word' && /^(?:in|like|contains|matches|match|regexp)$/.test(token.lower);

/** A test may begin with this token: nothing of one stands before it. */
const begins = (tokens: readonly Token[], place: number): boolean => {
  const before = tokens[place - 1];
  const token = tokens[place]!;
  if (token.kind === 'sign' || token.kind === 'comma' || isRelation(token)) return false;
  if (/^(?:and|or)$/.test(token.lower) && token.kind === 'word') return false;
  return before?.kind !== 'sign' && before?.kind !== 'comma' && !isRelation(before);
};

/** In time of the text's length: what closes nothing is left out, what is open is closed at the end. */
function pairQuickly(tokens: readonly Token[], view: View, report: Report): readonly Token[] {
  const alone = unpartnered(tokens);
  const [first] = alone;
  if (first !== undefined) {
    const { text, from, to } = tokens[first]!;
    report(messages.manyBrackets(alone.length, text, view.at(from, to)));
  }
  return pairSilently(tokens);
}

function pairSilently(tokens: readonly Token[]): readonly Token[] {
  const alone = new Set(unpartnered(tokens));
  if (alone.size === 0) return tokens;
  const out: Token[] = [];
  const open: Token[] = [];
  const close = (last: Token) => {
    const text = partners[open.pop()!.text]!;
    out.push({ ...last, kind: 'bracket', text, lower: text, from: last.to, isJoined: false });
  };
  tokens.forEach((token, i) => {
    if (isClose(token) && alone.has(i)) return;
    if (isOpen(token)) open.push(token);
    if (isClose(token)) {
      while (open.length > 0 && partners[open.at(-1)!.text] !== token.text) close(tokens[i - 1]!);
      open.pop();
    }
    out.push(token);
  });
  const last = tokens.at(-1)!;
  while (open.length > 0) close(last);
  return out;
}

/** Where the brackets stand that have no partner, in the order of the text. */
function unpartnered(tokens: readonly Token[]): readonly number[] {
  const open: number[] = [];
  const counts: Record<string, number> = { ')': 0, ']': 0, '}': 0 };
  const alone: number[] = [];
  tokens.forEach((token, i) => {
    if (isOpen(token)) {
      open.push(i);
      counts[partners[token.text]!]!++;
    } else if (isClose(token)) {
      if (counts[token.text]! === 0) {
        alone.push(i);
        return;
      }
      while (partners[tokens[open.at(-1)!]!.text] !== token.text) {
        const lost = open.pop()!;
        counts[partners[tokens[lost]!.text]!]!--;
        alone.push(lost);
      }
      open.pop();
      counts[token.text]!--;
    }
  });
  return [...alone, ...open].sort((a, b) => a - b);
}

/** Where a place is, by what stands there. */
function placeOf(place: number, tokens: readonly Token[], view: View): string {
  const [before, after] = [tokens[place - 1], tokens[place]];
  if (!after) return 'at the end';
  const part = (from: number, to: number) =>
    `"${view.text.slice(from, to).replace(/\s+/g, ' ').trim()}"`;
  return before && !begins(tokens, place)
    ? `behind ${part(Math.max(0, before.to - 30), before.to)}`
    : `before ${part(after.from, after.from + 30)}`;
}

/** What stands around a bracket, in one line. */
function contextOf({ from, to }: Token, view: View): { before: string; after: string } {
  const before = view.text.slice(Math.max(0, from - 30), from).replace(/\s+/g, ' ');
  const after = view.text.slice(to, to + 30).replace(/\s+/g, ' ');
  return { before, after };
}
