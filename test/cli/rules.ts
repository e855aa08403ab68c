import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import type { DiagnosticJson } from '../../src/diagnostic/diagnostic.ts';
import { type How, inFolder, type Ran, rulewright } from '../support/program.ts';

/** A rule of this title, whose one search is written in YAML's short form. */
export const ruleOf = (title: string, search: string): string =>
  `title: ${title}
logsource: {product: windows}
detection:
  selection: ${search}
  condition: selection
`;

export const sound = ruleOf('Sound', '{Image: a.exe}');
/** The word that is wrong stands at 4:21. */
export const broken = ruleOf('Broken', '{Image|contians: a.exe}');
/** SPL says it exactly; Query DSL, which compares no two fields, finds more. */
export const twoFields = ruleOf('Two fields', '{Image|fieldref: ParentImage}');
/** One warning and no error. */
export const remarked = `status: odd\n${ruleOf('Remarked', '{Image: a.exe}')}`;

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function writeFiles(folder: string, files: Files): void {
  for (const [name, body] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), body);
  }
}

/** Runs the program in a folder of its own with these files; whatever they are, it is not to crash. */
export const runOn = (files: Files, args: readonly string[], how: How = {}): Ran =>
  inFolder((cwd) => {
    writeFiles(cwd, files);
    const ran = rulewright(args, { cwd, ...how });
    expect(ran.stderr).not.to.match(/has a bug|^\s+at .+:\d+/m);
    return ran;
  });

/** A line of `--format jsonl`. */
export interface Line {
  readonly rule: { id: string | null; title: string | null; path: string };
  readonly to: string;
  readonly query: string | object | null;
  readonly fidelity: string;
  readonly diagnostics: readonly DiagnosticJson[];
}

export const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);

/** Where a diagnostic stands, and what it is: `a.yml:4:21 sigma/unknown-modifier`. */
export const brief = ({ path, line, column, code }: DiagnosticJson): string =>
  `${path}:${line}:${column} ${code}`;
