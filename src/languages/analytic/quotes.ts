/*
 * Which quotes of a text open, which close, and which are part of what they stand in. In a damaged text
 * that can't be told from one quote, so the reading of all of them that costs least is taken: every
 * quote may open, close, be text, or be nothing, each at the price that its neighbours put on it.
 */

/** What is between two quotes: `text.slice(from, to)`; the whole with its quotes is from `start` to `end`. */
export interface Quoted {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

export interface Quotes {
  /** In the order of the text. One whose quote was never closed has `to === end`. */
  readonly quoted: readonly Quoted[];
  /** Quotes that mean nothing. */
  readonly stray: readonly number[];
}

const OUT = 0;
const DOUBLE = 1;
const SINGLE = 2;
type State = typeof OUT | typeof DOUBLE | typeof SINGLE;

/* What a reading costs. To put a quote in is an edit; the rest is how odd it looks. */
const edit = 3;
/** A quote that means nothing is odder than one that lost its partner. */
const strayQuote = 3.5;
const oddNeighbour = 3;
const swallowed = 4;
const overLines = 2;
const unescaped = 4;
const atBackslash = 2.5;
const mildlyOdd = 1;

/** How a state was reached at a quote. */
const STRAY = 0;
const OPEN = 1;
const CLOSE = 2;
const TEXT = 3;
/** A quote that two stand for, as in CSV. */
const OPEN_TWO = 4;
const CLOSE_TWO = 5;
/** The string before was closed where its quote is missing; what stands here is nothing, or opens. */
const LOST_THEN_STRAY = 6;
const LOST_THEN_OPEN = 7;

interface Step {
  cost: number;
  how: number;
  before: State;
}

export function readQuotes(text: string): Quotes {
  const at: number[] = [];
  for (const { index } of text.matchAll(/["']/g)) at.push(index);
  if (at.length === 0) return { quoted: [], stray: [] };
  const table = fill(text, at);
  return follow(text, at, table);
}

/** For each quote and each state behind it, the cheapest way there. */
function fill(text: string, at: readonly number[]): Step[][] {
  const table: Step[][] = [];
  let two: Step[] | null = null; // what a doubled quote makes of the quote behind it
  let before: Step[] = [start(0), start(Number.POSITIVE_INFINITY), start(Number.POSITIVE_INFINITY)];
  for (let i = 0; i < at.length; i++) {
    const here = at[i]!;
    const segment = text.slice(i === 0 ? 0 : at[i - 1]! + 1, here);
    const inside = insideCost(segment);
    const costs = before.map(({ cost }, state) => cost + (state === OUT ? 0 : inside));
    const row = [0, 0, 0].map((): Step => start(Number.POSITIVE_INFINITY));
    const try_ = (from: State, to: State, how: number, cost: number) => {
      if (cost < row[to]!.cost) row[to] = { cost, how, before: from };
    };
    const own: State = text[here] === '"' ? DOUBLE : SINGLE;
    const other: State = own === DOUBLE ? SINGLE : DOUBLE;
    const opening = openingCost(text, here);
    const nothing = own === SINGLE && isApostrophe(text, here) ? 0 : strayQuote;
    try_(OUT, OUT, STRAY, costs[OUT]! + nothing);
    try_(OUT, own, OPEN, costs[OUT]! + opening);
    const escaped = isEscaped(text, here);
    try_(own, OUT, CLOSE, costs[own]! + closingCost(text, here) + (escaped ? atBackslash : 0));
    try_(own, own, TEXT, costs[own]! + (escaped ? 0 : unescaped));
    try_(other, other, TEXT, costs[other]!);
    // a string of which the second quote is lost ends before what can't be in it
    for (const state of [DOUBLE, SINGLE] as const) {
      const lost = before[state]!.cost + edit;
      try_(state, OUT, LOST_THEN_STRAY, lost + nothing);
      try_(state, own, LOST_THEN_OPEN, lost + opening);
    }
    if (two) {
      for (const state of [OUT, DOUBLE, SINGLE] as const)
        if (two[state]!.cost < row[state]!.cost) row[state] = two[state]!;
      two = null;
    }
    if (own === DOUBLE && text[here + 1] === '"') {
      two = [0, 0, 0].map((): Step => start(Number.POSITIVE_INFINITY));
      two[DOUBLE] = { cost: costs[OUT]! + opening + mildlyOdd, how: OPEN_TWO, before: OUT };
      const closing = closingCost(text, here + 1) + mildlyOdd;
      two[OUT] = { cost: costs[DOUBLE]! + closing, how: CLOSE_TWO, before: DOUBLE };
    }
    table.push(row);
    before = row;
  }
  return table;
}

const start = (cost: number): Step => ({ cost, how: STRAY, before: OUT });

/** The strings of the cheapest way, from its end to its start. */
function follow(text: string, at: readonly number[], table: readonly Step[][]): Quotes {
  const quoted: Quoted[] = [];
  const stray: number[] = [];
  const last = table.at(-1)!;
  const ends = [last[OUT]!.cost, last[DOUBLE]!.cost + edit, last[SINGLE]!.cost + edit];
  let state: State = ends[0]! <= Math.min(ends[1]!, ends[2]!) ? OUT : ends[1]! <= ends[2]! ? 1 : 2;
  let end: { to: number; end: number } | null = null;
  const lostAt = (i: number): { to: number; end: number } => {
    const from = at[i]! + 1;
    const segment = text.slice(from, at[i + 1] ?? text.length);
    const cut = from + lostPlace(segment);
    return { to: cut, end: cut };
  };
  if (state !== OUT) end = lostAt(at.length - 1);
  for (let i = at.length - 1; i >= 0; i--) {
    const { how, before } = table[i]![state]!;
    const here = at[i]!;
    const open = (quote: number, from: number) => {
      if (end) quoted.push({ start: quote, from, ...end });
      end = null;
    };
    switch (how) {
      case STRAY:
        if (!isApostrophe(text, here) || text[here] === '"') stray.push(here);
        break;
      case OPEN:
        open(here, here + 1);
        break;
      case CLOSE:
        end = { to: here, end: here + 1 };
        break;
      case OPEN_TWO:
        open(here - 1, here + 1);
        i--;
        break;
      case CLOSE_TWO:
        end = { to: here - 1, end: here + 1 };
        i--;
        break;
      case LOST_THEN_STRAY:
        if (!isApostrophe(text, here) || text[here] === '"') stray.push(here);
        end = lostAt(i - 1);
        break;
      case LOST_THEN_OPEN:
        open(here, here + 1);
        end = lostAt(i - 1);
        break;
    }
    state = before;
  }
  return { quoted: quoted.reverse(), stray: stray.reverse() };
}

/** What it costs that a string holds this. Only its end is looked at, where the next string would begin. */
function insideCost(segment: string): number {
  if (segment === '') return 0;
  let cost = 0;
  if (segment.includes('\n')) cost += overLines;
  if (
    /\s(?:OR|AND|and|or)\s+(?:NOT\s+)?\(?\s{0,4}[\w.]{1,60}\s{0,4}(?:[!=<>]=?=?|LIKE|IN\s{0,2}\()\s{0,4}$/.test(
      segment.slice(-100),
    )
  )
    cost += swallowed;
  else if (/[\w.)]\s{0,4}(?:!=|==?)\s{0,4}$/.test(segment.slice(-80))) cost += mildlyOdd;
  if (/\|\s?(?:where|search|stats|table|eval)\b/i.test(segment)) cost += swallowed;
  return cost;
}

/** Where a string ends that lacks its second quote: before an operator, a bracket, a bar or the line's end. */
function lostPlace(segment: string): number {
  const stop = /\s(?:OR|AND|and|or)\s|[()\]|\n,]/.exec(segment);
  const end = stop ? stop.index : segment.length;
  return segment.slice(0, end).trimEnd().length;
}

function openingCost(text: string, at: number): number {
  const before = text[at - 1];
  if (before === undefined || /[\s=(,[<>!|{;]/.test(before)) return 0;
  if (before === ':' || before === '"' || before === "'") return mildlyOdd;
  return oddNeighbour;
}

function closingCost(text: string, at: number): number {
  const next = text[at + 1];
  if (next === undefined || /[\s),\]|=}&!<>;]/.test(next)) return 0;
  if (next === '"' || next === "'" || next === '(' || next === '`') return mildlyOdd;
  return oddNeighbour;
}

const isApostrophe = (text: string, at: number): boolean =>
  text[at] === "'" && /\w/.test(text[at - 1] ?? '') && /\w/.test(text[at + 1] ?? '');

function isEscaped(text: string, at: number): boolean {
  let from = at;
  while (text[from - 1] === '\\') from--;
  return (at - from) % 2 === 1;
}
