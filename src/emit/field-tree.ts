/** The fields that a mapping can hold side by side: none is also a folder of others. */
export class FieldTree {
  private readonly leaves = new Set<string>();
  private readonly folders = new Set<string>();

  /** Adds a rule's fields, all or none; the field that can't be mapped beside the others, or null. */
  add(fields: readonly string[]): string | null {
    const bad = fields.find((field) => !this.fits(field, fields));
    if (bad !== undefined) return bad;
    for (const field of fields) {
      this.leaves.add(field);
      for (const folder of foldersOf(field)) this.folders.add(folder);
    }
    return null;
  }

  private fits(field: string, beside: readonly string[]): boolean {
    const folders = foldersOf(field);
    const steps = field.split('.');
    return (
      steps.length <= 20 &&
      steps.every((step) => step.trim() !== '') &&
      !/^(?:_|rulewright(?:\.|$))/.test(field) &&
      !field.includes('*') &&
      !this.folders.has(field) &&
      !folders.some((folder) => this.leaves.has(folder) || beside.includes(folder))
    );
  }
}

const foldersOf = (field: string): readonly string[] => {
  const steps = field.split('.');
  return steps.slice(1).map((_, i) => steps.slice(0, i + 1).join('.'));
};
