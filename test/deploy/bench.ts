import type { Server } from '../../src/cluster/cluster.ts';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { applyAll } from '../../src/deploy/apply.ts';
import { type Choices, plan, type Step } from '../../src/deploy/plan.ts';
import type { Session, Target, Wanted } from '../../src/deploy/target.ts';
import { hashOf } from '../../src/emit/hash.ts';
import { Project } from '../../src/settings/project.ts';
import { emitted } from '../support/emitted.ts';
import { type Fault, faultProxy } from '../support/proxy.ts';
import { type Asked, type Said, serveFake } from './fakes/http.ts';
import { sessionOf } from './session.ts';

/* A target and a fake of its server, and what is done to every target. */

export const set = 'soc';
export const id = '7d2f3b4c-11aa-4b5c-8d6e-9f0a1b2c3d4e';

/** A rule whose one value is given, and more of its text. */
export const rule = (value: string, more = '', name = id): string => `title: Watched
id: ${name}
logsource:
  product: windows
detection:
  selection:
    EventID: ${value}
  condition: selection
${more}`;

/** What a target is to hold of rules. */
export function wantedOf(
  target: Target,
  texts: readonly string[],
  folder = '.',
): readonly Wanted[] {
  const sources = texts.map((text, i) => ({ path: `rule${i}.yml`, text }));
  const artifact = target.artifact;
  const { emission } = emitted(sources, [artifact], new Project(folder, null));
  const files = [...emission.files].map(([path, { body, rule: of }]) => ({
    path,
    body,
    rule: of,
    source: hashOf(texts.join('')),
  }));
  return target.objects(files, set);
}

type Words = Readonly<Record<string, string>>;

export class Bench {
  readonly url: string;
  readonly asked: readonly Asked[];
  private readonly target: Target;
  private readonly words: Words;
  private readonly end: () => Promise<void>;

  private constructor(
    target: Target,
    { url, asked, close }: { url: string; asked: readonly Asked[]; close: () => Promise<void> },
    words: Words,
  ) {
    this.target = target;
    this.url = url;
    this.asked = asked;
    this.end = close;
    this.words = words;
  }

  /** @param words of the environment, which say who we are and where on the server */
  static async on(
    target: Target,
    answer: (asked: Asked) => Said,
    words: Words = {},
  ): Promise<Bench> {
    return new Bench(target, await serveFake(answer), words);
  }

  close(): Promise<void> {
    return this.end();
  }

  wanted(...texts: readonly string[]): readonly Wanted[] {
    return wantedOf(this.target, texts);
  }

  async session(url = this.url, retries = 2): Promise<Session> {
    const connection = connectionOf({ url, isInsecure: false }, this.words);
    const cluster = await connect(connection, this.target.at as Server, { retries, pause: 1 });
    return sessionOf(this.target, cluster);
  }

  async planned(
    wanted: readonly Wanted[],
    choices: Partial<Choices> = {},
  ): Promise<readonly Step[]> {
    const session = await this.session();
    const names = wanted.map(({ name }) => name);
    return plan(wanted, await session.read(set, names), {
      set,
      overwriteDrift: false,
      adopt: false,
      refused: new Set(),
      ...choices,
    });
  }

  /** Takes steps: of each its kind, or why it failed. */
  async take(
    steps: readonly Step[],
    { url = this.url, retries = 2 } = {},
  ): Promise<readonly string[]> {
    const session = await this.session(url, retries);
    const outcomes = await applyAll(session, steps, new AbortController().signal);
    return outcomes.map(({ step, reason }) => reason ?? step.kind);
  }

  async apply(wanted: readonly Wanted[], choices: Partial<Choices> = {}) {
    return this.take(await this.planned(wanted, choices));
  }

  async kinds(wanted: readonly Wanted[], choices: Partial<Choices> = {}) {
    return (await this.planned(wanted, choices)).map(({ kind }) => kind);
  }

  /**
   * Applies what is wanted through a proxy that lets some requests pass, does something to the next, and no
   * other through: a process that is killed there.
   */
  async killed(wanted: readonly Wanted[], passed: number, fault: Fault): Promise<void> {
    let left = passed;
    const proxy = await faultProxy(this.url, (): Fault => {
      if (left-- > 0) return 'pass';
      return left === -1 ? fault : 'drop';
    });
    const steps = await this.planned(wanted);
    await this.take(steps, { url: proxy.url, retries: 0 }).finally(() => proxy.close());
  }
}
