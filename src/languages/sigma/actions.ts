import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import {
  type Document,
  isYamlMap,
  Place,
  type Unread,
  type Yaml,
  type YamlMap,
} from '../../yaml/document.ts';
import type { Path } from '../../yaml/layout.ts';
import { unsound } from '../../yaml/size.ts';
import * as messages from './messages.ts';

/** A rule that a file makes, or what keeps it from being one. */
export type Made =
  | {
      readonly map: YamlMap;
      readonly document: Document;
      /** Of a correlation: what its own document holds, without what is global. */
      readonly correlation?: YamlMap;
    }
  | { readonly fault: Diagnostic; readonly map: YamlMap | null };

/**
 * The rules of a file of several documents. `action: global` is laid under every rule that follows,
 * `action: reset` takes it away, `action: repeat` lays its document over the rule before it.
 */
export function ruleMaps(documents: readonly (Document | Unread)[]): Made[] {
  let global: Layers | null = null;
  let previous: Layers | null = null;
  const made: Made[] = [];
  for (const document of documents) {
    if ('fault' in document) {
      made.push({ fault: document.fault, map: null });
      continue;
    }
    const { value } = document;
    if (value === null || value === undefined) continue;
    if (!isYamlMap(value)) {
      made.push({ fault: messages.notAMap(new Place(document)), map: null });
      continue;
    }
    const root = new Place(document);
    const endless = unsound(value, root);
    if (endless) {
      made.push({ fault: endless, map: value });
      continue;
    }
    const { action } = value;
    const map = action === undefined ? value : without(value, 'action');
    const fault = (diagnostic: Diagnostic) => made.push({ fault: diagnostic, map });
    if ('filter' in map) fault(messages.notYet(root.at('filter').key()));
    else if ('correlation' in map) made.push({ ...lay(global, map, document), correlation: map });
    else if (action === undefined || action === null) {
      previous = lay(global, map, document);
      made.push(previous);
    } else if (action === 'global') global = lay(global, map, document);
    else if (action === 'reset') global = null;
    else if (action === 'repeat') {
      if (previous) {
        previous = lay(previous, map, document);
        made.push(previous);
      } else fault(messages.nothingToRepeat(root.at('action')));
    } else fault(messages.unknownAction(action, root.at('action')));
  }
  return made;
}

const without = (map: YamlMap, name: string): YamlMap =>
  Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));

/** A map made of several documents, and a document that knows in which of them each part stands. */
interface Layers {
  readonly map: YamlMap;
  readonly document: Document;
}

function lay(under: Layers | null, map: YamlMap, top: Document): Layers {
  if (!under) return { map, document: top };
  const merged = merge(under.map, map);
  return {
    map: merged,
    document: {
      source: top.source,
      value: merged,
      faults: [...under.document.faults, ...top.faults],
      find: (path, key, part) => (holds(map, path) ? top : under.document).find(path, key, part),
    },
  };
}

function holds(value: Yaml | undefined, path: Path): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
  return holds((value as Record<string, Yaml>)[String(step)], rest);
}

/** `over` laid over `under`: maps are merged, all else is replaced. */
function merge(under: YamlMap, over: YamlMap): YamlMap {
  const out: Record<string, Yaml> = Object.assign(Object.create(null), under);
  for (const [key, value] of Object.entries(over)) {
    const below = out[key];
    out[key] = isYamlMap(below) && isYamlMap(value) ? merge(below, value) : value;
  }
  return { ...out };
}
