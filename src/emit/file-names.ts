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
  private readonly taken = new Set<string>();

  /** `<folder>/<path>.<ending>`, with a number where that is taken; without a folder, `<path>.<ending>`. */
  unique(folder: string, path: string, ending: string): string {
    const names = path.split(/[\\/]/).map(plain);
    const base = (folder === '' ? names : [folder, ...names]).join('/');
    let file = `${base}${ending}`;
    // a file of several rules, or two names that came out alike
    for (let i = 2; this.taken.has(file.toLowerCase()); i++) file = `${base}-${i}${ending}`;
    this.taken.add(file.toLowerCase());
    return file;
  }
}

const plain = (part: string): string =>
  part
    .replace(/[^\w.-]+/g, '_')
    .replace(/^\.+|\.+$/g, '_')
    .replace(device, '_$&')
    .slice(0, longest) || '_';
