import type { Source } from '../../diagnostic/source.ts';
import { startOf } from '../../diagnostic/source.ts';
import { type Document, readDocuments, type YamlMap } from '../../yaml/document.ts';
import type { Language, Reading } from '../language.ts';
import { ruleMaps } from './actions.ts';
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
  const readings = ruleMaps(readDocuments(source)).map((made): Reading => {
    if (!('fault' in made)) return readSound(made);
    const name = made.map ? nameOf(made.map, source.path) : nameless;
    return { name, rule: null, diagnostics: [made.fault] };
  });
  return readings.length > 0
    ? readings
    : [{ name: nameless, rule: null, diagnostics: [messages.empty(startOf(source))] }];
}

/** The rule of a document; none where its syntax has a fault that could be passed over. */
function readSound({ map, document }: { map: YamlMap; document: Document }): Reading {
  const reading = readRule(map, document);
  const { faults } = document;
  if (faults.length === 0) return reading;
  return { ...reading, rule: null, diagnostics: [...faults, ...reading.diagnostics] };
}
