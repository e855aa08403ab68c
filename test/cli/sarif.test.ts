import { Ajv } from 'ajv';
import { expect } from 'chai';
import { readText } from '../support/files.ts';
import { broken, remarked, runOn, sound } from './rules.ts';

describe('check --format sarif', () => {
  it("holds against SARIF's own schema, each result with its place", () => {
    const files = {
      'in/a.yml': broken,
      'in/b ü%.yml': remarked,
      'in/c.yml': sound,
      'in/d.yml': '{',
    };
    const log = JSON.parse(runOn(files, ['check', 'in', '--format', 'sarif']).stdout);
    const path = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
    // it is of draft 4, which has formats that aren't looked at here and an id without a dollar
    const { $schema, id, ...schema } = JSON.parse(readText(path));
    const validate = new Ajv({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(schema);
    expect(validate(log), JSON.stringify(validate.errors)).to.equal(true);
    expect(validate({ ...log, runs: [{}] })).to.equal(false);
    const results = log.runs[0].results as { locations: unknown[] }[];
    expect(results.length).to.be.at.least(3);
    for (const { locations } of results) expect(locations.length).to.equal(1);
  });
});
