import yargs, { type Argv, type FallbackCompletionFunction } from 'yargs';
import type { Backend } from '../backends/backend.ts';
import type { Settings } from '../languages/language.ts';
import { listable } from './commands/listable.ts';
import { type GroundOptions, withGround } from './ground/options.ts';
import { liveCommands } from './live-commands.ts';
import { listed, named } from './named.ts';
import {
  Chosen,
  Unusable,
  Usage,
  unmaskDash,
  withEnv,
  withPaths,
  withStrict,
  withSystem,
} from './options.ts';
import { allBackends, allLanguages, type RunOptions, usualBackends } from './run.ts';
import { type Status, status } from './status.ts';
import { say } from './terminal.ts';
import { version } from './version.ts';

const ids = allBackends.map(({ id }) => id);

/** Runs what the arguments say. Commands are loaded when they are run. */
export async function commandLine(args: readonly string[]): Promise<Status> {
  const parser = yargs(maskDashes(args))
    .scriptName('rulewright')
    .usage('$0 <command>\n\nCompiles detection rules into queries that find the same events.')
    .command(
      'translate <paths..>',
      'rules into queries',
      (command) =>
        withEnv(withRun(command))
          .option('format', {
            choices: ['text', 'json', 'jsonl'] as const,
            requiresArg: true,
            default: 'text' as const,
            describe: 'text to read, or JSON: a line for each rule and backend',
          })
          .option('out', { type: 'string', requiresArg: true, describe: 'a folder for files' })
          .example('$0 translate rules/ --to splunk-spl', 'all rules of a folder, as SPL')
          .example('$0 translate rule.yml --format jsonl', 'for another program')
          .example('cat rule.yml | $0 translate -', 'from standard input')
          .example('$0 translate rules/ --out queries/ --strict', 'files, only of exact queries'),
      ({ paths, to, strict, format, out, ...rest }) => {
        throw new Chosen(async () => {
          const { translate } = await import('./commands/translate.ts');
          return onGround(rest, (ground) =>
            translate({
              ...ground,
              paths: paths.map(unmaskDash),
              to: chosen(to) ?? usualBackends,
              strict,
              format,
              out,
              env: rest.env,
              pipeline: rest.pipeline,
              assume: rest.assume,
              ...readAs(rest),
            }),
          );
        });
      },
    )
    .command(
      'check <paths..>',
      'what is wrong with rules',
      (command) =>
        withEnv(withRun(command))
          .option('format', {
            choices: ['text', 'json', 'sarif', 'github', 'junit'] as const,
            requiresArg: true,
            default: 'text' as const,
            describe: 'for people, programs, or code scanning',
          })
          .example('$0 check rules/', 'every mistake of every rule')
          .example('$0 check rules/ --to splunk-spl --strict', 'and what SPL could not say exactly')
          .example('$0 check rules/ --format sarif > check.sarif', 'for code scanning'),
      ({ paths, to, strict, format, ...rest }) => {
        throw new Chosen(async () => {
          const { check } = await import('./commands/check.ts');
          return onGround(rest, (ground) =>
            check({
              ...ground,
              paths: paths.map(unmaskDash),
              to: chosen(to) ?? [],
              strict,
              format,
              env: rest.env,
              pipeline: rest.pipeline,
              assume: rest.assume,
              ...readAs(rest),
            }),
          );
        });
      },
    )
    .command(
      'test <paths..>',
      'what rules find, and whether they should',
      (command) =>
        withReading(withSystem(withPaths(command)))
          .option('events', {
            type: 'string',
            array: true,
            nargs: 1,
            default: [] as string[],
            describe: 'a file or folder of events: NDJSON, a JSON list, .gz, or -',
          })
          .option('expect', {
            type: 'string',
            requiresArg: true,
            describe: 'a file that says what each rule must find',
          })
          .option('id', {
            type: 'string',
            requiresArg: true,
            default: '_id',
            describe: "the field of an event's id",
          })
          .option('timestamp', {
            type: 'string',
            requiresArg: true,
            default: '@timestamp',
            describe: "the field of an event's time, for rules that count",
          })
          .option('format', {
            choices: ['text', 'jsonl', 'junit'] as const,
            requiresArg: true,
            default: 'text' as const,
            describe: 'for people, programs, or CI',
          })
          .example('$0 test rules/', 'the tests beside the rules')
          .example('$0 test rules/ --events logs.ndjson.gz', 'which events each rule finds')
          .example('$0 test rules/ --events logs/ --expect wanted.yml', 'and whether it should'),
      ({ paths, events, expect, id, timestamp, format, ...reading }) => {
        throw new Chosen(async () => {
          const files = events.map(unmaskDash);
          if (files.includes('-') && paths.includes('\0-'))
            throw new Usage('Rules and events can not both come from standard input.');
          const { test } = await import('./commands/test.ts');
          return test({
            paths: paths.map(unmaskDash),
            to: [],
            strict: false,
            events: files,
            expect,
            id,
            timestamp,
            format,
            pipeline: reading.pipeline,
            assume: reading.assume,
            ...readAs(reading),
          });
        });
      },
    )
    .command(
      'explain <paths..>',
      'what a rule means, its queries, and why they are so',
      (command) =>
        withEnv(withRun(command))
          .option('format', {
            choices: ['markdown', 'json'] as const,
            requiresArg: true,
            default: 'markdown' as const,
          })
          .example('$0 explain rule.yml', 'a page to read'),
      ({ paths, to, strict, format, env, ...rest }) => {
        throw new Chosen(async () => {
          const { explain } = await import('./commands/explain.ts');
          return onGround(rest, (ground) =>
            explain({
              ...ground,
              paths: paths.map(unmaskDash),
              to: chosen(to) ?? usualBackends,
              strict,
              format,
              env,
              pipeline: rest.pipeline,
              assume: rest.assume,
              ...readAs(rest),
            }),
          );
        });
      },
    )
    .command(
      'diff <old> <new>',
      'what has changed in the meaning of rules',
      (command) =>
        withReading(command)
          .positional('old', { type: 'string', demandOption: true, describe: 'as they were' })
          .positional('new', { type: 'string', demandOption: true, describe: 'as they are' })
          .option('format', {
            choices: ['text', 'json'] as const,
            requiresArg: true,
            default: 'text' as const,
          })
          .example('$0 diff old.yml new.yml', 'tests, and events that only one of them finds')
          .example('$0 diff main/rules rules', 'two folders, rule by rule'),
      ({ old, new: now, format, ...reading }) => {
        throw new Chosen(async () => {
          const { diff } = await import('./commands/diff.ts');
          return diff({ old: unmaskDash(old), now: unmaskDash(now), format, ...readAs(reading) });
        });
      },
    )
    .command(
      'convert <paths..>',
      'rules of any language into Sigma rules',
      (command) =>
        withReading(withPaths(command))
          .option('out', { type: 'string', requiresArg: true, describe: 'a folder for files' })
          .example('$0 convert page.html --out rules/', 'the analytics of a page'),
      ({ paths, out, ...reading }) => {
        throw new Chosen(async () => {
          const { convert } = await import('./commands/convert.ts');
          return convert({
            paths: paths.map(unmaskDash),
            to: [],
            strict: false,
            out,
            ...readAs(reading),
          });
        });
      },
    )
    .command(
      'emit <paths..>',
      'rules into files that a target takes, kept in a folder',
      (command) =>
        withEnv(withStrict(withGround(withSystem(withPaths(command)))))
          .option('artifact', {
            type: 'string',
            array: true,
            nargs: 1,
            demandOption: 'Which --artifact? See rulewright list artifacts.',
            describe: 'what to make, with commas between',
          })
          .option('out', {
            type: 'string',
            requiresArg: true,
            demandOption: 'Which folder is --out?',
            describe: 'the folder that is kept',
          })
          .option('check', {
            type: 'boolean',
            default: false,
            describe: 'write nothing; show what differs',
          })
          .option('force', {
            type: 'boolean',
            default: false,
            describe: 'write over what was edited by hand',
          })
          .option('changed-since', {
            type: 'string',
            requiresArg: true,
            describe: 'only of rules that differ from this commit',
          })
          .option('templates', {
            type: 'string',
            array: true,
            nargs: 1,
            default: [] as string[],
            describe: 'a folder with templates of your own',
          })
          .example('$0 emit rules/ --artifact elastic-rule --out emitted/', 'to import in Kibana')
          .example('$0 emit rules/ --artifact sigma --out emitted/ --check', 'for CI'),
      ({ paths, artifact, templates, ...rest }) => {
        throw new Chosen(async () => {
          const { emit } = await import('./commands/emit.ts');
          return onGround(rest, (ground) =>
            emit({
              ...rest,
              ...ground,
              paths: paths.map(unmaskDash),
              artifact: listed(artifact),
              templates: templates,
            }),
          );
        });
      },
    )
    .command(
      'config [paths..]',
      'the settings that hold, and where each comes from',
      (command) =>
        withEnv(command)
          .positional('paths', { type: 'string', array: true, default: [] as string[] })
          .option('format', {
            choices: ['text', 'json'] as const,
            requiresArg: true,
            default: 'text' as const,
          })
          .example('$0 config rules/a.yml --env prod', 'for one rule'),
      ({ paths, env, format }) => {
        throw new Chosen(async () => {
          const { config } = await import('./commands/config.ts');
          return config({ paths: paths.map(unmaskDash), env, format });
        });
      },
    )
    .command(liveCommands)
    .command(
      'list [what]',
      'what there is to choose from',
      (command) =>
        command
          .positional('what', { choices: listable, describe: 'only these' })
          .option('format', {
            choices: ['text', 'json'] as const,
            requiresArg: true,
            default: 'text' as const,
          })
          .example('$0 list backends', 'what --to takes'),
      ({ what, format }) => {
        throw new Chosen(async () => {
          const { list } = await import('./commands/list.ts');
          return list({ what, format });
        });
      },
    )
    .completion('completion', 'a completion script for your shell', complete)
    .demandCommand(1, 'Which command?')
    .strict()
    .recommendCommands()
    .version(version())
    .help()
    .alias('help', 'h')
    .wrap(Math.min(100, process.stdout.columns ?? 80))
    .exitProcess(false)
    .fail((message, error) => {
      if (error && error.name !== 'YError') throw error; // it is not yargs' own
      const noPaths = /^Not enough non-option arguments/.test(message);
      throw new Usage(noPaths ? 'Which files or folders?' : unmaskDash(message ?? error?.message));
    });
  try {
    // yargs would take every value but true for false
    if (args.some((arg) => /^--strict=(?!(?:true|false)$)/.test(arg)))
      throw new Usage('--strict takes no value.');
    return (await chosenBy(() => parser.parseSync())?.()) ?? status.done;
  } catch (error) {
    if (error instanceof Unusable) {
      for (const fault of error.faults) say(fault);
      return status.unusable;
    }
    if (!(error instanceof Usage)) throw error;
    process.stderr.write(`${error.message}\nSee rulewright --help.\n`);
    return status.unusable;
  }
}

