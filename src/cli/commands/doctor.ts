import { changesFor, type Examined, examine } from '../../doctor/doctor.ts';
import { Project } from '../../settings/project.ts';
import { settled } from '../deploy/settled.ts';
import { toJsonReport, toText } from '../doctor/report.ts';
import { groundOf } from '../ground/indices.ts';
import type { GroundOptions } from '../ground/options.ts';
import { Usage } from '../options.ts';
import { allBackends, run } from '../run.ts';
import { graver, type Status, status } from '../status.ts';
import { type SystemOptions, Systems } from '../system.ts';
import { Output, say } from '../terminal.ts';

export interface DoctorOptions extends GroundOptions, SystemOptions {
  readonly paths: readonly string[];
  readonly env?: string | undefined;
  readonly to?: string | undefined;
  readonly format: 'text' | 'json';
}

/** How rules fare on some indices, and which changes of their mappings mend most. */
export const doctor = (options: DoctorOptions): Promise<Status> =>
  settled(async () => {
    const ground = await groundOf(placed(options));
    if (!ground) throw new Usage('Which indices? Give --cluster, RULEWRIGHT_URL or --mapping.');
    const { indices, product } = ground;
    const id = options.to ?? `${product ?? 'elasticsearch'}-dsl`;
    const system = new Systems(options, new Project(process.cwd(), options.env ?? null)).of;
    const rules: Examined[] = [];
    const ran = await run(
      {
        paths: options.paths,
        to: allBackends.filter((backend) => backend.id === id),
        strict: false,
        system,
        indices,
      },
      (compiled) => {
        if (compiled.rule) rules.push(examine(compiled, indices));
        else for (const one of compiled.diagnostics) say(one);
      },
    );
    const report = { to: id, indices, rules, changes: changesFor(rules) };
    const output = new Output();
    output.write(options.format === 'json' ? toJsonReport(report) : toText(report));
    output.flush();
    const isIll = rules.some(({ health }) => health !== 'exact' && health !== 'wider');
    return isIll ? graver(ran, status.findings) : ran;
  });

/** It is for indices in any case, so the environment says which cluster, as it does to `hunt`. */
function placed(options: DoctorOptions): DoctorOptions {
  const { mapping, cluster, profile } = options;
  const url = process.env.RULEWRIGHT_URL;
  const isSaid = (mapping ?? cluster ?? profile) !== undefined;
  return isSaid || !url ? options : { ...options, cluster: url };
}
