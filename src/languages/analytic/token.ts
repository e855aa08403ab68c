/** A part of an analytic: offsets in its view, the end not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export type TokenKind = 'word' | 'string' | 'sign' | 'bracket' | 'comma' | 'bar' | 'macro' | 'end';

export interface Token extends Range {
  readonly kind: TokenKind;
  /** As it stands; of a string, what is between its quotes. */
  readonly text: string;
  /** In small letters, for words that mean the same in any case. */
  readonly lower: string;
  /** Of a string: its quote. */
  readonly quote?: '"' | "'";
  /** Nothing stands between it and the token before. */
  readonly isJoined: boolean;
}

export const join = (a: Range, b: Range): Range => ({ from: a.from, to: b.to });
