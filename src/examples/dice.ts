/** Random choices that are the same in every run: what is shown of a rule does not change with the day. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 to `count - 1`: mulberry32, by Tommy Ettinger. */
  below(count: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  }

  pick<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }

  shuffled<T>(of: readonly T[]): T[] {
    const out = [...of];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  }
}

/** How much may be done; what is looked for longer is given up. */
export class Effort {
  private left: number;

  constructor(most: number) {
    this.left = most;
  }

  /** Whether there is anything left, once so much is taken. */
  spend(cost: number): boolean {
    this.left -= cost;
    return this.left > 0;
  }
}
