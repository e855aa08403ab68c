import { join } from 'node:path';
import { expect } from 'chai';
import { artifacts } from '../../src/artifacts/load.ts';
import { show } from '../../src/index.ts';
import { Project } from '../../src/settings/project.ts';
import { emitted } from '../support/emitted.ts';
import { filesIn, readText, root } from '../support/files.ts';
import { expectGolden, expectNoOthers } from '../support/golden.ts';

/*
 * test/artifacts/rules/ is a set of rules, with settings of its own; test/artifacts/<id>/ is all that
 * the artifact makes of it, byte for byte, and test/artifacts/said.txt what is to be said of that.
 */

const folder = 'test/artifacts/rules';
const ids = artifacts().map(({ id }) => id);

describe('artifacts', () => {
  const sources = filesIn(folder, '.yml')
    .filter((path) => !path.endsWith('rulewright.yml'))
    .map((path) => ({ path: path.slice(folder.length + 1), text: readText(path) }));
  const { emission, said } = emitted(sources, ids, new Project(join(root, folder), null));

  it('are as they were, byte for byte', () => {
    for (const [file, { body }] of emission.files) expectGolden(`test/artifacts/${file}`, body);
    expectGolden('test/artifacts/said.txt', said.map((one) => `${show(one)}\n`).join(''));
    const have = filesIn('test/artifacts').filter(
      (path) => !/^test\/artifacts\/(?:rules\/|[^/]+$)/.test(path),
    );
    expectNoOthers(
      have,
      [...emission.files.keys()].map((file) => `test/artifacts/${file}`),
    );
  });

  for (const id of ids)
    it(`of ${id} are made of each rule, or of all`, () => {
      const files = [...emission.files.values()].filter(({ artifact }) => artifact === id);
      expect(files.length).to.be.at.least(1);
    });
});
