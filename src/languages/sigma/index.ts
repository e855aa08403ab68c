import type { Source } from '../../diagnostic/source.ts';
import { startOf } from '../../diagnostic/source.ts';
import {
  type Document,
  isYamlMap,
  Place,
  readDocuments,
  type YamlMap,
} from '../../yaml/document.ts';
import type { Language, Others, Reading, Settings } from '../language.ts';
import { type Made, ruleMaps } from './actions.ts';
import { readCorrelation } from './correlation/index.ts';
import { libraryOf } from './correlation/library.ts';
import type { Candidate } from './correlation/rules.ts';
import * as messages from './messages.ts';
import { nameOf, readRule } from './rule.ts';

/** Sigma's detection rules and correlations, version 2.1. https://sigmahq.io/sigma-specification/ */
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

function read(source: Source, _settings?: Settings, others?: Others): readonly Reading[] {
  const made = ruleMaps(readDocuments(source));
  const nameless = { id: null, title: null, path: source.path };
  if (made.length === 0)
    return [{ name: nameless, rule: null, diagnostics: [messages.empty(startOf(source))] }];
  const readings = made.map((one): Reading | null => {
    if ('fault' in one) {
      const name = one.map ? nameOf(one.map, source.path) : nameless;
      return { name, rule: null, diagnostics: [one.fault], ...calledIn(one.map) };
    }
    if (one.correlation) return null;
    const reading = sound(one, readRule(one.map, one.document));
    return typeof one.map.name === 'string' ? { ...reading, called: one.map.name } : reading;
  });
  if (!readings.includes(null)) return readings as readonly Reading[];
  // a correlation may stand before the rules that it is about
  const library = libraryOf(candidatesOf(made, readings, source.path), others, source.path);
  return made.map((one, i) => {
    if (readings[i] || 'fault' in one) return readings[i]!;
    const reading = sound(one, readCorrelation(one.map, one.correlation!, one.document, library));
    return { ...reading, ...calledIn(one.map) };
  });
}

/** None of a document whose syntax has a fault that could be passed over. */
function sound({ document: { faults } }: { document: Document }, reading: Reading): Reading {
  if (faults.length === 0) return reading;
  return { ...reading, rule: null, diagnostics: [...faults, ...reading.diagnostics] };
}

/** The rules of a file by the names that correlations use, with those that can't be read. */
function candidatesOf(
  made: readonly Made[],
  readings: readonly (Reading | null)[],
  path: string,
): readonly Candidate[] {
  return made.flatMap((one, i): Candidate[] => {
    const { map } = one;
    if (!map) return [];
    const names = namesIn(map);
    const at = 'document' in one ? new Place(one.document) : one.fault.at;
    const reading = readings[i] ?? { name: nameOf(map, path), rule: null, diagnostics: [] };
    return names.length === 0 ? [] : [{ reading, names, isCorrelation: 'correlation' in map, at }];
  });
}

const calledIn = (map: YamlMap | null): { called?: string } =>
  typeof map?.name === 'string' ? { called: map.name } : {};

const namesIn = ({ id, name }: YamlMap): readonly string[] => [
  ...new Set([id, name].filter((one) => typeof one === 'string')),
];
