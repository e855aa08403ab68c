/** Words and signs in their order; what is neither is an error, such as a bracket or a backtick. */
export class Reader {
  private at = 0;
  private readonly tokens: string[] = [];

  constructor(text: string, token: RegExp) {
    const next = new RegExp(`\\s*(${token.source}|$)\\s*`, 'y');
    while (next.lastIndex < text.length) {
      const found = next.exec(text);
      if (!found) throw new Error(`what Splunk does not read so: ${text}`);
      this.tokens.push(found[1]!);
    }
  }

  protected get next(): string | undefined {
    return this.tokens[this.at];
  }

  protected take(wanted?: string): string {
    const token = this.tokens[this.at++];
    if (token === undefined || (wanted !== undefined && token !== wanted))
      throw new Error(`${wanted ?? 'something'} expected, not ${token}`);
    return token;
  }

  protected takes(wanted: string): boolean {
    if (this.next !== wanted) return false;
    this.at++;
    return true;
  }

  protected end<T>(read: T): T {
    if (this.next !== undefined) throw new Error(`${this.next} was not expected`);
    return read;
  }
}

/** What stands in double quotes; a backslash takes what is behind it as it is. */
export const unquoted = (token: string): string =>
  token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/gs, '$1') : token;
