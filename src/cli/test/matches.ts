/** An event that was found: the number of its file, and the line (from 1) where it begins. */
export interface Match {
  readonly file: number;
  readonly line: number;
}

/** So many places are kept for all rules together; behind them, events are only counted. */
export const mostKept = 10_000_000;

/** Which events each rule found, in little memory. */
export class Matches {
  private readonly places: number[][];
  private readonly counts: number[];
  private kept = 0;

  constructor(rules: number) {
    this.places = Array.from({ length: rules }, () => []);
    this.counts = Array.from({ length: rules }, () => 0);
  }

  add(rule: number, file: number, line: number): void {
    this.counts[rule]!++;
    if (this.kept++ < mostKept) this.places[rule]!.push(file, line);
  }

  count(rule: number): number {
    return this.counts[rule]!;
  }

  /** Whether there are more than could be kept. */
  get isCut(): boolean {
    return this.kept > mostKept;
  }

  *of(rule: number): Iterable<Match> {
    const places = this.places[rule]!;
    for (let i = 0; i < places.length; i += 2) yield { file: places[i]!, line: places[i + 1]! };
  }
}
