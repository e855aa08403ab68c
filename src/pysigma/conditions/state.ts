import type { Yaml } from '../../yaml/document.ts';
import type { Draft } from '../draft.ts';
import type { Params } from '../params.ts';

export const orders = ['eq', 'ne', 'gte', 'gt', 'lte', 'lt'] as const;
export type Order = (typeof orders)[number];

/** How a value stands to another; values of different kinds are only unequal. */
export function stands(a: Yaml, order: Order, b: Yaml): boolean {
  if (order === 'eq') return a === b;
  if (order === 'ne') return a !== b;
  const isAlike = typeof a === typeof b && (typeof a === 'number' || typeof a === 'string');
  if (!isAlike) return false;
  const [x, y] = [a as number, b as number];
  return { gte: x >= y, gt: x > y, lte: x <= y, lt: x < y }[order];
}

/** Something that an earlier step has set. What was never set is neither equal nor unequal. */
export function readState(params: Params): (draft: Draft) => boolean {
  const key = params.text('key');
  const value = params.any('val');
  const order = params.oneOf('op', orders, 'eq');
  return ({ memory: { state } }) => state.has(key) && stands(state.get(key)!, order, value);
}
