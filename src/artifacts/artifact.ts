/** Text made of a template and what is known of a rule and its queries. */
export interface Artifact {
  readonly id: string;
  readonly title: string;
  /** The ending of a file with it, with its dot. */
  readonly extension: string;
  /** The folder with `template.<ending>.hbs`. */
  readonly folder: URL;
}
