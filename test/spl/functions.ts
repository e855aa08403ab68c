/*
 * The evaluation functions that are read here: how many arguments they take, of which kind, and what
 * they give. Search Reference, "Evaluation functions",
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/9.4/evaluation-functions
 * with "Comparison and Conditional", "Conversion", "Date and Time", "Informational",
 * "Mathematical", "Multivalue eval", "Statistical eval" and "Text functions" below it.
 */

/** A Boolean is no value: where needs one, and eval can't assign it. */
export type Kind = 'boolean' | 'value' | 'null';
type Wanted = Kind | 'any';

export interface Signature {
  readonly least: number;
  readonly most: number;
  /** Of all arguments, or of the one at a place. */
  readonly takes: Wanted | ((place: number, of: number) => Wanted);
  readonly gives: Kind | ((kinds: readonly Kind[]) => Kind);
}

const value = (least: number, most = least): Signature => ({
  least,
  most,
  takes: 'value',
  gives: 'value',
});
const test = (least: number, most = least): Signature => ({
  least,
  most,
  takes: 'value',
  gives: 'boolean',
});

/** Booleans if one of them is. */
const alike = (kinds: readonly Kind[]): Kind => kinds.find((kind) => kind !== 'null') ?? 'null';

const endless = Number.POSITIVE_INFINITY;

export const functions: Readonly<Record<string, Signature>> = {
  // Comparison and Conditional functions
  case: {
    least: 2,
    most: endless,
    takes: (place) => (place % 2 === 0 ? 'boolean' : 'any'),
    gives: (kinds) => alike(kinds.filter((_, i) => i % 2 === 1)),
  },
  validate: {
    least: 2,
    most: endless,
    takes: (place) => (place % 2 === 0 ? 'boolean' : 'any'),
    gives: (kinds) => alike(kinds.filter((_, i) => i % 2 === 1)),
  },
  cidrmatch: test(2),
  coalesce: { least: 1, most: endless, takes: 'any', gives: alike },
  false: test(0),
  if: {
    least: 3,
    most: 3,
    takes: (place) => (place === 0 ? 'boolean' : 'any'),
    gives: (kinds) => alike(kinds.slice(1)),
  },
  in: test(2, endless),
  like: test(2),
  match: test(2),
  null: { least: 0, most: 0, takes: 'value', gives: 'null' },
  nullif: value(2),
  true: test(0),
  // Conversion functions
  tonumber: value(1, 2),
  tostring: { least: 1, most: 2, takes: 'any', gives: 'value' },
  // Date and Time functions
  now: value(0),
  time: value(0),
  strftime: value(2),
  strptime: value(2),
  // Informational functions
  isint: test(1),
  isnotnull: test(1),
  isnull: test(1),
  isnum: test(1),
  isstr: test(1),
  ismv: test(1),
  // Mathematical functions
  abs: value(1),
  ceiling: value(1),
  exact: value(1),
  floor: value(1),
  pow: value(2),
  round: value(1, 2),
  sqrt: value(1),
  // Multivalue eval functions
  mvappend: value(1, endless),
  mvcount: value(1),
  mvdedup: value(1),
  mvfilter: { least: 1, most: 1, takes: 'boolean', gives: 'value' },
  mvfind: value(2),
  mvindex: value(2, 3),
  mvjoin: value(2),
  mvmap: { least: 2, most: 2, takes: 'value', gives: 'value' },
  mvrange: value(2, 3),
  mvreverse: value(1),
  mvsort: value(1),
  mvzip: value(2, 3),
  split: value(2),
  // Statistical eval functions
  max: value(1, endless),
  min: value(1, endless),
  // Text functions
  len: value(1),
  lower: value(1),
  ltrim: value(1, 2),
  replace: value(3),
  rtrim: value(1, 2),
  substr: value(2, 3),
  trim: value(1, 2),
  upper: value(1),
  urldecode: value(1),
};
