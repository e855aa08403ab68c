import type { Diagnostic } from '../../../diagnostic/diagnostic.ts';
import type { Atom, Expr } from '../../../ir/expr.ts';
import { eachAtom } from '../../../ir/fold.ts';
import type { TypeOf } from '../../backend.ts';
import { hasOpenLookBehind } from './look-behind.ts';
import * as messages from './messages.ts';
import { hasHiddenSpace } from './pcre.ts';
import { isDefault, isSpeakable } from './quote.ts';

/** What SPL can't be asked as the rule has it, or not at all. */
export function remarks(when: Expr, typeOf: TypeOf = () => undefined): Diagnostic[] {
  const said: Diagnostic[] = [];
  const seen = new Set<string>();
  let last: string | null = null; // the values of a list follow each other
  const check = (field: string, { at }: Atom) => {
    if (field === last || seen.has(field)) return;
    seen.add(field);
    last = field;
    if (!isSpeakable(field)) said.push(messages.fieldName(field, at));
    // a pipeline that knows it means it
    if (isDefault(field) && !typeOf(field)) said.push(messages.defaultField(field, at));
  };
  let raw = false;
  eachAtom(when, (atom) => {
    if (atom.kind === 'keyword') {
      if (!raw) said.push(messages.raw(atom.at));
      raw = true;
      return;
    }
    if (atom.kind === 'regex' && hasOpenLookBehind(atom.regex))
      said.push(messages.openLookBehind(atom.at));
    if (atom.kind === 'regex' && hasHiddenSpace(atom.regex))
      said.push(messages.hiddenSpace(atom.at));
    check(atom.field, atom);
    if (atom.kind === 'sameAs') check(atom.other, atom);
  });
  return said;
}
