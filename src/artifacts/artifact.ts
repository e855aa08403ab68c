/** Text made of a template and what is known of a rule and its query, or of a set of rules. */
export interface Artifact extends About {
  readonly id: string;
  /** The folder with its templates. */
  readonly folder: URL;
}

/** A field that holds all texts of an event, long ones in pieces that overlap. */
export interface Keywords {
  readonly field: string;
  /** By how many characters they overlap: what is longer, or may be, could be cut. */
  readonly overlap: number;
}

export interface Want {
  /** A regular expression that the value has to match; one that isn't there is the empty text. */
  readonly pattern: string;
  /** What that is, behind "wants": `a title that begins with a letter`. */
  readonly what: string;
}

/** Of rules that count, those that an artifact's template can say. */
export interface CountsHeld {
  /** It holds no query, but what a rule means. */
  readonly inWords?: true;
  /** It counts what is found over all the time that it looks back, up to a number that is reached: by so many fields at most. */
  readonly groups?: number;
  /** What it calls different values is a good guess. */
  readonly guessesValues?: true;
}

/** What an artifact's `about.json` says of it. */
export interface About {
  readonly title: string;
  /** The query languages it can hold, the usual first; none: it holds no query. */
  readonly takes: readonly string[];
  /** The ending of a rule's file, with its dot, made of `template.<ending>.hbs`; null: a rule has none. */
  readonly extension: string | null;
  /** The files of a rule's own folder, by their paths in it, each made of `<path>.hbs`; none: a rule has no folder. */
  readonly rule: readonly string[];
  /** Files made of the set as a whole, each of `<name>.hbs`. */
  readonly set: readonly string[];
  /** What the target calls each of Sigma's levels. */
  readonly levels: Readonly<Record<string, string | number>>;
  /** What the target has to be given: `cron`, a schedule that cron can say. */
  readonly needs: readonly string[];
  /** Settings that the target has nothing for: their paths. */
  readonly ignores: readonly string[];
  /** Kinds of tests that it can't hold, and why. */
  readonly cannot: Readonly<Record<string, string>>;
  /** What its target takes a value for only: by the path of the value, what it has to be like. */
  readonly wants: Readonly<Record<string, Want>>;
  /** Its target suppresses alerts of the same values of fields only, and of at most so many; null: as settings say. */
  readonly suppresses: number | null;
  /** What it can count of events itself; null: nothing, so that of rules that count it holds queries that do. */
  readonly counts: CountsHeld | null;
  /** Where its queries look for keywords; null: in every field. */
  readonly keywords: Keywords | null;
}
