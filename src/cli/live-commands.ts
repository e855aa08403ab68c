import type { ArgumentsCamelCase, Argv, CommandModule } from 'yargs';
import { withConnection, withGround } from './ground/options.ts';
import {
  Chosen,
  Usage,
  unmaskDash,
  withEnv,
  withPaths,
  withStrict,
  withSystem,
} from './options.ts';
import type { Status } from './status.ts';

/* The commands that work on what runs somewhere. */

/** A command, whose builder's options its work is given. */
const command = <T>(
  name: string,
  describe: string,
  builder: (command: Argv) => Argv<T>,
  work: (given: ArgumentsCamelCase<T>) => Promise<Status>,
): CommandModule =>
  ({
    command: name,
    describe,
    builder,
    handler: (given: ArgumentsCamelCase<T>) => {
      throw new Chosen(() => work(given));
    },
  }) as unknown as CommandModule;

const to = { type: 'string', requiresArg: true, describe: 'the target' } as const;
const set = {
  type: 'string',
  requiresArg: true,
  describe: 'what the set of rules is called; no other is touched',
} as const;
const whichTarget = 'Which target is --to? See rulewright list targets.';
const whichSet = 'What is the set called: --set NAME?';

const withTarget = <T>(command: Argv<T>) =>
  withPlace(command)
    .option('to', { ...to, demandOption: whichTarget })
    .option('set', { ...set, demandOption: whichSet });

const withPlace = <T>(command: Argv<T>) =>
  withWhere(withConnection(command))
    .option('url', {
      type: 'string',
      requiresArg: true,
      describe: 'of the target; else what RULEWRIGHT_URL or the profile says',
    })
    .option('format', {
      choices: ['text', 'json'] as const,
      requiresArg: true,
      default: 'text' as const,
    });

const withWhere = <T>(command: Argv<T>) =>
  command
    .option('folder', {
      type: 'string',
      requiresArg: true,
      describe: 'of a target that is files in one',
    })
    .option('space', { type: 'string', requiresArg: true, describe: 'of Kibana' })
    .option('app', { type: 'string', requiresArg: true, describe: 'of Splunk; search' })
    .option('owner', {
      type: 'string',
      requiresArg: true,
      describe: 'whose searches they are in Splunk; nobody',
    })
    .option('sharing', {
      type: 'string',
      requiresArg: true,
      describe: 'who sees them in Splunk: user, app or global; app',
    });

const withOverwrite = <T>(command: Argv<T>) =>
  command.option('overwrite-drift', {
    type: 'boolean',
    default: false,
    describe: 'write over what was changed by hand',
  });

const withRules = <T>(command: Argv<T>) =>
  withOverwrite(withEnv(withStrict(withSystem(command)))).option('adopt', {
    type: 'boolean',
    default: false,
    describe: "take over what stands under a wanted name and isn't marked",
  });

