/** What Splunk would say against a search, and where in its text. */
export class SplFault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(`${message} (at ${at})`);
    this.at = at;
  }
}

/** A place in the text of a search. Sticky regular expressions take what stands there. */
export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What stands here, taken; or null, and nothing taken. */
  take(pattern: RegExp): string | null {
    const sticky = stickyOf(pattern);
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text);
    if (!found) return null;
    this.at += found[0].length;
    return found[0];
  }

  sees(pattern: RegExp): boolean {
    const at = this.at;
    const found = this.take(pattern) !== null;
    this.at = at;
    return found;
  }

  /**
   * White space, and comments between three backticks.
   * Search Manual, "Add comments to searches",
   * https://docs.splunk.com/Documentation/Splunk/9.4.0/Search/Comments
   */
  skip(): void {
    while (this.take(/\s+/) !== null || this.sees(/```/)) {
      if (!this.sees(/```/)) continue;
      const from = this.at;
      if (this.take(/```(?:(?!```)[\s\S])*```/) === null)
        throw new SplFault('an open comment', from);
    }
  }

  /** Takes a word or a sign, with the space before it. */
  takeNext(pattern: RegExp): string | null {
    const from = this.at;
    this.skip();
    const found = this.take(pattern);
    if (found === null) this.at = from;
    return found;
  }

  seesNext(pattern: RegExp): boolean {
    const from = this.at;
    const found = this.takeNext(pattern) !== null;
    this.at = from;
    return found;
  }

  need(pattern: RegExp, what: string): string {
    const found = this.takeNext(pattern);
    if (found !== null) return found;
    this.skip();
    throw this.fault(`${what} is missing`);
  }

  fault(message: string, at = this.at): SplFault {
    return new SplFault(message, at);
  }
}

const stickies = new Map<string, RegExp>();

/** By its text: a literal in a function is another object each time. */
function stickyOf({ source, flags }: RegExp): RegExp {
  const key = `${flags}/${source}`;
  let sticky = stickies.get(key);
  if (!sticky) {
    sticky = new RegExp(source, `${flags}y`);
    stickies.set(key, sticky);
  }
  return sticky;
}
