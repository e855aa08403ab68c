import { SplFault } from './cursor.ts';

/**
 * What the backticks in a search stand for: `name` or `name(n)`, n the number of its arguments, to the
 * text, in which `$argument$` is filled.
 */
export type Macros = Readonly<Record<string, Macro>>;
export interface Macro {
  readonly args: readonly string[];
  readonly definition: string;
}

/**
 * Knowledge Manager Manual, "Use search macros in searches": the name stands between backticks; a
 * macro may hold others; inside of quoted values none is expanded.
 * https://help.splunk.com/en/splunk-enterprise/manage-knowledge-objects/knowledge-management-manual/10.0/search-macros
 */
export function expandMacros(text: string, macros: Macros, depth = 0): string {
  if (!text.includes('`')) return text;
  return text.replace(
    /"(?:[^"\\]|\\[\s\S])*"|```(?:(?!```)[\s\S])*```|```|`([^`]*)`|`/g,
    (all: string, inside: string | undefined, at: number) => {
      if (all.startsWith('"') || all.startsWith('```')) return all;
      if (inside === undefined) throw new SplFault('an open backtick', at);
      if (depth > 100) throw new SplFault('macros without end', at);
      const found = /^([\w-]+)(?:\((.*)\))?$/s.exec(inside.trim());
      if (!found) throw new SplFault(`no name of a macro: ${inside}`, at);
      const given = found[2] === undefined ? [] : argumentsOf(found[2]);
      const name = found[2] === undefined ? found[1]! : `${found[1]}(${given.length})`;
      if (!Object.hasOwn(macros, name)) throw new SplFault(`an unknown macro: ${name}`, at);
      const { args, definition } = macros[name]!;
      const filled = definition.replace(/\$(\w+)\$/g, (whole, arg: string) => {
        const place = args.indexOf(arg);
        return place < 0 ? whole : given[place]!;
      });
      return expandMacros(filled, macros, depth + 1);
    },
  );
}

const argumentsOf = (text: string): readonly string[] =>
  (text.match(/(?:"(?:[^"\\]|\\[\s\S])*"|[^,])+/g) ?? []).map((argument) => {
    const trimmed = argument.trim();
    return /^".*"$/s.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
  });
