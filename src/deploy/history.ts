import type { Wanted } from './wanted.ts';

/*
 * What a target keeps of a set beside its objects: what each apply was to make of them, so that it can be
 * made again, and whose turn it is to write them. Without it nothing of the objects is lost: they say
 * themselves what they are.
 */

/** What one apply was to make. */
export interface Revision {
  /** 1, 2, 3... of the set, on its target. */
  readonly number: number;
  /** When it was begun, as ISO 8601 has it. */
  readonly at: string;
  /** By the names of the objects. Those of an apply that was stopped before its first step are none. */
  readonly objects: Readonly<Record<string, Made>>;
}

export interface Made {
  /** Null: it was to be removed. */
  readonly wanted: Wanted | null;
  /** It was not there before. */
  readonly isNew: boolean;
}

export interface History {
  /** How the set stands, once nobody else writes it; what somebody else who does is told of is `taken`. */
  enter(set: string): Promise<Standing | Taken>;
  /** Takes the turn, where the set stands as it did when it was entered, and keeps what is to be made. */
  begin(set: string, standing: Standing, made: Revision['objects']): Promise<Turn | Taken>;
  /** What is kept, the oldest first: 10 at the most, of which the oldest has in it what was before. */
  revisions(set: string): Promise<readonly Revision[]>;
}

export interface Standing {
  /** The last revision; 0: there was none. */
  readonly revision: number;
  /** For the history: how it tells whether somebody has begun since. */
  readonly version: unknown;
}

/** Somebody else has the turn, or had it meanwhile. */
export interface Taken {
  readonly taken: string;
}

export interface Turn {
  readonly revision: number;
  /** Somebody else has taken the turn: nothing more is to be written. */
  readonly lost: AbortSignal;
  /** Gives it back. */
  end(): Promise<void>;
}

export const isTaken = (one: object): one is Taken => 'taken' in one;
