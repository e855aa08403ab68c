import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { type Source, type Span, startOf } from '../diagnostic/source.ts';
import { isYamlMap, Place, readDocuments, type YamlMap } from '../yaml/document.ts';
import { unsound } from '../yaml/size.ts';
import * as messages from './messages.ts';
import type { Layer } from './settings.ts';
import { faultsOf } from './validate.ts';

/** The settings of a file, its environments apart, and all that is wrong with them. */
export interface SettingsFile {
  readonly layer: Layer;
  readonly environments: Readonly<Record<string, Layer>>;
  readonly faults: readonly Diagnostic[];
}

const largest = 1024 * 1024;

/** The settings in a file; null where there is no such file. */
export function readSettings(path: string, shown: string): SettingsFile | null {
  try {
    return parseSettings({ path: shown, text: readFileSync(path, 'utf8') });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    return faulty([messages.unreadable(error, startOf({ path: shown, text: '' }))]);
  }
}

export function parseSettings(source: Source): SettingsFile {
  if (source.text.length > largest) return faulty([messages.tooLarge(startOf(source))]);
  const [document, second] = readDocuments(source);
  if (!document) return faulty([]);
  if ('fault' in document) return faulty([document.fault]);
  if (second) {
    const at = 'fault' in second ? second.fault.at : new Place(second);
    return faulty([messages.oneDocument(at)]);
  }
  const root = new Place(document);
  if (document.faults.length > 0) return faulty(document.faults);
  const values = document.value ?? {};
  if (!isYamlMap(values)) return faulty([messages.notAMap(root)]);
  const endless = unsound(values, root);
  if (endless) return faulty([endless]);
  const at = (path: readonly string[]): Span =>
    path.reduce((place, step) => place.at(step), root).key();
  const faults = faultsOf({ values, at }, 'file');
  if (faults.length > 0) return faulty(faults);
  const { environments = {}, ...own } = values as { environments?: Record<string, YamlMap> };
  return {
    layer: { values: own, at, exception: (name) => root.at('exceptions').at(name) },
    environments: Object.fromEntries(
      Object.entries(environments).map(([name, of]): [string, Layer] => [
        name,
        {
          values: of,
          at: (path) => at(['environments', name, ...path]),
          exception: (one) => root.at('environments').at(name).at('exceptions').at(one),
        },
      ]),
    ),
    faults: [],
  };
}

const faulty = (faults: readonly Diagnostic[]): SettingsFile => ({
  layer: { values: {}, at: () => faults[0]!.at },
  environments: {},
  faults,
});
