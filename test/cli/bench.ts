import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Documents } from '../deploy/fakes/documents.ts';
import { type Asked, ok, type Said, serveFake } from '../deploy/fakes/http.ts';
import { Scripts } from '../deploy/fakes/scripts.ts';
import { type Ran, started, whileInFolder } from '../support/program.ts';

/** The target that commands are tested with, and a set on it. */
export const to = ['--to', 'elasticsearch-search-template', '--set', 'soc'];

/** The id of the rule that is called by a letter. */
export const idOf = (name: string) => `${name.repeat(8)}-0000-4000-8000-000000000000`;
export const [idA, idB] = [idOf('a'), idOf('b')];

export const rule = (name: string, value: string) => `title: Rule ${name}
id: ${idOf(name)}
logsource:
  product: windows
detection:
  selection:
    a: ${value}
  condition: selection
`;

/** Rules in a folder, and a fake to deploy them to. */
export class Bench {
  readonly scripts = new Scripts();
  readonly history = new Documents();
  /** What is answered to searches. */
  search: (asked: Asked) => Said = () => ({ status: 400, body: {} });
  readonly folder: string;
  readonly url: string;

  constructor(folder: string, url: string) {
    this.folder = folder;
    this.url = url;
  }

  write(name: string, text: string): void {
    const path = join(this.folder, 'rules', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  remove(name: string): void {
    rmSync(join(this.folder, 'rules', name));
  }

  async run(command: string, ...more: readonly string[]): Promise<Ran> {
    const paths = command === 'plan' || command === 'apply' ? ['rules'] : [];
    return this.runAs([command, ...paths, ...to], ...more);
  }

  /** A command line as it stands. */
  async runAs(line: readonly string[], ...more: readonly string[]): Promise<Ran> {
    const url = more.includes('--url') ? [] : ['--url', this.url];
    return started([...line, ...url, ...more], { cwd: this.folder }).ended;
  }

  /** Somebody writes a script by hand. */
  edit(name: string, how: (source: string) => string): void {
    const { lang, source } = this.scripts.held.get(name)!;
    this.scripts.held.set(name, { lang, source: how(source) });
  }

  get names(): readonly string[] {
    return [...this.scripts.held.keys()].sort();
  }
}

/** A test on a bench with two rules, that the fake behind it answers. */
export const onBench = (use: (bench: Bench) => Promise<void>) => async () => {
  let answer: (asked: Asked) => Said = () => ({ status: 500, body: {} });
  const fake = await serveFake((asked) => answer(asked));
  await whileInFolder(async (folder) => {
    const bench = new Bench(folder, fake.url);
    const rest = bench.history.before(bench.scripts.answer);
    answer = (asked) => {
      if (asked.steps[0] === 'logs-*') return ok({}); // no such indices, so their fields are not known
      return asked.steps[0] === '_msearch' ? bench.search(asked) : rest(asked);
    };
    bench.write('a.yml', rule('a', 'one'));
    bench.write('b.yml', rule('b', 'one'));
    await use(bench);
  }).finally(() => fake.close());
};
