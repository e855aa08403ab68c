/** The stanzas of one of Splunk's .conf files: a line that ends with a backslash goes on in the next. */
export function readConf(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const stanzas = new Map<string, Map<string, string>>();
  let stanza = new Map<string, string>();
  for (const line of text.replace(/\\\n/g, '\0').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name] = /^\[(.*)\]$/s.exec(line) ?? [];
    if (name !== undefined) {
      if (stanzas.has(name)) throw new Error(`[${name}] stands twice`);
      stanza = new Map();
      stanzas.set(name, stanza);
      continue;
    }
    const [, key, value] = /^([^\s=][^=]*?)\s*=\s?(.*)$/s.exec(line) ?? [];
    if (key === undefined || stanzas.size === 0) throw new Error(`no setting: ${line}`);
    if (stanza.has(key)) throw new Error(`${key} stands twice`);
    stanza.set(key, value!.replace(/\0/g, '\n'));
  }
  return stanzas;
}
