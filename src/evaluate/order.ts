import type { Order } from '../ir/expr.ts';

export function holds(order: 'eq' | Order, sign: number): boolean {
  switch (order) {
    case 'eq':
      return sign === 0;
    case 'lt':
      return sign < 0;
    case 'lte':
      return sign <= 0;
    case 'gt':
      return sign > 0;
    case 'gte':
      return sign >= 0;
  }
}
