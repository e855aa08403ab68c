import { compares, type Fields, inNetwork } from './fields.ts';
import { Reader, unquoted } from './reader.ts';

/*
 * https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/search
 */

type Search = (fields: Fields) => boolean;

export const readSearch = (text: string): Search => new SearchReader(text).all();

/** NOT binds tightest, then OR, then AND, which nothing stands for. */
class SearchReader extends Reader {
  constructor(text: string) {
    super(text, /"(?:[^"\\]|\\.)*"|<=|>=|[=<>(),]|[^\s"'=<>(),|[\]`]+/);
  }

  all(): Search {
    return this.end(this.and());
  }

  private and(): Search {
    const parts = [this.or()];
    while (this.next !== undefined && this.next !== ')') parts.push(this.or());
    return (fields) => parts.every((part) => part(fields));
  }

  private or(): Search {
    const parts = [this.not()];
    while (this.takes('OR')) parts.push(this.not());
    return (fields) => parts.some((part) => part(fields));
  }

  private not(): Search {
    if (this.takes('NOT')) {
      const item = this.not();
      return (fields) => !item(fields);
    }
    if (!this.takes('(')) return this.term();
    const inner = this.and();
    this.take(')');
    return inner;
  }

  private term(): Search {
    const name = this.take();
    if (/^(?:OR|AND|IN|[=<>,)]+)$/.test(name)) throw new Error(`${name} was not expected`);
    const field = unquoted(name);
    const some = (is: (text: string) => boolean) => (fields: Fields) => fields(field).some(is);
    if (this.takes('IN')) {
      this.take('(');
      const values = [this.value()];
      while (this.takes(',')) values.push(this.value());
      this.take(')');
      return some((text) => values.some((is) => is(text)));
    }
    if (this.takes('=')) return some(this.value());
    if (/^[<>]/.test(this.next ?? '')) {
      const [sign, bound] = [this.take(), this.take()];
      return some((text) => compares(text, sign, bound));
    }
    const inRaw = wildcard(`*${field}*`);
    return (fields) => fields('_raw').some(inRaw);
  }

  private value(): (text: string) => boolean {
    const value = unquoted(this.take());
    const isNetwork = /^[\da-f.:]+\/\d+$/i.test(value);
    return isNetwork ? (text) => inNetwork(value, text) : wildcard(value);
  }
}

/** The value with `*` for any run, whatever the case; there is no escape. */
function wildcard(value: string): (text: string) => boolean {
  const parts = value.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const whole = new RegExp(`^${parts.join('[^]*')}$`, 'i');
  return (text) => whole.test(text);
}
