import { visible } from '../../diagnostic/diagnostic.ts';
import { few } from '../../diagnostic/few.ts';
import { fieldIn, type Index } from '../../mapping/index-fields.ts';

/** Indices that lack the field in which rules look for an event's time: none of their events is in any. */
export class Timeless {
  private readonly looked = new Map<readonly Index[], Set<string>>();
  private readonly found = new Map<string, Set<string>>();

  look(indices: readonly Index[], timestamp: string): void {
    const before = this.looked.get(indices) ?? new Set();
    this.looked.set(indices, before);
    if (before.has(timestamp)) return;
    before.add(timestamp);
    for (const index of indices) {
      if (fieldIn(index, timestamp).kind === 'leaves') continue;
      const names = this.found.get(timestamp) ?? new Set();
      this.found.set(timestamp, names.add(index.name));
    }
  }

  /** What is to be said of them, a line for each field. */
  get lines(): readonly string[] {
    return [...this.found].map(
      ([field, names]) =>
        `No event of ${few([...names].map(visible))} is in the time that is asked, for there is no field "${visible(field)}". The settings say which it is (timestamp); --since all asks for none.\n`,
    );
  }
}
