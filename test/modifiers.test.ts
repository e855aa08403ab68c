import { basename } from 'node:path';
import { expect } from 'chai';
import { loadAll } from 'js-yaml';
import { knownModifiers } from '../src/languages/sigma/modifiers.ts';
import { filesIn, readText } from './support/files.ts';

/*
 * A modifier is shown by a rule of test/rules: with the events beside it, or, where the rule can only
 * be refused, with what its user is told.
 */

const shown = new Set(
  [
    ...filesIn('test/rules', '.events.yml').map((path) => basename(path, '.events.yml')),
    // the second rule of a file is called -2
    ...filesIn('test/backends', '.cannot.txt').map((path) =>
      basename(path, '.cannot.txt').replace(/-\d+$/, ''),
    ),
  ].flatMap((name) => loadAll(readText(`test/rules/${name}.yml`)).flatMap(modifiersIn)),
);

/** What stands behind the bars of the keys in a rule. */
function modifiersIn(yaml: unknown): string[] {
  if (typeof yaml !== 'object' || yaml === null) return [];
  return Object.entries(yaml).flatMap(([key, value]) => [
    ...key.split('|').slice(1),
    ...modifiersIn(value),
  ]);
}

describe('every modifier is shown by a rule', () => {
  for (const name of knownModifiers) it(name, () => expect(shown).to.include(name));
});
