import type { Cluster, Server } from '../cluster/cluster.ts';
import type { History } from './history.ts';
import type { Json } from './json.ts';
import type { Mark } from './mark.ts';
import type { Wanted } from './wanted.ts';

export type { Wanted };

/*
 * A place that rules are deployed to. A target says which artifact it takes and which objects that
 * makes; opened, one function looks and one touches. What is to be done is worked out between them, in
 * `plan.ts`, the same for every target.
 */

/** A kind of place, and how to come at it. */
export type Target = About &
  (
    | { readonly at: Server; readonly open: (cluster: Cluster) => Session }
    | { readonly at: 'folder'; readonly open: (folder: string) => Session }
  );

interface About {
  readonly id: string;
  readonly title: string;
  /** The artifact that it takes, and the query language that stands in it; null: the artifact's usual one. */
  readonly artifact: string;
  readonly language: string | null;
  /** Where it takes any artifact: what it is for one of them. */
  readonly taking?: (artifact: string) => Target;
  /** The objects that a set is, made of its artifact's files. */
  readonly objects: (files: readonly ArtifactFile[], set: string) => readonly Wanted[];
  /**
   * Its rules are asked of events in an index of their own, whose mapping comes with them. Those of other targets are
   * searches of the indices that settings name.
   */
  readonly isApart?: boolean;
  /**
   * Where one object holds many rules: what is wanted, with what the live one has of rules that are
   * refused this time. A target without it has an object for each rule.
   */
  readonly keeping?: (wanted: Wanted, live: Live, refused: Refused) => Wanted;
}

/** The names of rules that are refused this time; `all`: a file can't be read, so it could be any. */
export type Refused = ReadonlySet<string> | 'all';

/** A file of the artifact. */
export interface ArtifactFile {
  /** From the artifact's folder. */
  readonly path: string;
  readonly body: string;
  /** The rule that it is made of; null: it is made of the set. */
  readonly rule: { readonly name: string; readonly title: string } | null;
  /** The hash of the text of the rule, or of those of the set. */
  readonly source: string;
  /** Where it is made of the set: the hash of each rule's text, by its name. */
  readonly sources?: ReadonlyMap<string, string>;
}

/** An object that the target holds. */
export interface Live {
  readonly name: string;
  /** Null: it isn't ours. */
  readonly mark: Mark | null;
  /** What it holds, without the mark and without what the target keeps beside it. */
  readonly body: Json;
  /** For the target: how it tells whether somebody else has written the object since. */
  readonly version?: unknown;
}

/** Something to do to an object: `mark` is what it is to be marked with; null: it is to be removed. */
export interface Change {
  readonly name: string;
  readonly wanted: Wanted | null;
  readonly live: Live | null;
  readonly mark: Mark | null;
}

/** An open target. Both functions throw a `Failure` of `cluster/failure.ts` for what the target says. */
export interface Session {
  /** Everything that is marked as the set's, and whatever stands under the names. */
  read(set: string, names: readonly string[]): Promise<readonly Live[]>;
  /**
   * Brings one object to what is wanted of it, whole or not at all. Doing it again after it was broken off
   * anywhere, with what `read` gives then, ends in the same. It fails where somebody else has written the
   * object since it was read, as far as the target can tell.
   */
  apply(change: Change): Promise<void>;
  /** What of these changes the target would refuse as it is set now, as far as it tells; asked before any is made. */
  refusals?(changes: readonly Change[]): Promise<readonly Refusal[]>;
  /** What it keeps of what sets were; a target that has no place for it can't go back. */
  readonly history?: History;
}

/** Why the target would not take an object, or has no room for the set. */
export interface Refusal {
  /** Null: it is the set's, of which then nothing is to be written. */
  readonly name: string | null;
  readonly message: string;
  readonly hint: string;
}
