import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import {
  backends,
  type Compiled,
  compile,
  type Event,
  languages,
  predicate,
  print,
} from '../src/index.ts';
import { knownModifiers } from '../src/languages/sigma/modifiers.ts';
import { filesIn, readText, root } from './support/files.ts';
import { expectGolden } from './support/golden.ts';
import { inFolder, rulewright } from './support/program.ts';
import { single } from './support/single.ts';

/*
 * README.md and docs/ show what the program does. A page is written anew with what it does now, and
 * has to come out as it was; UPDATE_GOLDEN=1 keeps what came out. In a page,
 *
 *   `whoami.yml`:           above a block of YAML or text makes that file, for the page's commands
 *   From `examples/x.yml`:  above a block of YAML quotes that file
 *   ```console              holds commands, each behind a `$`, and what a terminal shows of them
 *   | Sigma | SPL |         a table with a column "Sigma" or "Condition" says of each what its
 *                           other columns are called, as far as they are named below
 */

/** Each page, and how many commands and rows of tables it must have been held against at least. */
const least: Readonly<Record<string, number>> = {
  'README.md': 2,
  'docs/analytic.md': 3,
  'docs/artifacts.md': 2,
  'docs/command-line.md': 8,
  'docs/correlations.md': 1,
  'docs/deploy.md': 1,
  'docs/detection-as-code.md': 3,
  'docs/mapping.md': 3,
  'docs/maxpatrol-pdql.md': 12,
  'docs/maxpatrol-xp.md': 18,
  'docs/meaning.md': 30,
  'docs/performance.md': 0,
  'docs/pipelines.md': 2,
  'docs/pysigma.md': 3,
  'docs/query-dsl.md': 30,
  'docs/sigma.md': 75,
  'docs/splunk-cim.md': 2,
  'docs/splunk-spl.md': 30,
};

describe('the pages', function () {
  this.timeout(120_000);

  it('are all known here', () => {
    const pages = ['README.md', ...filesIn('docs', '.md')];
    expect(pages).to.deep.equal(Object.keys(least));
  });

  for (const [path, count] of Object.entries(least))
    it(`show in ${path} what the program does`, () => {
      const { text, examples } = asOfNow(readText(path));
      expectGolden(path, text);
      expect(examples).to.be.at.least(count);
    });

  for (const path of [...Object.keys(least), 'CONTRIBUTING.md', 'CHANGELOG.md'])
    it(`lead from ${path} to files that are there`, () => {
      const prose = readText(path).replace(/^(`{3,}).*?^\1$|`[^`\n]*`/gms, '');
      const targets = [...prose.matchAll(/\]\((?!https:)([^)#]+)/g)].map(([, to]) => to!);
      const dead = targets.filter((to) => !existsSync(join(root, dirname(path), to)));
      expect(dead).to.deep.equal([]);
    });

  it('name the commands and options that --help names', () => {
    const commandsOf = section('README.md', 'Commands');
    const groups = new Map(
      [...commandsOf.matchAll(/^\| \*(\w+)\* (.*)$/gm)].map(([, group, row]) => [group, row!]),
    );
    /** A row, with those of the groups of options that it names. */
    const whole = (row: string): string =>
      row.replace(/\*(\w+)\*/g, (_, group: string) => whole(groups.get(group)!));
    const named = [...commandsOf.matchAll(/^\| `([a-z]+).*$/gm)].map(([row, command]) => ({
      command,
      options: optionsIn(whole(row), /(?<=`)--\w+/g),
    }));
    const help = rulewright(['--help']).stdout;
    const commands = [...help.matchAll(/^ {2}rulewright (\w+)/gm)].map(([, command]) => command!);
    expect(named).to.deep.equal(
      commands.map((command) => ({
        command,
        options: optionsIn(rulewright([command, '--help']).stdout, /(?<=^ +)--\w+/gm),
      })),
    );
  });

  it('name the backends, languages and modifiers that there are', () => {
    const list = JSON.parse(rulewright(['list', '--format', 'json']).stdout);
    const ids = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id).sort();
    expect(firstColumn(section('README.md', 'Backends'))).to.deep.equal(ids(list.backends));
    expect(firstColumn(section('docs/sigma.md', 'Modifiers'))).to.deep.equal(knownModifiers);
    for (const id of ids(list.languages)) expect(Object.keys(least)).to.include(`docs/${id}.md`);
  });
});

/** The options of a text, each once, but for those that every command has. */
const optionsIn = (text: string, option: RegExp): readonly string[] =>
  [...new Set(text.match(option))].filter((name) => !/version|help/.test(name)).sort();

/** The text from a heading to the next. */
const section = (path: string, heading: string): string =>
  readText(path)
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`)) ?? '';

/** Everything in code in the first column of a section's tables, each once, sorted. */
const firstColumn = (text: string): readonly string[] => {
  const cells = [...text.matchAll(/^\| (`.*?) \|/gm)];
  return [...new Set(cells.flatMap(([, cell]) => codeIn(cell!)))].sort();
};

