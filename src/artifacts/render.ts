import Handlebars from 'handlebars';
import type { Artifact } from './artifact.ts';
import { helpers } from './helpers.ts';
import { templateOf } from './load.ts';

type Template = (values: unknown) => string;

const compiled = new Map<string, Template>();

/**
 * The artifact's text. Handlebars escapes for HTML, and prints nothing for what is missing: both are
 * off, so a value that is neither there nor null is a fault of the template's.
 */
export function render(artifact: Artifact, values: object): string {
  let template = compiled.get(artifact.id);
  if (!template) {
    const engine = Handlebars.create();
    engine.registerHelper(helpers);
    template = engine.compile(templateOf(artifact), {
      noEscape: true,
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
    });
    compiled.set(artifact.id, template);
  }
  return template(values);
}
