import { artifact } from './load.ts';
import { render } from './render.ts';

/** A page that says what a rule means, its queries, and why they are so. */
export const explanation = (values: object): string => render(artifact('explanation'), values);
