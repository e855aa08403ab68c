import { readdirSync, readFileSync } from 'node:fs';
import type { Artifact } from './artifact.ts';

/** The package's own templates: one folder for each artifact. */
const templates = new URL('../../templates/', import.meta.url);

/** Every artifact there is a template for, by name. */
export const artifacts = (): readonly Artifact[] =>
  readdirSync(templates, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => artifact(name))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** The artifact of that name, as its `about.json` describes it. */
export function artifact(id: string): Artifact {
  const folder = new URL(`${id}/`, templates);
  const about = readFileSync(new URL('about.json', folder), 'utf8');
  return { id, folder, ...(JSON.parse(about) as { title: string; extension: string }) };
}

/** The text of an artifact's template. */
export const templateOf = ({ folder, extension }: Artifact): string =>
  readFileSync(new URL(`template${extension}.hbs`, folder), 'utf8');
