import type { Source } from '../../diagnostic/source.ts';
import { startOf } from '../../diagnostic/source.ts';
import type { Language, Reading } from '../language.ts';
import { ruleMaps } from './actions.ts';
import { readDocuments } from './document.ts';
import * as messages from './messages.ts';
import { nameOf, readRule } from './rule.ts';

/** Sigma's detection rules, version 2.1. https://sigmahq.io/sigma-specification/ */
export const sigma: Language = {
  id: 'sigma',
  title: 'Sigma 2.1',
  extensions: ['.yml', '.yaml'],
  read,
};

function read(source: Source): readonly Reading[] {
  const nameless = { id: null, title: null, path: source.path };
  const { documents, faults } = readDocuments(source);
  const readings: Reading[] = ruleMaps(documents).map((made): Reading => {
    if ('fault' in made)
      return {
        name: made.map ? nameOf(made.map, source.path) : nameless,
        rule: null,
        diagnostics: [made.fault],
      };
    return readRule(made.map, made.document);
  });
  if (readings.length === 0)
    return [
      {
        name: nameless,
        rule: null,
        diagnostics: faults.length > 0 ? faults : [messages.empty(startOf(source))],
      },
    ];
  if (faults.length === 0) return readings;
  // the file is not sound, so none of its rules is
  return readings.map((reading, index) => ({
    ...reading,
    rule: null,
    diagnostics:
      index === 0
        ? [...faults, ...reading.diagnostics]
        : [...faults.slice(0, 1), ...reading.diagnostics],
  }));
}
