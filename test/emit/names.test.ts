import { expect } from 'chai';
import fc from 'fast-check';
import { FileNames } from '../../src/emit/file-names.ts';
import { StableNames } from '../../src/emit/names.ts';
import { seed } from '../ir/property.ts';

/* Whatever rules and their files are called, their files and objects are valid on every system, and none is another's. */

const awkward = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    ...[
      '.',
      '..',
      '...',
      ' ',
      '',
      'a',
      'A',
      'a.',
      'a ',
      'CON',
      'nul',
      'NUL.txt',
      'com1',
      'aux.yml',
    ],
    ...[
      '[stanza]',
      '"',
      "'",
      '`',
      '$(x)',
      '%2e%2e',
      '-rf',
      '~',
      '*',
      'é',
      'É',
      '😀',
      '\n',
      'README',
    ],
    ...['x'.repeat(300), `${'x'.repeat(199)}..`, `${'é'.repeat(199)}.`, 'a.json', 'A.JSON'],
  ),
);
const path = fc.array(awkward, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

const holds = <T>(of: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(
    fc.property(of, (one) => {
      check(one);
    }),
    { numRuns: 1000, seed },
  );

/** https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file, and 255 bytes elsewhere. */
function expectName(name: string): void {
  expect(name).to.match(/^[\w-][\w.-]*$/);
  expect(name).not.to.match(/\.$/);
  expect(name).not.to.match(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
  expect(name.length).to.be.at.most(240);
}

describe('names', () => {
  it('of files are valid, and none is another or its folder, also where case makes no difference', () =>
    holds(fc.array(path, { maxLength: 30 }), (paths) => {
      const names = new FileNames();
      names.reserve('markdown/README.md');
      const files = paths.flatMap((one) => [
        names.unique('elastic-watcher', one, '.json'),
        names.unique('markdown', one, '.md'),
      ]);
      for (const file of files) for (const part of file.split('/')) expectName(part);
      const low = ['markdown/readme.md', ...files.map((file) => file.toLowerCase())];
      expect(new Set(low).size).to.equal(low.length);
      const folders = new Set(
        low.flatMap((file) => file.split('/').map((_, i, parts) => parts.slice(0, i).join('/'))),
      );
      expect(low.filter((file) => folders.has(file))).to.deep.equal([]);
    }));

  it('of objects are valid, and none is another, also where case makes no difference', () =>
    holds(
      fc.array(fc.record({ id: fc.option(awkward), title: fc.option(awkward), path }), {
        maxLength: 30,
      }),
      (rules) => {
        const names = new StableNames();
        const given = rules.map(
          ({ id, title, path: file }) => names.nameOf({ id, title, path: file }, file).name,
        );
        for (const name of given) expect(name).to.match(/^[A-Za-z0-9][\w.-]{0,99}$/);
        expect(new Set(given.map((name) => name.toLowerCase())).size).to.equal(given.length);
      },
    ));
});
