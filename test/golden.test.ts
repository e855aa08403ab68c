import { basename } from 'node:path';
import { backends, type Compiled, compile, languages, printRule, show } from '../src/index.ts';
import { filesIn, readText } from './support/files.ts';
import { expectGolden, expectNoOthers } from './support/golden.ts';

/*
 * test/rules/<name>.yml is a rule; test/languages/sigma/<name>.ir is what it is read as, and
 * test/backends/<id>/<name>.<ending> its query, under what is to be said of it, or <name>.cannot.txt.
 * test/languages/sigma/<case>.yml is a file with mistakes, <case>.errors.txt all that is said of them.
 * test/languages/analytic/<case>.txt is an analytic; <case>.ir is what it is read as, under what is to be
 * said of it, or where it is refused, <case>.errors.txt.
 */

const to = Object.values(backends);
const from = languages.sigma;
const nameOf = (path: string) => basename(path, '.yml');

describe('goldens', () => {
  const rules = filesIn('test/rules', '.yml').filter((path) => !path.endsWith('.events.yml'));
  const broken = filesIn('test/languages/sigma', '.yml');
  const analytics = filesIn('test/languages/analytic', '.txt').filter(
    (path) => !path.endsWith('.errors.txt'),
  );
  const written = new Set<string>();
  const golden = (path: string, text: string) => {
    written.add(path);
    expectGolden(path, text);
  };

  for (const path of rules)
    it(`of ${path}`, () => {
      const all = compile({ path, text: readText(path) }, { from, to });
      const name = nameOf(path);
      const said = all.flatMap(({ rule, diagnostics }) => [
        ...diagnostics.map((diagnostic) => show(diagnostic)),
        ...(rule ? [printRule(rule)] : []),
      ]);
      golden(`test/languages/sigma/${name}.ir`, `${said.join('\n')}\n`);
      for (const backend of to) {
        const queries = all.map(({ queries }) => queries.find((query) => query.to === backend.id)!);
        for (const [i, { query, fidelity, diagnostics }] of queries.entries()) {
          const file = `test/backends/${backend.id}/${name}${i > 0 ? `-${i + 1}` : ''}`;
          const verdict = [fidelity, ...diagnostics.map((one) => show(one))].join('\n');
          if (query === null) golden(`${file}.cannot.txt`, `${verdict}\n`);
          else {
            golden(`${file}${backend.extension}`, bodyOf(query));
            if (diagnostics.length > 0) golden(`${file}.remarks.txt`, `${verdict}\n`);
          }
        }
      }
    });

  for (const path of broken)
    it(`of ${path}`, () => {
      const readings = from.read({ path: basename(path), text: readText(path) });
      const said = readings.flatMap(({ rule, name, diagnostics }) => [
        `# ${name.title ?? 'without a title'}: ${rule ? 'read' : 'refused'}`,
        ...diagnostics.map((diagnostic) => show(diagnostic)),
      ]);
      golden(path.replace(/\.yml$/, '.errors.txt'), `${said.join('\n')}\n`);
    });

  for (const path of analytics)
    it(`of ${path}`, () => {
      const source = { path: basename(path, '.txt'), text: readText(path) };
      const [{ rule, diagnostics }] = compile(source, { from: languages.analytic, to: [] }) as [
        Compiled,
      ];
      const said = [...diagnostics.map((one) => show(one)), ...(rule ? [printRule(rule)] : [])];
      golden(path.replace(/\.txt$/, rule ? '.ir' : '.errors.txt'), `${said.join('\n')}\n`);
    });

  it('are all written by something', () => {
    const folders = ['test/backends', 'test/languages/sigma', 'test/languages/analytic'];
    const have = folders
      .flatMap((folder) => filesIn(folder))
      .filter((path) => !/\.(yml|ts)$/.test(path) && !analytics.includes(path));
    expectNoOthers(have, [...written]);
  });
});

const bodyOf = (query: string | object): string =>
  typeof query === 'string' ? `${query}\n` : `${JSON.stringify({ query }, null, 2)}\n`;