/** The page as it would be if it were written now, and how much of it was worked out. */
function asOfNow(page: string): { readonly text: string; readonly examples: number } {
  for (const [, path, quoted] of page.matchAll(/^From `(.+)`:\n\n```yaml\n(.*?)^```$/gms))
    expect(readText(path!)).to.include(quoted);
  let examples = 0;
  const text = inFolder((folder) => {
    symlinkSync(join(root, 'examples'), join(folder, 'examples'));
    for (const [, name, body] of page.matchAll(/^`([\w.-]+)`:\n\n```(?:yaml|text)\n(.*?)^```$/gms))
      writeFileSync(join(folder, name!), body!);
    return page
      .replace(/(?<=^(`{3,})console\n).*?(?=^\1$)/gms, (body) => {
        const commands = body.split('\n').filter((line) => line.startsWith('$ '));
        examples += commands.length;
        return terminal(commands, folder);
      })
      .replace(/^\|.*\|\n\|[-| ]+\|\n(?:\|.*\|\n)+/gm, (table) => {
        const [head, rule, ...rows] = table.trimEnd().split('\n') as [string, string, ...string[]];
        const columns = cellsIn(head);
        if (!columns.some((name) => name in ruleOf)) return table;
        examples += rows.length;
        return `${[head, rule, ...rows.map((row) => workedOut(row, columns, page))].join('\n')}\n`;
      });
  });
  return { text, examples };
}

/** What a terminal shows of commands. One that isn't followed by `echo $?` has to end well. */
function terminal(commands: readonly string[], cwd: string): string {
  let status: number | null = 0;
  const shown = commands.map((line, i) => {
    if (line === '$ echo $?') return `${line}\n${status}\n`;
    const [program, ...args] = line.slice(2).split(' ');
    expect(program).to.equal('rulewright');
    const ran = rulewright(args, { cwd });
    status = ran.status;
    if (commands[i + 1] !== '$ echo $?') expect(status, line + ran.stderr).to.equal(0);
    return `${line}\n${ran.stdout}${ran.stderr}`;
  });
  return shown.join('');
}

/** The detection that a cell of this column stands for. */
const ruleOf: Readonly<Record<string, (cell: string, page: string) => string>> = {
  Sigma: (cell) => {
    const [, not = '', selection] = /^(not )?(.*)$/s.exec(cell)!;
    return `  selection:\n    ${selection}\n  condition: ${not}selection\n`;
  },
  Process: (cell) => ruleOf.Sigma!(cell, ''),
  Condition: (cell, page) => {
    const searches = /^With these searches:\n\n```yaml\n(.*?)^```$/ms.exec(page)![1]!;
    return `${searches.replace(/^/gm, '  ').trimEnd()}\n  condition: ${cell}\n`;
  },
};

/** What a cell of this column says of the rule. */
const saidOf: Readonly<Record<string, (rule: Compiled) => string>> = {
  Meaning: ({ rule }) => code(print(single(rule).when, Number.POSITIVE_INFINITY)),
  'What is said': ({ diagnostics }) =>
    diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ message, hint }) => code(hint ? `${message} ${hint}` : message))
      .join(' '),
  SPL: (rule) => queryCell(rule, backends.splunkSpl.id),
  PDQL: (rule) => queryCell(rule, backends.maxpatrolPdql.id).replace(processCreation, ''),
  XP: (rule) => queryCell(rule, backends.maxpatrolXp.id).replace(inXp(processCreation), ''),
  'Query DSL': (rule) => {
    const [one, other] = [backends.opensearchDsl, backends.elasticsearchDsl];
    expect(queryCell(rule, one.id)).to.equal(queryCell(rule, other.id));
    return queryCell(rule, one.id);
  },
};

/** What stands before each filter of the log source that the examples are of. */
const processCreation =
  '((event_src.title = "sysmon" and msgid = "1") or (event_src.title = "windows" and msgid = "4688")) and ';

const inXp = (filter: string): string => filter.replaceAll(' = ', ' == ');

function queryCell({ rule, diagnostics: said, queries }: Compiled, to: string): string {
  expect(rule, JSON.stringify(said.map(({ message }) => message))).to.not.equal(null);
  const { query, fidelity, diagnostics } = queries.find((one) => one.to === to)!;
  if (query === null) return `refused: ${diagnostics.map(({ message }) => message).join(' ')}`;
  const text = code(typeof query === 'string' ? query : JSON.stringify(query));
  return fidelity === 'exact' ? text : `${fidelity}: ${text}`;
}

/** A row with what its columns say of its rule, where that can be worked out. */
function workedOut(row: string, columns: readonly string[], page: string): string {
  const cells = cellsIn(row);
  const of = columns.findIndex((name) => name in ruleOf);
  const detection = ruleOf[columns[of]!]!(codeIn(cells[of]!)[0]!, page);
  const text = `title: Example\nlogsource:\n  product: windows\n  category: process_creation\ndetection:\n${detection}`;
  const to = Object.values(backends);
  const [rule] = compile({ path: 'rule.yml', text }, { from: languages.sigma, to });
  const now = cells.map((cell, i) => {
    const column = columns[i]!;
    if (column === 'True of') expectEach(rule!, cell, true);
    if (column === 'Not true of') expectEach(rule!, cell, false);
    return saidOf[column]?.(rule!).replaceAll('|', '\\|') ?? cell.replaceAll('|', '\\|');
  });
  return `| ${now.join(' | ')} |`;
}

function expectEach({ rule }: Compiled, cell: string, wanted: boolean): void {
  const events = codeIn(cell);
  expect(events).to.not.be.empty;
  const matches = predicate(single(rule).when);
  const wrong = events.filter((event) => matches(JSON.parse(event) as Event) !== wanted);
  expect(wrong, print(single(rule).when)).to.deep.equal([]);
}

/** A row's cells, in which a bar stands as `\|`. */
const cellsIn = (row: string): readonly string[] =>
  row
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

/** A code span, in two backticks where it holds one. */
const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

const codeIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/(`+) ?(.+?) ?\1(?!`)/g)].map(([, , text]) => text!);
