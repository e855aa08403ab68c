import { type Command, commands, generating } from './commands.ts';
import { Cursor, SplFault } from './cursor.ts';
import { expandMacros, type Macros } from './macros.ts';
import { parseSearch } from './search-syntax.ts';

/**
 * A search as its commands; what Splunk would not take is thrown as an SplFault.
 *
 * Search Manual, "Anatomy of a search": commands are separated by `|`, and the first is search where
 * no other is named. https://help.splunk.com/splunk-enterprise/search/search-manual/10.0/using-the-search-app/anatomy-of-a-search
 * A command that makes events stands first, behind a `|`.
 */
export function parseSpl(text: string, macros: Macros = {}): readonly Command[] {
  const cursor = new Cursor(expandMacros(text, macros));
  const pipeline: Command[] = [];
  cursor.skip();
  if (cursor.isAtEnd) throw cursor.fault('an empty search');
  if (cursor.sees(/\|/)) {
    const name = nextCommand(cursor);
    if (!generating.has(name)) throw cursor.fault(`${name} can't be the first command`);
    pipeline.push(commands[name]!(cursor));
  } else {
    cursor.take(/search(?=[\s("])/);
    pipeline.push({ kind: 'search', when: parseSearch(cursor) });
  }
  for (;;) {
    cursor.skip();
    if (cursor.isAtEnd) return pipeline;
    if (!cursor.sees(/\|/)) throw cursor.fault('what does not belong here');
    const name = nextCommand(cursor);
    if (generating.has(name)) throw cursor.fault(`${name} has to be the first command`);
    pipeline.push(commands[name]!(cursor));
  }
}

function nextCommand(cursor: Cursor): string {
  cursor.take(/\|/);
  cursor.skip();
  const at = cursor.at;
  const name = cursor.take(/[A-Za-z]\w*/);
  if (name === null) throw new SplFault('a command is missing', at);
  if (!Object.hasOwn(commands, name)) throw new SplFault(`an unknown command: ${name}`, at);
  if (!cursor.sees(/\s|\(|$/)) throw cursor.fault('a space is missing');
  return name;
}
