import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { About, Artifact } from './artifact.ts';

/** The package's own templates: one folder for each artifact. */
const templates = new URL('../../templates/', import.meta.url);

/** What `explain` writes: a template like the others, of no artifact. */
export const page = 'explanation';

/** A folder of templates that can't be used as it is. */
export class BadTemplates extends Error {}

/**
 * Every artifact there is a template for, by name.
 *
 * @param folders of a user's own, which come before the package's
 * @throws BadTemplates
 */
export function artifacts(folders: readonly URL[] = []): readonly Artifact[] {
  const found = new Map<string, Artifact>();
  for (const folder of [...folders, templates])
    for (const id of idsIn(folder))
      if (id !== page && !found.has(id)) found.set(id, load(id, new URL(`${id}/`, folder)));
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The package's artifact of that name. */
export const artifact = (id: string): Artifact => load(id, new URL(`${id}/`, templates));

/** The text of one of an artifact's templates: a rule's, or that of a file of the set or of a rule's folder. */
export const templateOf = ({ folder, extension }: Artifact, name: string | null): string =>
  readFileSync(new URL(`${name ?? `template${extension}`}.hbs`, folder), 'utf8');

function idsIn(folder: URL): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^[\w-]+$/.test(entry.name))
      .map(({ name }) => name)
      .filter((name) => existsSync(new URL(`${name}/about.json`, folder)));
  } catch (error) {
    throw new BadTemplates(`${folder.pathname} can't be read: ${(error as Error).message}.`);
  }
}

function load(id: string, folder: URL): Artifact {
  const file = new URL('about.json', folder);
  let about: unknown;
  try {
    about = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BadTemplates(`${file.pathname} can't be read: ${(error as Error).message}.`);
  }
  const fault = faultIn(about);
  if (fault) throw new BadTemplates(`${file.pathname}: ${fault}.`);
  return { ...none, ...(about as Partial<About> & Pick<About, 'title'>), id, folder };
}

const none: Omit<About, 'title'> = {
  takes: [],
  extension: null,
  rule: [],
  set: [],
  levels: {},
  needs: [],
  ignores: [],
  cannot: {},
  wants: {},
  suppresses: null,
  counts: null,
  keywords: null,
};

type Tree = Readonly<Record<string, unknown>>;

/** What is wrong with an `about.json`; null where it can be used. */
function faultIn(about: unknown): string | null {
  if (typeof about !== 'object' || about === null || Array.isArray(about)) return 'it is no map';
  const { title, extension = '.txt', rule = [], set = [], suppresses = 1 } = about as Tree;
  if (typeof title !== 'string') return '"title" is to be a text';
  if (typeof extension !== 'string' || !/^\.[a-z][a-z0-9]*$/.test(extension))
    return '"extension" is to be an ending with its dot, in small letters';
  if (!isTexts(set) || !set.every((name) => /^[\w][\w.-]*$/.test(name)))
    return '"set" is to be a list of names of files';
  if (!isTexts(rule) || !rule.every((path) => /^\w[\w.-]*(?:\/\w[\w.-]*)*$/.test(path)))
    return '"rule" is to be a list of paths of files';
  if (rule.length > 0 && 'extension' in about)
    return 'a rule is a file with an "extension" or the files of "rule", not both';
  if (!Number.isInteger(suppresses)) return '"suppresses" is to be a number of fields';
  for (const key of ['takes', 'needs', 'ignores'] as const)
    if (key in about && !isTexts((about as Tree)[key])) return `"${key}" is to be a list of texts`;
  for (const key of ['levels', 'cannot', 'wants', 'counts'] as const) {
    const map = (about as Tree)[key] ?? {};
    if (typeof map !== 'object' || Array.isArray(map)) return `"${key}" is to be a map`;
  }
  const { wants = {}, keywords = { field: '', overlap: 0 } } = about as Tree;
  const { field, overlap } = (keywords ?? {}) as Tree;
  if (typeof field !== 'string' || !Number.isInteger(overlap))
    return '"keywords" is to have a "field" and the "overlap" of its pieces';
  if (!Object.values((wants ?? {}) as Tree).every(isWant))
    return '"wants" is to have a "pattern" and "what" that is for each value';
  return null;
}

function isWant(value: unknown): boolean {
  const { pattern, what } = (value ?? {}) as Tree;
  if (typeof pattern !== 'string' || typeof what !== 'string') return false;
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
