import type { Access } from '../evaluate.ts';
import { type Event, type Scalar, type Test, textOf } from '../event.ts';
import { lowerAscii } from '../text.ts';
import type { Sign } from './signs.ts';
import { Texts } from './texts.ts';

/** What is to be known of a field that some rule asks about. */
class Field {
  values: Scalar[] = [];
  /** In which event it had its values, and in which it was there. */
  valuedIn = -1;
  presentIn = -1;
  isPresenceAsked = false;
  valued: number | null = null;
  present: number | null = null;
  texts: Texts | null = null;
}

/** A place in events, reached from above by its key; places are kept, for events look alike. */
interface Step {
  readonly path: string;
  readonly below: Map<string, Step>;
  readonly field: Field | null;
  /** The fields that are there when a value stands here: this one, and those that it stands in. */
  readonly holders: readonly Field[];
}

/** Events of ever new keys must not fill the memory. */
const mostSteps = 100_000;

/**
 * One event at a time, walked through once: which signs are in it, and what its fields hold. All that is
 * asked about is said before the first event.
 */
export class Watch implements Access<Watch> {
  private readonly numbers = new Map<string, number>();
  private readonly fields = new Map<string, Field>();
  private readonly everywhere = new Texts();
  private areTextsAsked = false;
  private areValuesAsked = false;
  private values: Scalar[] = [];

  private steps = 0;
  private root = this.step('');
  /** The number of the event, and for each sign that of the last event with it. */
  private now = 0;
  private lastSeen: number[] = [];
  private seen: number[] = [];

  /** The number of a sign, which is watched for from now on. */
  sign(sign: Sign): number {
    const where = sign.kind === 'text' ? `${sign.where} ${JSON.stringify(sign.text)}` : '';
    const key = `${sign.kind} ${where} ${sign.field ?? ''} ${sign.field === null}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const id = this.lastSeen.push(-1) - 1;
    this.numbers.set(key, id);
    if (sign.kind !== 'text') {
      const field = this.field(sign.field);
      if (sign.kind === 'present') field.isPresenceAsked = true;
      field[sign.kind] = id;
    } else if (sign.field === null) {
      this.areTextsAsked = true;
      this.everywhere.add(id, sign);
    } else {
      const field = this.field(sign.field);
      field.texts ??= new Texts();
      field.texts.add(id, sign);
    }
    return id;
  }

  some(name: string): (event: Watch, test: Test) => boolean {
    const field = this.field(name);
    return (_, test) => {
      if (field.valuedIn !== this.now) return false;
      for (const value of field.values) if (test(value)) return true;
      return false;
    };
  }

  present(name: string): (event: Watch) => boolean {
    const field = this.field(name);
    field.isPresenceAsked = true;
    return () => field.presentIn === this.now;
  }

  anywhere(_: Watch, test: Test): boolean {
    return this.values.some(test);
  }

  /** That the values of all fields will be asked for. */
  keepValues(): void {
    this.areValuesAsked = true;
  }

  /** Looks at an event, and gives the signs in it, each once. */
  look(event: Event): readonly number[] {
    this.now++;
    this.seen = [];
    this.values = [];
    if (this.steps > mostSteps) {
      this.root = this.step('');
      this.steps = 0;
    }
    this.walk(event, this.root);
    return this.seen;
  }

  /** Whether a sign is in the event that was looked at last. */
  sees(id: number): boolean {
    return this.lastSeen[id] === this.now;
  }

  private field(name: string): Field {
    let field = this.fields.get(name);
    if (!field) {
      field = new Field();
      this.fields.set(name, field);
    }
    return field;
  }

  private step(path: string): Step {
    this.steps++;
    const holders: Field[] = [];
    for (let end = path.indexOf('.'); ; end = path.indexOf('.', end + 1)) {
      const holder = this.fields.get(end < 0 ? path : path.slice(0, end));
      if (holder?.isPresenceAsked) holders.push(holder);
      if (end < 0) break;
    }
    return { path, below: new Map(), field: this.fields.get(path) ?? null, holders };
  }

  private walk(node: unknown, step: Step): void {
    switch (typeof node) {
      case 'string':
      case 'number':
      case 'boolean':
        this.take(node, step);
        return;
      case 'object':
        if (node === null) return;
        if (Array.isArray(node)) {
          for (const item of node) this.walk(item, step);
          return;
        }
        for (const key of Object.keys(node)) {
          let below = step.below.get(key);
          if (!below) {
            below = this.step(step === this.root ? key : `${step.path}.${key}`);
            step.below.set(key, below);
          }
          this.walk((node as Event)[key], below);
        }
    }
  }

  private take(value: Scalar, { field, holders }: Step): void {
    for (const holder of holders) {
      if (holder.presentIn === this.now) continue;
      holder.presentIn = this.now;
      if (holder.present !== null) this.see(holder.present);
    }
    if (this.areValuesAsked) this.values.push(value);
    if (field) {
      if (field.valuedIn !== this.now) {
        field.valuedIn = this.now;
        field.values = [];
        if (field.valued !== null) this.see(field.valued);
      }
      field.values.push(value);
    }
    if (!field?.texts && !this.areTextsAsked) return;
    const text = lowerAscii(textOf(value));
    field?.texts?.find(text, this.see);
    if (this.areTextsAsked) this.everywhere.find(text, this.see);
  }

  private readonly see = (id: number): void => {
    if (this.lastSeen[id] === this.now) return;
    this.lastSeen[id] = this.now;
    this.seen.push(id);
  };
}
