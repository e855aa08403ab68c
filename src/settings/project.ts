import { resolve as absolute, dirname, join, relative, sep } from 'node:path';
import { didYouMean } from '../diagnostic/closest.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { startOf } from '../diagnostic/source.ts';
import { resolve } from './layers.ts';
import * as messages from './messages.ts';
import { readSettings, type SettingsFile } from './read.ts';
import type { Layer, Resolved } from './settings.ts';

/** What the file with a folder's settings is called. */
export const settingsName = 'rulewright.yml';

/**
 * The settings of a project, which is the folder that a command runs in. Over the defaults come, each
 * over those before it: the project's file, those of the folders down to a rule's, their parts for the
 * environment, and the rule's own block.
 */
export class Project {
  readonly root: string;
  private readonly environment: string | null;
  private readonly files = new Map<string, SettingsFile | null>();
  private readonly folders = new Map<string, readonly string[]>();
  private readonly resolved = new Map<string, Resolved>();

  constructor(root: string, environment: string | null) {
    this.root = root;
    this.environment = environment;
  }

  /** A path as the project calls it: from its folder, with slashes. */
  nameOf(path: string): string {
    return relative(this.root, absolute(this.root, path)).split(sep).join('/');
  }

  /** What holds for the rules of a file, or for all. */
  settingsOf(path: string | null, own: Layer | null = null): Resolved {
    const folders = path === null ? [''] : this.foldersOf(path);
    if (own) return resolve([...this.layersOf(folders), own]);
    const key = folders.at(-1)!;
    let resolved = this.resolved.get(key);
    if (!resolved) {
      resolved = resolve(this.layersOf(folders));
      this.resolved.set(key, resolved);
    }
    return resolved;
  }

  /** What is wrong with the settings that were asked for so far. */
  faults(): readonly Diagnostic[] {
    const faults = this.brokenFiles();
    const files = [...this.files.values()].filter((file) => file !== null);
    if (this.environment === null || faults.length > 0) return faults;
    const names = files.flatMap(({ environments }) => Object.keys(environments));
    if (names.includes(this.environment)) return faults;
    const at = startOf({ path: settingsName, text: '' });
    const hint = didYouMean(this.environment, names);
    return [messages.noEnvironment(this.environment, at, hint)];
  }

  /** What is wrong with each file alone. */
  brokenFiles(): readonly Diagnostic[] {
    return [...this.files.values()].flatMap((file) => file?.faults ?? []);
  }

  private layersOf(folders: readonly string[]): readonly Layer[] {
    const files = folders.map((folder) => this.file(folder)).filter((file) => file !== null);
    const { environment } = this;
    return [
      ...files.map(({ layer }) => layer),
      ...files.flatMap(({ environments }) =>
        environment !== null && Object.hasOwn(environments, environment)
          ? [environments[environment]!]
          : [],
      ),
    ];
  }

  /** The project's folder, and those from it down to the file: the same for all files of a folder. */
  private foldersOf(path: string): readonly string[] {
    const folder = dirname(path);
    let folders = this.folders.get(folder);
    if (!folders) {
      const name = this.nameOf(folder);
      const isBelow = name !== '' && !/^\.\.(?:\/|$)|:/.test(name);
      const steps = isBelow ? name.split('/') : [];
      folders = ['', ...steps.map((_, i) => steps.slice(0, i + 1).join('/'))];
      this.folders.set(folder, folders);
    }
    return folders;
  }

  private file(folder: string): SettingsFile | null {
    let file = this.files.get(folder);
    if (file === undefined) {
      const name = folder === '' ? settingsName : `${folder}/${settingsName}`;
      file = readSettings(join(this.root, name), name);
      this.files.set(folder, file);
    }
    return file;
  }
}