/** What to do; null where yargs has done it, as it does for --help. */
function chosenBy(parse: () => void): Chosen['work'] | null {
  try {
    parse();
    return null;
  } catch (thrown) {
    if (thrown instanceof Chosen) return thrown.work;
    throw thrown;
  }
}

/**
 * yargs forgets a path that begins with a dash, and all behind `--`. Those go through it behind a sign
 * that no argument can hold.
 */
function maskDashes(args: readonly string[]): string[] {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  return [
    ...args.slice(0, end).map((arg) => (arg === '-' ? '\0-' : arg)),
    ...args.slice(end + 1).map((arg) => `\0${arg}`),
  ];
}
/** What every command that writes queries is told. */
const withRun = (command: Argv) =>
  withReading(withStrict(withGround(withSystem(withTo(withPaths(command))))));

const withTo = <T>(command: Argv<T>) =>
  command.option('to', {
    type: 'string',
    array: true,
    nargs: 1, // what stands behind is a path
    describe: `backends, with commas between them: ${ids.join(', ')}`,
  });

const withReading = <T>(command: Argv<T>) =>
  command
    .option('from', {
      choices: allLanguages.map(({ id }) => id),
      requiresArg: true,
      describe: 'the language of the rules; without it, by the endings of their files',
    })
    .option('mend', {
      choices: ['faithful', 'intent'] as const,
      requiresArg: true,
      default: 'faithful' as const,
      describe: 'whether wildcards that a page lost are put back',
    })
    .option('set', {
      type: 'string',
      array: true,
      nargs: 1, // what stands behind is a path
      describe: 'NAME=VALUE, for a name that a rule leaves open',
    });

