import fc from 'fast-check';

/**
 * Decisions that depend on what was decided before, made from numbers that fast-check shrinks. When
 * none are left each is the first choice, so the first choice ought to be the plainest.
 */
export class Choices {
  private readonly numbers: readonly number[];
  private used = 0;

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    return (this.numbers[this.used++] ?? 0) % count;
  }

  pick<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }

  /** Once in so many times; never, when no numbers are left. */
  oneIn(times: number): boolean {
    return this.below(times) === times - 1;
  }
}

/** Numbers for one `Choices`, which is used up: make it where it is used. */
export const numbers = fc.noBias(fc.array(fc.nat(0xffff), { maxLength: 120, size: 'max' }));
