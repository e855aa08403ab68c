import { yaml } from '../yaml/write.ts';
import { conf, confText, token } from './formats/conf.ts';
import { json } from './formats/json.ts';
import { cell, code, md, words } from './formats/markdown.ts';
import { mustache } from './formats/mustache.ts';
import { toml } from './formats/toml.ts';
import { xp, xpWords } from './formats/xp.ts';
import { xpLines } from './formats/xp-lines.ts';

/*
 * Every value in a template goes through one of these: each writes a value so that the format it
 * stands in can't take it for anything else.
 */
export const helpers = {
  json,
  mustache,
  conf,
  confText,
  token,
  yaml,
  toml,
  xp,
  xpWords,
  xpLines,
  md,
  code,
  cell,
  words,
  /** What stands in the block, JSON, as a text in JSON. */
  jsonText(this: unknown, options: { readonly fn: (context: unknown) => string }): string {
    return json(JSON.stringify(JSON.parse(options.fn(this))));
  },
  /** Text made of texts, for another helper: `{{json (text name ": " title)}}`. */
  text: (...parts: readonly unknown[]): string => parts.slice(0, -1).join(''),
  /** Texts, each in a line of its own. */
  lines: (...parts: readonly unknown[]): string => parts.slice(0, -1).join('\n'),
} as const;
