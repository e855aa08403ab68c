/** File systems take 255 bytes for a name, with its ending and a number. */
const longest = 200;

/** What Windows keeps for devices, with any ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Names of files below one folder, each other than those before, also where the case of letters makes
 * no difference. A name is made of letters, digits, dots, dashes and underscores only, and none leads
 * out of the folder.
 */
export class FileNames {
  private readonly files = new Set<string>();
  private readonly folders = new Set<string>();

  /** Keeps a name for a file of its own. */
  reserve(file: string): void {
    this.files.add(file.toLowerCase());
  }

  /** `<folder>/<path>.<ending>`, with a number where that is taken; without a folder, `<path>.<ending>`. */
  unique(folder: string, path: string, ending: string): string {
    const names = path.split(/[\\/]/).map(plain);
    const last = names.pop()!;
    const inside = this.folder(folder === '' ? names : [folder, ...names]);
    const base = inside === '' ? last : `${inside}/${last}`;
    let file = `${base}${ending}`;
    // a file of several rules, or two names that came out alike
    for (let i = 2; this.isTaken(file); i++) file = `${base}-${i}${ending}`;
    this.reserve(file);
    return file;
  }

  /**
   * `<folder>/<name>`, a folder that is named as programs name things: of letters, digits and underscores, a letter
   * first. Of a path its last part is taken.
   */
  uniqueFolder(folder: string, path: string): { readonly path: string; readonly name: string } {
    const last = plain(path.split(/[\\/]/).pop()!).replace(/\W/g, '_');
    const base = /^[A-Za-z]/.test(last) ? last : `Rule_${last}`;
    let name = base;
    for (let i = 2; this.isTaken(`${folder}/${name}`); i++) name = `${base}_${i}`;
    this.reserve(`${folder}/${name}`);
    return { path: `${folder}/${name}`, name };
  }

  /** A folder where no file stands in its way. */
  private folder(names: readonly string[]): string {
    let folder = '';
    for (const name of names) {
      const base = folder === '' ? name : `${folder}/${name}`;
      folder = base;
      for (let i = 2; this.files.has(folder.toLowerCase()); i++) folder = `${base}-${i}`;
      this.folders.add(folder.toLowerCase());
    }
    return folder;
  }

  private isTaken(file: string): boolean {
    return this.files.has(file.toLowerCase()) || this.folders.has(file.toLowerCase());
  }
}

const plain = (part: string): string =>
  part
    .replace(/[^\w.-]+/g, '_')
    .slice(0, longest)
    .replace(/^\.+|\.+$/g, '_')
    .replace(device, '_$&') || '_';
