import { isError } from '../../diagnostic/diagnostic.ts';
import type { Span } from '../../diagnostic/source.ts';
import type { Expr } from '../../ir/expr.ts';
import { type Backend, type Known, type Query, refused, type TypeOf } from '../backend.ts';
import { Filter } from '../kit/maxpatrol/filter.ts';
import { dialectOf } from './dialect.ts';
import type { Letters } from './texts.ts';

/**
 * The condition of MaxPatrol SIEM's event filter, in PDQL. No grammar of it is public and no server was
 * at hand: only forms that have been seen in use are written, and what is not known of them is made
 * not to matter, or told.
 * https://help.ptsecurity.com/ru-RU/projects/siem/8.0/help/1628821899,
 * https://teletype.in/@thxpluxury/9RAc2CwiFVd (`contains`, `endswith`, `in [...]`, `= null`, `!= null`),
 * https://github.com/Security-Experts-Community/siem-monkey customfilters.json (`msgid in [..]`, `!(...)`)
 */
export const maxpatrolPdql: Backend = {
  id: 'maxpatrol-pdql',
  title: 'MaxPatrol SIEM event filter (PDQL)',
  extension: '.pdql',
  pipeline: 'maxpatrol',
  assumptions: [{ name: 'pdql-case', answers: ['ignored', 'told'] }],
  write,
};

const nothingKnown: TypeOf = () => undefined;

function write(when: Expr, _at: Span, { typeOf = nothingKnown, assumed }: Known = {}): Query {
  const letters = (assumed?.get('pdql-case') as Letters | undefined) ?? 'unknown';
  const filter = new Filter(dialectOf(letters), typeOf);
  const query = filter.write(when);
  const diagnostics = [...filter.diagnostics.values()];
  if (diagnostics.some(isError)) return refused(diagnostics);
  return { query, fidelity: filter.exact ? 'exact' : 'wider', diagnostics };
}
