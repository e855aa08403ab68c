/**
 * The stanzas of one of Splunk's .conf files that an artifact is: a line that ends with a backslash goes on in
 * the next, which is set in by two spaces.
 * https://docs.splunk.com/Documentation/Splunk/latest/Admin/Howtoeditaconfigurationfile
 */
export function stanzasOf(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const stanzas = new Map<string, Map<string, string>>();
  let stanza = new Map<string, string>();
  for (const line of text.replace(/\\\n {0,2}/g, '\0').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name] = /^\[(.*)\]$/.exec(line) ?? [];
    const at = line.indexOf('=');
    if (name !== undefined) {
      stanza = new Map();
      stanzas.set(name, stanza);
    } else if (at > 0 && stanzas.size > 0) {
      stanza.set(
        line.slice(0, at).trim(),
        line
          .slice(at + 1)
          .trim()
          .replaceAll('\0', '\n'),
      );
    } else throw new Error(`An artifact has a line that is no setting: ${line}`);
  }
  return stanzas;
}
