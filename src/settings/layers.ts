import type { Span } from '../diagnostic/source.ts';
import {
  defaults,
  type Layer,
  type NamedException,
  type Resolved,
  type Settings,
  type Tree,
} from './settings.ts';

/** Settings that are maps of a user's own keys are laid over each other no deeper than these. */
const whole = new Set(['actions', 'exceptions']);

/** The defaults with the layers over them, later ones over earlier ones: maps key by key, all else whole. */
export function resolve(layers: readonly Layer[]): Resolved {
  const origins = new Map<string, Span>();
  let settings = defaults as unknown as Tree;
  for (const layer of layers)
    settings = over(settings, layer.values, [], (path) => {
      const name = path.join('.');
      for (const known of origins.keys())
        if (known === name || known.startsWith(`${name}.`)) origins.delete(known);
      origins.set(name, layer.at(path));
    });
  const resolved = settings as unknown as Settings;
  return { settings: resolved, origins, exceptions: exceptionsOf(resolved, layers) };
}

/** Those that the last layer to name them does not take away. */
function exceptionsOf({ exceptions }: Settings, layers: readonly Layer[]): NamedException[] {
  return Object.entries(exceptions).flatMap(([name, exception]) => {
    const layer = layers.findLast(
      ({ values }) => isTree(values.exceptions) && name in values.exceptions,
    );
    return exception && layer?.exception
      ? [{ ...exception, name, place: layer.exception(name) }]
      : [];
  });
}

function over(
  below: Tree,
  above: Tree,
  path: readonly string[],
  set: (path: readonly string[]) => void,
): Tree {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const here = [...path, key];
    const under = merged[key];
    const isDeep = isTree(value) && isTree(under) && !whole.has(path[0] ?? '');
    if (isDeep) merged[key] = over(under, value, here, set);
    else {
      merged[key] = value;
      set(here);
    }
  }
  return merged;
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each setting by its path, and its value: what `config` shows. */
export function leaves(settings: Settings): readonly (readonly [string, unknown])[] {
  const found: [string, unknown][] = [];
  const walk = (value: unknown, path: readonly string[]) => {
    const isLeaf = !isTree(value) || Object.keys(value).length === 0 || isAction(path);
    if (isLeaf) found.push([path.join('.'), value]);
    else for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
  };
  for (const [key, value] of Object.entries(settings)) walk(value, [key]);
  return found;
}

const isAction = (path: readonly string[]): boolean => whole.has(path[0]!) && path.length > 1;
