import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { didYouMean } from '../diagnostic/closest.ts';
import { placeOf } from '../diagnostic/source.ts';
import { isYamlMap, Place, readDocuments } from '../yaml/document.ts';
import { BadConnection } from './connection.ts';

const isFile: ReadonlySet<string> = new Set(['ca', 'cert', 'key']);

/**
 * What a profile or the environment may say of a connection. `ca`, `cert` and `key` are files; the last four
 * say where on a server.
 */
const wordsOfProfile = [
  'url',
  'username',
  'password',
  'apiKey',
  'token',
  'ca',
  'cert',
  'key',
  'passphrase',
  'space',
  'app',
  'owner',
  'sharing',
] as const;

export type Words = Readonly<Partial<Record<(typeof wordsOfProfile)[number], string>>>;

/**
 * The words of a profile: YAML, each a text; files are named from its folder. What it holds is never shown.
 *
 * @throws BadConnection also where others may read the file
 */
export function readProfile(path: string): Words {
  let text: string;
  try {
    const { mode } = statSync(path);
    // Windows has other rights, of which the mode says nothing
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new BadConnection(
        `${path} may be read by others, so it is not used: chmod 600 ${path}`,
      );
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof BadConnection) throw error;
    throw new BadConnection(`${path} can't be read: ${(error as Error).message}.`);
  }
  const source = { path, text };
  const [document, second] = readDocuments(source);
  if (!document || second || 'fault' in document || document.faults.length > 0)
    throw new BadConnection(`${path} is not one document of YAML.`);
  const { value } = document;
  const root = new Place(document);
  if (!isYamlMap(value)) throw new BadConnection(`${path} is no map of names and values.`);
  for (const [name, word] of Object.entries(value)) {
    const isKnown = (wordsOfProfile as readonly string[]).includes(name);
    const hint = didYouMean(name, wordsOfProfile) ?? `There are ${wordsOfProfile.join(', ')}.`;
    const { line } = placeOf(root.at(name).key());
    if (!isKnown) throw new BadConnection(`${path}:${line}: a profile has no "${name}". ${hint}`);
    if (typeof word !== 'string' && typeof word !== 'number')
      throw new BadConnection(`${path}: "${name}" is to be a text.`);
  }
  const inFolder = (name: string, word: string) =>
    isFile.has(name) ? resolve(dirname(path), word) : word;
  return Object.fromEntries(
    Object.entries(value).map(([name, word]) => [name, inFolder(name, String(word))]),
  );
}
