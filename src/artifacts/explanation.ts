import { artifact } from './load.ts';
import { render } from './render.ts';

let page: ReturnType<typeof artifact> | undefined;

/** A page that says what a rule means, its queries, and why they are so. */
export function explanation(values: object): string {
  page ??= artifact('explanation');
  return render(page, values);
}
