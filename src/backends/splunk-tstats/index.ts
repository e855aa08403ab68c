import { type Diagnostic, isError } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import { and } from '../../ir/build.ts';
import type { Expr } from '../../ir/expr.ts';
import { fieldsOf } from '../../ir/fields.ts';
import { eachAtom } from '../../ir/fold.ts';
import { type Backend, type Known, type Query, refused } from '../backend.ts';
import { baseOf } from '../kit/splunk/base.ts';
import { quote, whereField } from '../kit/splunk/quote.ts';
import { remarks } from '../kit/splunk/remarks.ts';
import { Where } from '../kit/splunk/where.ts';
import { type OfDataset, ofDataset } from './dataset.ts';
import { hasSeveral, isFieldOf, renamed, withoutPrefix } from './fields.ts';
import { inWhere } from './in-where.ts';
import * as messages from './messages.ts';

/**
 * Splunk's `tstats` over data models: what its WHERE clause can say, which the summaries of accelerated models
 * serve, and behind it one `where` over the fields that it gives. Written from Splunk's documentation;
 * there is no Splunk to check it against.
 * https://help.splunk.com/en/splunk-enterprise/spl-search-reference/10.0/search-commands/tstats
 */
export const splunkTstats: Backend = {
  id: 'splunk-tstats',
  title: 'Splunk SPL over data models (tstats)',
  extension: '.spl',
  pipeline: 'splunk-datamodel',
  write,
};

/** What stands for nothing in the fields that results are grouped by: without it, tstats drops such events. */
const nothing = '<none>';

function write(when: Expr, at: Span, { typeOf }: Known = {}): Query {
  const of = ofDataset(when);
  if (!of) return refused([messages.noDataset(at)]);
  const said = [...remarks(of.when, typeOf), ...faults(of)];
  if (said.some(isError)) return refused(said);
  const { text, rest } = baseOf(of.when, inWhere);
  const told = rest.filter((item) => !hasSeveral(item));
  for (const item of rest)
    if (hasSeveral(item)) said.push(messages.severalValues(fieldsOf(item)[0]!, at));
  const where = new Where();
  const filter = told.length > 0 && where.write(renamed(and(told), of.name));
  if (where.diagnostics.some(isError)) return refused([...said, ...where.diagnostics]);
  const asked = fieldsOf(and(told)).map((field) => whereField(withoutPrefix(field, of.name)));
  const emptied = asked.map((field) => `${field}=nullif(${field}, ${quote(nothing)})`);
  const steps = [
    search(of, text),
    ...(emptied.length > 0 ? [`eval ${emptied.join(', ')}`] : []),
    ...(filter ? [`where ${filter}`] : []),
  ];
  return {
    query: steps.join(' | '),
    fidelity: where.exact && told.length === rest.length ? 'exact' : 'wider',
    diagnostics: [...said, ...where.diagnostics],
  };
}

function search({ model, name, when }: OfDataset, where: string | null): string {
  const by = new Set([`${name}.dest`, ...fieldsOf(when)]);
  return [
    `| tstats summariesonly=false allow_old_summaries=true fillnull_value=${quote(nothing)}`,
    `count min(_time) as firstTime max(_time) as lastTime from datamodel=${model}`,
    ...(where === null ? [] : [`where ${where}`]),
    `by ${[...by].join(' ')} | rename "${name}.*" AS "*"`,
  ].join(' ');
}

/** What a data set has no field for. */
function faults({ model, name, when }: OfDataset): readonly Diagnostic[] {
  const said: Diagnostic[] = [];
  eachAtom(when, (atom) => {
    if (atom.kind === 'keyword') said.push(messages.keyword(atom.at));
    else
      for (const field of 'other' in atom ? [atom.field, atom.other] : [atom.field])
        if (!isFieldOf(name, field)) said.push(messages.otherField(field, model, atom.at));
  });
  return said;
}
