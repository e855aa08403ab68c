import { levels, statuses } from '../../ir/rule.ts';
import type { Yaml } from '../../yaml/document.ts';
import type { Draft } from '../draft.ts';
import * as messages from '../messages.ts';
import type { Params } from '../params.ts';
import { orders, stands } from './state.ts';

const ops = [...orders, 'in', 'not_in'] as const;
type Op = (typeof ops)[number];

/** How an attribute is compared: texts only as equal, dates and ranks in their order, lists by what they hold. */
type Kind = 'text' | 'date' | 'rank' | 'list';

/** The rule's attributes that can be asked for, and where `About` has them. */
const attributes: Readonly<Record<string, Kind>> = {
  title: 'text',
  id: 'text',
  name: 'text',
  taxonomy: 'text',
  description: 'text',
  author: 'text',
  license: 'text',
  date: 'date',
  modified: 'date',
  level: 'rank',
  status: 'rank',
  tags: 'list',
  references: 'list',
  fields: 'list',
  falsepositives: 'list',
  scope: 'list',
};

/** Maps, which can't be compared. */
const maps = ['logsource', 'detection', 'related', 'custom_attributes'];

const ranks: Readonly<Record<string, readonly string[]>> = {
  level: levels,
  status: statuses.toReversed(),
};

/** What a rule says about itself: its title, its level, or a key of its own. */
export function readAttribute(params: Params): (draft: Draft) => boolean {
  const name = params.text('attribute');
  const value = params.any('value');
  const op = params.oneOf<Op>('op', ops, 'eq');
  const kind = Object.hasOwn(attributes, name) ? attributes[name]! : null;
  const fits =
    kind === null || kind === 'list'
      ? true
      : kind === 'text'
        ? op === 'eq' || op === 'ne'
        : op !== 'in' && op !== 'not_in';
  if (maps.includes(name)) params.report(messages.mapAttribute(name, params.at('attribute')));
  else if (!fits) params.report(messages.badOp(op, name, params.at('op')));
  else if (kind === 'rank' && !ranks[name]!.includes(String(value).toLowerCase()))
    params.bad('value', `one of ${ranks[name]!.join(', ')}`);
  else if (kind === 'date' && !/^\d{4}-\d\d-\d\d$/.test(String(value)))
    params.bad('value', 'a date such as 2026-01-31');
  return (draft) => {
    const own = attributeOf(draft, name);
    if (own === undefined) return false;
    if (Array.isArray(own)) {
      if (op === 'in' || op === 'not_in') return own.includes(value as never) === (op === 'in');
      return op === 'ne';
    }
    if (op === 'in' || op === 'not_in') return false;
    if (kind === 'rank') {
      const rank = (of: Yaml) => ranks[name]!.indexOf(String(of).toLowerCase());
      return stands(rank(own), op, rank(value));
    }
    if (kind === 'date') return stands(String(own).replaceAll('/', '-'), op, value);
    return stands(own, op, typeof own === 'number' ? Number(value) : value);
  };
}

function attributeOf({ about, name: of }: Draft, name: string): Yaml | undefined {
  const known: Readonly<Record<string, unknown>> = {
    ...about,
    falsepositives: about.falsePositives,
    title: of.title ?? undefined,
    id: of.id ?? undefined,
  };
  if (Object.hasOwn(attributes, name)) return known[name] as Yaml | undefined;
  return Object.hasOwn(about.custom, name) ? (about.custom[name] as Yaml) : undefined;
}
