import type { Source } from '../../diagnostic/source.ts';
import { startOf } from '../../diagnostic/source.ts';
import { type Document, isYamlMap, readDocuments, type YamlMap } from '../../yaml/document.ts';
import type { Language, Reading } from '../language.ts';
import { ruleMaps } from './actions.ts';
import * as messages from './messages.ts';
import { nameOf, readRule } from './rule.ts';

/** Sigma's detection rules, version 2.1. https://sigmahq.io/sigma-specification/ */
export const sigma: Language = {
  id: 'sigma',
  title: 'Sigma 2.1',
  extensions: ['.yml', '.yaml'],
  isMeant,
  read,
};

/** What a rule has and other files in YAML haven't, in its first column or as JSON. */
const ownKey =
  /(?:^(?:- *)?|[{,"'][ \t]*)(?:title|detections?|log[ _-]?source|correlation)["']?[ \t]*:/im;

/** Other files in YAML are sound, and have no key of a rule's: workflows, lists, settings of other programs. */
function isMeant(source: Source): boolean {
  if (ownKey.test(source.text)) return true;
  const documents = readDocuments(source);
  const isOther = (one: (typeof documents)[number]) =>
    !('fault' in one) &&
    one.faults.length === 0 &&
    (isYamlMap(one.value) || Array.isArray(one.value));
  return documents.length === 0 || !documents.every(isOther);
}

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
