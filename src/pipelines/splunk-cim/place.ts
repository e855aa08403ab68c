import type { Expr } from '../../ir/expr.ts';
import { ANY, type Pattern, pattern, text } from '../../ir/pattern.ts';
import { isWithin, wantedOf } from '../kit/wanted.ts';
import type { Field } from '../pipeline.ts';
import type { Dataset } from './datasets.ts';

/** What every data set has of an event, under no prefix. */
export const base: readonly string[] = ['source', 'sourcetype', 'host'];

/** Where the model has events. */
export interface Place {
  readonly dataset: Dataset;
  readonly fields: Readonly<Record<string, Field>>;
  /** What tells the events from others of the data set: fields, as add-ons fill them, and their values. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Other events there that the model does not tell from these. */
  readonly among?: string;
  /** Fields of a rule that say what kind of event it is about, and so nothing of its own. */
  readonly kind?: readonly string[];
}

/** Events that one of a rule's fields shares out among data sets: `EventID`, `eventName`. */
export interface Shared {
  /** The field, by the names that rules give it. */
  readonly by: readonly string[];
  /** In the order that they are asked: the first that holds all that a rule wants. */
  readonly sets: readonly (readonly Share[])[];
  /** Where all events are, whatever the field says. */
  readonly rest?: Place;
}

/** Events whose field is one of these: names, in which `*` is any run of characters. */
export interface Share {
  readonly of: readonly string[];
  /** Of them, those that are not there. */
  readonly but?: readonly string[];
  readonly place: Place;
}

/** The places of the events that a rule is about, all in one data set; none where no data set has them all. */
export function placesIn({ by, sets, rest }: Shared, when: Expr): readonly Place[] {
  const wanted = wantedOf(when, by);
  const found =
    wanted && sets.find((set) => wanted.every((one) => set.some((share) => holds(share, one))));
  if (!found) return rest ? [rest] : [];
  const asked = found.filter((share) => wanted.some((one) => holds(share, one)));
  return [...new Set(asked.map(({ place }) => place))];
}

function holds({ of, but = [] }: Share, wanted: Pattern): boolean {
  const isIn = (names: readonly string[]) =>
    names.some((name) => isWithin(wanted, namePattern(name)));
  const isPlain = wanted.length === 1 && wanted[0]!.kind === 'text';
  return isIn(of) && (but.length === 0 || (isPlain && !isIn(but)));
}

const namePattern = (name: string): Pattern =>
  pattern(name.split('*').flatMap((part, i) => (i === 0 ? [text(part)] : [ANY, text(part)])));
