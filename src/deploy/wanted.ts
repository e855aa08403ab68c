import type { Json } from './json.ts';

/** An object that the target should hold. */
export interface Wanted {
  /** What the target knows it by. */
  readonly name: string;
  readonly title: string;
  /** The name of the rule that it is made of; null: it is made of the set. */
  readonly rule: string | null;
  readonly source: string;
  /** What it holds, without a mark, laid out as `Live.body` is as far as that is known beforehand. */
  readonly body: Json;
  /** What the target is given with it when it is made, and nobody looks at afterwards. */
  readonly beside?: Json;
}
