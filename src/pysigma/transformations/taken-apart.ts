import type { Atom, Expr, Keyword, Match } from '../../ir/expr.ts';
import { type Piece, pattern, text } from '../../ir/pattern.ts';
import * as messages from '../messages.ts';
import { type Item, isAtom, type Node } from '../node.ts';
import { readRegex } from '../python/regex.ts';
import { isText, parsed, plain, Spelled } from '../texts.ts';
import type { Transformations } from './transformation.ts';
import { numberOf } from './values.ts';

/** Which algorithm makes hashes of so many digits. */
const byLength: Readonly<Record<number, string>> = {
  32: 'MD5',
  40: 'SHA1',
  64: 'SHA256',
  128: 'SHA512',
};

/** What makes several fields of one field's values. */
export const takenApart: Transformations = {
  /** `Hashes: [SHA1=5f.., MD5=98..]` becomes `FileSHA1: 5f..` or `FileMD5: 98..`. */
  hashes_fields: (params) => {
    const algorithms = params.texts('valid_hash_algos');
    const prefix = params.optionalText('field_prefix') ?? '';
    const isBare = params.bool('drop_algo_prefix');
    const fields = params.optionalTexts('field_to_parse') ?? ['Hashes', 'Hash'];
    if (isBare && prefix === '') params.report(messages.noHashField(params.at('drop_algo_prefix')));
    return (draft, scope) =>
      draft.change(scope, (item) => {
        const texts = textsOf(item);
        if (item.field === null || !fields.includes(item.field) || !texts) return undefined;
        const byField = new Map<string, Expr[]>();
        for (const { written, atom } of texts) {
          const { algorithm, hash } = hashIn(written);
          if (!algorithms.includes(algorithm)) {
            draft.say(messages.noAlgorithm(written, algorithms, atom.at));
            continue;
          }
          const field = prefix + (isBare ? '' : algorithm);
          byField.set(field, [...(byField.get(field) ?? []), testOf(field, parsed(hash), atom)]);
        }
        if (byField.size === 0) {
          draft.say(messages.noHashes(algorithms, item.at));
          return undefined;
        }
        return joined(
          item,
          [...byField].map(([field, values]) => ({ ...item, field, values })),
        );
      });
  },
  /** `reg: Dword:7` by `(?P<type>\w+):(?P<value>\d+)` becomes `reg.type: Dword` and `reg.value: 7`. */
  extract_fields: (params) => {
    const regex = readRegex(params, 'regex', 'start');
    const prefix = params.optionalText('field_prefix') ?? '';
    const isKept = params.bool('preserve_unmatched');
    if (regex.names.size === 0 && params.map.regex !== undefined)
      params.report(messages.noGroups(params.at('regex')));
    return (draft, scope) =>
      draft.change(scope, (item) => {
        const texts = textsOf(item);
        if (!texts) return undefined;
        const nodes = texts.flatMap(({ written, atom }): readonly Node[] => {
          const spelled = new Spelled(atom.pattern);
          const [found] = regex.matches(spelled.written);
          if (!found) {
            if (!isKept) draft.say(messages.notExtracted(written, atom.at));
            return isKept ? [{ ...item, values: [atom] }] : [];
          }
          const items = [...regex.names].flatMap(([name, number]): readonly Item[] => {
            const [start, end] = found.at[number] ?? [0, 0];
            if (start === end) return [];
            const group = spelled.part(start, end);
            const field = prefix === '' ? name : `${prefix}.${name}`;
            return [{ ...item, field, all: false, values: [converted(field, group, atom)] }];
          });
          return items.length === 0
            ? []
            : [items.length === 1 ? items[0]! : { kind: 'and', items }];
        });
        return nodes.length === 0 ? undefined : joined(item, nodes);
      });
  },
};

/** The item's values, if all of them are texts. */
function textsOf({ values }: Item): readonly { written: string; atom: Match | Keyword }[] | null {
  const atoms = values.flatMap((value): readonly Expr[] =>
    value.kind === 'or' ? value.items : [value],
  );
  if (!atoms.every((atom) => isAtom(atom) && isText(atom))) return null;
  return (atoms as readonly (Match | Keyword)[]).map((atom) => ({
    written: plain(atom.pattern),
    atom,
  }));
}

const joined = ({ all }: Item, items: readonly Node[]): Node =>
  items.length === 1 ? items[0]! : { kind: all ? 'and' : 'or', items };

const testOf = (field: string, of: ReturnType<typeof parsed>, { at }: Atom): Expr => ({
  kind: 'match',
  field,
  pattern: of,
  cased: false,
  at,
});

function hashIn(written: string): { algorithm: string; hash: string } {
  const parts = written.split(written.includes('|') ? '|' : '=');
  const trim = (text: string) => text.replace(/^[*?]+|[*?]+$/g, '');
  if (parts.length === 2)
    return { algorithm: parts[0]!.replace(/^\*+/, '').toUpperCase(), hash: trim(parts[1]!) };
  const hash = trim(parts[0]!);
  return { algorithm: byLength[hash.length] ?? '', hash };
}

/** A group as a value: nothing, a number where it would be written the same again, or a text. */
function converted(field: string, group: readonly (Piece | string)[], { at }: Atom): Expr {
  const of = pattern(group.map((part) => (typeof part === 'string' ? text(part) : part)));
  const [only] = of;
  const written = of.length === 1 && only?.kind === 'text' ? only.text : '';
  if (/^(?:null|none)$/i.test(written)) return { kind: 'null', field, at };
  const number = /^0./.test(written) ? null : numberOf(written);
  if (number !== null) return { kind: 'number', field, value: number, at };
  return { kind: 'match', field, pattern: of, cased: false, at };
}