export const liveCommands: CommandModule[] = [
  command(
    'plan <paths..>',
    'what apply would do',
    (command) =>
      withRules(withTarget(withPaths(command)))
        .option('check', {
          type: 'boolean',
          default: false,
          describe: 'exit status 1 where anything differs',
        })
        .option('plan-out', {
          type: 'string',
          requiresArg: true,
          describe: 'a file to keep the plan in, for apply',
        })
        .option('backtest', {
          type: 'string',
          requiresArg: true,
          describe: 'what its rules would have found on the target: 7d',
        })
        .example('$0 plan rules/ --to opensearch-percolator --set soc --url https://...', ''),
    async ({ paths, ...given }) => {
      const { plan } = await import('./commands/deploy.ts');
      return plan({ ...given, paths: paths.map(unmaskDash) });
    },
  ),
  command(
    'apply <paths..>',
    'rules, or a plan that was kept, onto a target, changing what differs',
    (command) =>
      withRules(withPlace(withPaths(command)))
        .option('to', to)
        .option('set', set)
        .example('$0 apply rules/ --to opensearch-percolator --set soc --profile soc.yml', '')
        .example('$0 apply soc.plan --profile soc.yml', 'what plan --plan-out kept'),
    async ({ paths: given, to, set, ...more }) => {
      const paths = given.map(unmaskDash);
      const { isPlanFile } = await import('./deploy/plan-file.ts');
      const { apply, applyPlan } = await import('./commands/deploy.ts');
      if (isPlanFile(paths)) {
        const { adopt, overwriteDrift, strict, env, pipeline, assume } = more;
        const isSaid = adopt || overwriteDrift || strict;
        if (isSaid || (to ?? set ?? env ?? pipeline ?? assume) !== undefined)
          throw new Usage(
            'A plan holds its target, its set, and what may be written: no option says it again.',
          );
        return applyPlan({ ...more, path: paths[0]! });
      }
      if (to === undefined) throw new Usage(whichTarget);
      if (set === undefined) throw new Usage(whichSet);
      return apply({ ...more, to, set, paths });
    },
  ),
  command(
    'rollback',
    'a set back to what it was before',
    (command) =>
      withOverwrite(withTarget(command))
        .option('to-revision', {
          type: 'number',
          requiresArg: true,
          describe: 'which; else the last at which it was something else',
        })
        .option('check', {
          type: 'boolean',
          default: false,
          describe: 'write nothing; exit status 1 where anything differs',
        })
        .example('$0 rollback --to opensearch-percolator --set soc --check', 'what would be done'),
    async ({ toRevision = null, ...given }) => {
      if (toRevision !== null && !(Number.isSafeInteger(toRevision) && toRevision > 0))
        throw new Usage('--to-revision is a whole number from 1.');
      const { rollback } = await import('./commands/rollback.ts');
      return rollback({ ...given, toRevision });
    },
  ),
  command(
    'destroy',
    'a set off a target, all of it',
    (command) => withOverwrite(withTarget(command)),
    async (given) => {
      const { destroy } = await import('./commands/deploy.ts');
      return destroy(given);
    },
  ),
  command('status', 'what a target has of a set', withTarget, async (given) => {
    const { status } = await import('./commands/deploy.ts');
    return status(given);
  }),
  command(
    'hunt <paths..>',
    'what rules find on a cluster, now',
    (command) =>
      withConnection(withEnv(withStrict(withSystem(withPaths(command)))))
        .option('cluster', {
          type: 'string',
          requiresArg: true,
          describe: 'its URL; else what RULEWRIGHT_URL or the profile says',
        })
        .option('since', {
          type: 'string',
          requiresArg: true,
          default: '7d',
          describe: 'how far back: 30m, 12h, 7d, or all',
        })
        .option('index', {
          type: 'string',
          requiresArg: true,
          describe: 'where to look, with commas between; else what the settings say',
        })
        .option('sample', {
          type: 'number',
          requiresArg: true,
          default: 3,
          describe: 'so many events of each rule are named',
        })
        .option('backtest', {
          type: 'boolean',
          default: false,
          describe: 'count day by day, the noisiest rules first',
        })
        .option('format', {
          choices: ['text', 'jsonl'] as const,
          requiresArg: true,
          default: 'text' as const,
        })
        .example('$0 hunt rules/ --cluster https://... --since 7d', ''),
    async ({ paths, cluster, sample, ...given }) => {
      if (!Number.isInteger(sample) || sample < 0 || sample > 1_000_000)
        throw new Usage('--sample is a whole number from 0 to 1000000.');
      const { hunt } = await import('./commands/hunt.ts');
      return hunt({ ...given, sample, url: cluster, paths: paths.map(unmaskDash) });
    },
  ),
  command(
    'doctor <paths..>',
    'which rules can not work on some indices, and which change of their mappings mends most',
    (command) =>
      withGround(withSystem(withEnv(withPaths(command))))
        .option('to', {
          choices: ['elasticsearch-dsl', 'opensearch-dsl'] as const,
          requiresArg: true,
          describe: 'whose the indices are; else what the cluster is, of a file elasticsearch-dsl',
        })
        .option('format', {
          choices: ['text', 'json'] as const,
          requiresArg: true,
          default: 'text' as const,
        })
        .example('$0 doctor rules/ --cluster https://... --index logs-*', ''),
    async ({ paths, ...given }) => {
      const { doctor } = await import('./commands/doctor.ts');
      return doctor({ ...given, paths: paths.map(unmaskDash) });
    },
  ),
];
