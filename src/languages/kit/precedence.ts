/** An operator between operands: tighter ones have higher binding. */
export interface Operator<T> {
  readonly binding: number;
  /** Joins the operands of a whole run: `a or b or c` is one join of three. */
  readonly join: (operands: readonly T[]) => T;
}

/**
 * Precedence climbing: operands and the operators between them, until `operator` finds none.
 *
 * @param operand reads one operand, prefixes included
 * @param operator looks at what comes next, and takes it only when its binding is at least `least`
 */
export function climb<T>(
  operand: () => T,
  operator: (least: number) => Operator<T> | null,
  least = 0,
): T {
  let left = operand();
  let next = operator(least);
  while (next) {
    const { binding, join } = next;
    const run = [left];
    do {
      run.push(climb(operand, operator, binding + 1));
      next = operator(least);
    } while (next?.binding === binding);
    left = join(run);
  }
  return left;
}
