import { RE2JS } from 're2js';

/** What RE2 finds in a text: the group of that number, null where it finds nothing. */
export function regexOf(source: string, group: number): (text: string) => string | null {
  const compiled = RE2JS.compile(source);
  return (text) => {
    const matcher = compiled.matcher(text);
    return matcher.find() ? (matcher.group(group) ?? null) : null;
  };
}
