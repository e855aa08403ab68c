import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import jsYaml from 'js-yaml';
import { parse as parseToml } from 'smol-toml';
import { findFiles, onCorpus } from '../support/corpus.ts';
import { emitted } from '../support/emitted.ts';
import { filesIn, readText } from '../support/files.ts';
import { detectionRule } from '../support/schemas/detection-rules.ts';
import { kibanaRule } from '../support/schemas/kibana-rule.ts';
import type { Schema } from '../support/schemas/kit.ts';
import { navigatorLayer } from '../support/schemas/navigator-layer.ts';
import { dataView, savedSearch, searchSource } from '../support/schemas/saved-objects.ts';
import { sigmaRule } from '../support/schemas/sigma-rule.ts';

/*
 * Formats whose schemas are in no package: each against one that was written from its documentation, which
 * knows every key and what its value may be.
 */

const ajv = new Ajv({ strict: false });

/** What is wrong with a value; null where it is right. */
function faultIn(schema: Schema, value: unknown): string | null {
  const validate = ajv.compile(schema);
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

type Json = Readonly<Record<string, unknown>>;
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Json);

/** Each format: where its files are, what is read in one, by which schema, and what would be a fault. */
const formats: readonly (readonly [
  of: string,
  ending: string,
  schema: Schema,
  read: (text: string) => unknown,
  broken: (value: Json) => unknown,
])[] = [
  [
    'elastic-rule',
    '.ndjson',
    kibanaRule,
    (text) => lines(text)[0],
    (rule) => ({ ...rule, risk: 1 }),
  ],
  [
    'elastic-rule-toml',
    '.toml',
    detectionRule,
    (text) => JSON.parse(JSON.stringify(parseToml(text))),
    (rule) => ({ ...rule, metadata: { creation_date: '2026-01-01', updated_date: '2026/01/01' } }),
  ],
  ['attack-navigator-layer', '.json', navigatorLayer, JSON.parse, ({ name, ...rest }) => rest],
  [
    'kibana-saved-search',
    '.ndjson',
    dataView,
    (text) => lines(text)[0],
    (view) => ({ ...view, id: '' }),
  ],
  [
    'kibana-saved-search',
    '.ndjson',
    savedSearch,
    (text) => lines(text)[1],
    (search) => ({ ...search, references: [] }),
  ],
  [
    'kibana-saved-search',
    '.ndjson',
    searchSource,
    (text) => {
      const [, search] = lines(text) as [Json, { attributes: { kibanaSavedObjectMeta: Json } }];
      return JSON.parse(search.attributes.kibanaSavedObjectMeta.searchSourceJSON as string);
    },
    (source) => ({ ...source, index: 'x' }),
  ],
  [
    'sigma',
    '.yml',
    sigmaRule,
    (text) => jsYaml.load(text, { schema: jsYaml.JSON_SCHEMA }),
    (rule) => ({ ...rule, level: 'severe' }),
  ],
];

describe('schemas written from documentation', () => {
  for (const [of, ending, schema, read, broken] of formats)
    it(`know all of ${of}, and would tell of a fault`, () => {
      const paths = filesIn(`test/artifacts/${of}`, ending).filter(
        (path) => !(of === 'sigma' && path.endsWith('hostile.yml')), // its tags are none of Sigma's
      );
      expect(paths).not.to.be.empty;
      for (const path of paths) {
        const value = read(readText(path));
        expect(faultIn(schema, value), path).to.equal(null);
        expect(faultIn(schema, broken(value as Json))).to.be.a('string');
      }
    });

  onCorpus('of SigmaHQ', () => {
    it('know what is made of every rule', () => {
      const sources = findFiles('sigma/rules', '.yml').map((path) => ({
        path,
        text: readFileSync(path, 'utf8'),
      }));
      const ids = new Set(formats.map(([of]) => of));
      const { emission } = emitted(sources, [...ids]);
      const files = [...emission.files];
      for (const [of, , schema, readFile] of formats) {
        const validate = ajv.compile(schema);
        const made = files.filter(([, { artifact }]) => artifact === of);
        // three titles end with a quote, which elastic/detection-rules takes for no name
        const count = of === 'elastic-rule-toml' ? 3138 : 3141;
        expect(made.length, of).to.equal(of === 'attack-navigator-layer' ? 1 : count);
        for (const [file, { body }] of made) {
          const isRight = validate(readFile(body));
          expect(isRight, `${file}: ${ajv.errorsText(validate.errors)}`).to.equal(true);
        }
      }
    });
  });
});
