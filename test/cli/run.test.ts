import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { allBackends, run } from '../../src/cli/run.ts';
import { languages } from '../../src/index.ts';
import { whileInFolder } from '../support/program.ts';
import { rule } from './bench.ts';

describe('rules whose indices are found out by what they say', () => {
  it('are read once, and written when all of them are', async () => {
    let reads = 0;
    const from: typeof languages.sigma = {
      ...languages.sigma,
      read: (source, settings) => {
        reads += 1;
        return languages.sigma.read(source, settings);
      },
    };
    const to = allBackends.filter(({ id }) => id === 'opensearch-dsl');
    const taken: string[] = [];
    await whileInFolder(async (folder) => {
      const paths = ['a', 'b'].map((name) => join(folder, `${name}.yml`));
      for (const [i, name] of ['a', 'b'].entries()) writeFileSync(paths[i]!, rule(name, 'x'));
      writeFileSync(join(folder, 'c.yml'), 'title: broken');
      await run(
        {
          paths: [...paths, join(folder, 'c.yml')],
          to,
          strict: false,
          from,
          ground: async (rules) => {
            expect(rules.map(({ name, queries }) => [name.title, queries.length])).to.deep.equal([
              ['Rule a', 0],
              ['Rule b', 0],
              ['broken', 0],
            ]);
            expect(taken).to.deep.equal([]);
            const { fields, objects } = { fields: new Map(), objects: new Map() };
            return (one) => (one === rules[0]!.rule ? [{ name: 'i', fields, objects }] : undefined);
          },
        },
        ({ queries }) => taken.push(queries[0]!.diagnostics.map(({ code }) => code).join()),
      );
    });
    expect(reads).to.equal(3);
    expect(taken).to.have.length(3);
    expect(taken[0]).to.equal('mapping/no-field'); // of the one whose index lacks it
    expect(taken[1]).to.equal('');
  });
});
