import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { didYouMean } from '../diagnostic/closest.ts';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import * as messages from './messages.ts';
import type { Layer } from './settings.ts';

const validators = new Map<string, ValidateFunction>();

/** The schema's own part for whole files, or for a rule's block. */
function validator(part: 'file' | 'rule'): ValidateFunction {
  let validate = validators.get(part);
  if (!validate) {
    const file = new URL('../../schemas/rulewright.schema.json', import.meta.url);
    const schema = JSON.parse(readFileSync(file, 'utf8')) as { $defs: { rule: object } };
    const of = part === 'file' ? schema : { ...schema.$defs.rule, $defs: schema.$defs };
    validate = new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile(of);
    validators.set(part, validate);
  }
  return validate;
}

/** The settings that a rule's own block may have. */
export const settingsOfRules = (): readonly string[] =>
  Object.keys((validator('rule').schema as { properties: object }).properties);

/** What the schema says against settings, each fault at its place. */
export function faultsOf(layer: Layer, part: 'file' | 'rule'): readonly Diagnostic[] {
  const validate = validator(part);
  if (validate(layer.values)) return [];
  const errors = validate.errors ?? [];
  // what fails an alternative is said once, of the whole
  const outer = errors.filter(({ schemaPath }) => !/\/anyOf\/\d/.test(schemaPath));
  return outer.slice(0, 100).map((error) => faultOf(error, layer));
}

function faultOf(error: ErrorObject, { at }: Layer): Diagnostic {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  const params = error.params as Readonly<Record<string, unknown>>;
  if (error.keyword === 'additionalProperties') {
    const name = String(params.additionalProperty);
    const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
    const hint = didYouMean(name, known) ?? `There are ${known.join(', ')}.`;
    return messages.unknownSetting(name, at([...path, name]), hint);
  }
  const said: Readonly<Record<string, string>> = {
    enum: `is one of ${(params.allowedValues as string[] | undefined)?.join(', ')}`,
    pattern: path.includes('base')
      ? 'is a search, without pipes, brackets, macros or line breaks'
      : 'is a number of minutes, hours or days, as in 5m, 1h or 2d',
    anyOf: 'is a number of minutes, hours or days, as in 5m, 1h or 2d, or null',
    required: `lacks "${params.missingProperty}"`,
    type: `is to be of the type ${[params.type].flat().join(' or ')}`,
  };
  const wanted = said[error.keyword] ?? error.message ?? 'is not as it should be';
  return messages.badSetting(path.join('.') || 'settings', wanted, at(path));
}
