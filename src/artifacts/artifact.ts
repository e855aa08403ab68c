/** Text made of a template and what is known of a rule and its query, or of a set of rules. */
export interface Artifact extends About {
  readonly id: string;
  /** The folder with its templates. */
  readonly folder: URL;
}

/** What an artifact's `about.json` says of it. */
export interface About {
  readonly title: string;
  /** The query languages it can hold, the usual first; none: it holds no query. */
  readonly takes: readonly string[];
  /** The ending of a rule's file, with its dot, made of `template.<ending>.hbs`; null: a rule has none. */
  readonly extension: string | null;
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
  /** The field in which it holds all texts of an event, where its queries look for keywords; null: in every field. */
  readonly keywords: string | null;
}
