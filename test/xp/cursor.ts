import { type Token, tokensOf, XpFault } from './tokens.ts';

/** Goes over the tokens of a text. */
export class Cursor {
  readonly source: string;
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(source: string, strict: boolean) {
    this.source = source;
    this.tokens = tokensOf(source, strict);
  }

  get here(): Token {
    return this.tokens[this.next]!;
  }

  get isAtEnd(): boolean {
    return this.here.kind === 'end';
  }

  take(): Token {
    const token = this.here;
    if (token.kind !== 'end') this.next++;
    return token;
  }

  /** Whether a word, or a sign, is next. */
  is(...texts: readonly string[]): boolean {
    const { kind, text } = this.here;
    return (kind === 'word' || kind === 'sign') && texts.includes(text);
  }

  takeIf(text: string): boolean {
    const is = this.is(text);
    if (is) this.next++;
    return is;
  }

  expect(text: string): void {
    if (!this.takeIf(text)) this.fail(text);
  }

  word(): string {
    const { kind, text } = this.here;
    if (kind !== 'word') this.fail('a name');
    this.next++;
    return text;
  }

  fail(wanted: string): never {
    const { at } = this.here;
    throw new XpFault(`${wanted} is wanted at ${this.source.slice(at, at + 40) || 'the end'}`);
  }
}
