import Handlebars from 'handlebars';
import type { Artifact } from './artifact.ts';
import { finish } from './finish.ts';
import { helpers } from './helpers.ts';
import { templateOf } from './load.ts';

type Template = (values: unknown) => string;

const compiled = new Map<string, Template>();
const engine = Handlebars.create();
engine.registerHelper(helpers);
const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));

/**
 * An artifact's text for a rule, or its file of that name: of a rule's folder, or of the set. Handlebars escapes for HTML, and
 * prints nothing for what is missing: both are off, so a value that is neither there nor null is a
 * fault of the template's.
 *
 * @throws what Handlebars or the format has to say against the template
 */
export function render(artifact: Artifact, values: object, name: string | null = null): string {
  const key = `${artifact.folder.href} ${name}`;
  let template = compiled.get(key);
  if (!template) {
    template = engine.compile(templateOf(artifact, name), {
      noEscape: true,
      strict: true,
      knownHelpersOnly: true,
      knownHelpers,
    });
    compiled.set(key, template);
  }
  return finish(template(values), name ?? artifact.extension ?? '');
}