interface Reading {
  readonly from?: string | undefined;
  readonly mend: Settings['mend'];
  readonly set?: readonly string[] | undefined;
}

/** How rules are read, as the command line says it. */
function readAs({ from, mend, set = [] }: Reading): Pick<RunOptions, 'from' | 'settings'> {
  const values = set.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    if (at < 1) throw new Usage(`--set takes NAME=VALUE, not "${pair}".`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  const settings = { mend, values: new Map(values) };
  return { from: allLanguages.find(({ id }) => id === from), settings };
}

/** The backends that `--to a,b --to c` names; null where it isn't given. */
const chosen = (to: readonly string[] | undefined): readonly Backend[] | null =>
  to === undefined ? null : named(to, allBackends, 'a backend');

/** Does it with the indices that the command line tells of, once they are known; or says why they aren't. */
async function onGround(
  options: GroundOptions,
  work: (ground: Pick<RunOptions, 'indices'>) => Promise<Status>,
): Promise<Status> {
  const [{ indicesOf }, { settled }] = await Promise.all([
    import('./ground/indices.ts'),
    import('./deploy/settled.ts'),
  ]);
  return settled(async () => work({ indices: await indicesOf(options) }));
}

/** yargs' own completions, and the backends behind --to. */
const complete: FallbackCompletionFunction = (current, _, usual, done) =>
  usual((_error, completions) =>
    done(process.argv.at(-2) === '--to' ? backendsAfter(current) : (completions ?? [])),
  );

/** Completions of what stands behind --to: after a comma, the backends that are not named yet. */
function backendsAfter(current: string): string[] {
  const named = current.split(',').slice(0, -1);
  return ids.filter((id) => !named.includes(id)).map((id) => [...named, id].join(','));
}
