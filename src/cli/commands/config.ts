import { isError } from '../../diagnostic/diagnostic.ts';
import { placeOf } from '../../diagnostic/source.ts';
import { Exceptions } from '../../emit/exceptions.ts';
import { ownSettings } from '../../emit/own-settings.ts';
import type { RuleName } from '../../ir/rule.ts';
import { leaves } from '../../settings/layers.ts';
import { Project } from '../../settings/project.ts';
import type { Resolved } from '../../settings/settings.ts';
import { run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { Output, say } from '../terminal.ts';

export interface ConfigOptions {
  readonly paths: readonly string[];
  readonly env?: string | undefined;
  readonly format: 'text' | 'json';
}

/** The settings that hold for the project, or for rules, and where each comes from. */
export async function config({ paths, env, format }: ConfigOptions): Promise<Status> {
  const output = new Output();
  const project = new Project(process.cwd(), env ?? null);
  const shown: unknown[] = [];
  const exceptions = new Exceptions(project);
  /** Of the exceptions a rule is shown its own. */
  const take = (rule: RuleName | null, all: Resolved) => {
    const of = rule && project.nameOf(rule.path);
    const own = rule && new Set(exceptions.of(rule).map(({ name }) => name));
    const held = Object.entries(all.settings.exceptions).filter(([name]) => own?.has(name) ?? true);
    const resolved = {
      ...all,
      settings: { ...all.settings, exceptions: Object.fromEntries(held) },
    };
    const values = leaves(resolved.settings).map(([name, value]) => ({
      name,
      value,
      from: originOf(resolved, name),
    }));
    if (format === 'json') shown.push({ path: of, settings: values });
    else output.write(`${of === null ? '' : `# ${of}\n`}${values.map(line).join('')}`);
  };
  let [ran, found]: [Status, Status] = [status.done, status.done];
  if (paths.length === 0) take(null, project.settingsOf(null));
  else
    ran = await run({ paths, to: [], strict: false }, ({ rule, name }) => {
      const { own, said } = rule ? ownSettings(rule) : { own: null, said: [] };
      for (const one of said) say(one);
      if (said.some(isError)) found = graver(found, status.findings);
      take(name, project.settingsOf(name.path, own));
    });
  const faults = exceptions.faults();
  for (const fault of faults) say(fault);
  if (format === 'json') output.write(`${JSON.stringify(shown, null, 2)}\n`);
  output.flush();
  return faults.length > 0 ? status.unusable : graver(ran, found);
}

const line = ({ name, value, from }: { name: string; value: unknown; from: string }): string =>
  `${name}: ${JSON.stringify(value)}  # ${from}\n`;

/** Where a setting was set; one of several keys where the nearest of them was. */
function originOf({ origins }: Resolved, name: string): string {
  const at = origins.get(name) ?? origins.get(name.split('.')[0]!);
  return at ? `${at.source.path}:${placeOf(at).line}` : 'default';
}
