import { artifact, page } from './load.ts';
import { render } from './render.ts';

let loaded: ReturnType<typeof artifact> | undefined;

/** A page that says what a rule means, its queries, and why they are so. */
export function explanation(values: object): string {
  loaded ??= artifact(page);
  return render(loaded, values);
}
