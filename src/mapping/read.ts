import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { readCaps } from './field-caps.ts';
import type { Index } from './index-fields.ts';
import { isTree, type Tree } from './json.ts';
import { readMapping } from './mapping.ts';
import * as messages from './messages.ts';

/**
 * The indices that a file or an answer tells of: what `GET INDEX`, `GET INDEX/_mapping` or
 * `GET INDEX/_field_caps?fields=*` say, or the body that an index was made with.
 *
 * @param path what the text is called where something is wrong with it
 */
export function readIndices(
  text: string,
  path: string,
): { readonly indices: readonly Index[]; readonly fault?: Diagnostic } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { indices: [], fault: messages.notJson(path, (error as Error).message) };
  }
  if (!isTree(value)) return { indices: [], fault: messages.noMapping(path) };
  return readAnswer(value, path);
}

/** The indices that an answer of a cluster tells of. */
export function readAnswer(
  answer: Tree,
  path: string,
): { readonly indices: readonly Index[]; readonly fault?: Diagnostic } {
  const none = (fault: Diagnostic) => ({ indices: [], fault });
  if (isTree(answer.fields) && (Array.isArray(answer.indices) || !isTree(answer.fields.mappings)))
    return { indices: readCaps(answer) };
  const given = isTree(answer.mappings) ? { [nameless]: answer } : answer;
  const indices: Index[] = [];
  for (const [name, body] of Object.entries(given)) {
    if (!isTree(body) || !isTree(body.mappings)) return none(messages.noMapping(path));
    const index = readMapping(name, body.mappings, isTree(body.settings) ? body.settings : {});
    if (!index) return none(messages.tooDeep(path));
    indices.push(index);
  }
  return indices.length === 0 ? none(messages.noIndex(path)) : { indices };
}

/** An index that a file tells of without its name. */
const nameless = '';
