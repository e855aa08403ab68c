import { readText } from './files.ts';

/*
 * Elasticsearch's own specification of its requests, as the package @elastic/request-converter holds it, and whether
 * a value is of one of its types. https://github.com/elastic/elasticsearch-specification/blob/main/docs/behaviors.md
 */

interface Name {
  readonly name: string;
  readonly namespace: string;
}

type Value =
  | { readonly kind: 'instance_of'; readonly type: Name; readonly generics?: readonly Value[] }
  | { readonly kind: 'array_of'; readonly value: Value }
  | { readonly kind: 'dictionary_of'; readonly value: Value; readonly singleKey: boolean }
  | { readonly kind: 'union_of'; readonly items: readonly Value[] }
  | { readonly kind: 'literal_value'; readonly value: unknown }
  | { readonly kind: 'user_defined_value' };

interface Property {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly required: boolean;
  readonly type: Value;
  /** Stands beside the one that a container holds. */
  readonly containerProperty?: boolean;
}

interface Type {
  readonly kind: 'interface' | 'request' | 'type_alias' | 'enum';
  readonly name: Name;
  readonly type?: Value;
  readonly generics?: readonly Name[];
  readonly members?: readonly { readonly name: string; readonly aliases?: readonly string[] }[];
  readonly isOpen?: boolean;
  readonly properties?: readonly Property[];
  readonly body?: { readonly properties?: readonly Property[] };
  readonly inherits?: { readonly type: Name; readonly generics?: readonly Value[] };
  readonly behaviors?: readonly { readonly type: Name; readonly generics?: readonly Value[] }[];
  readonly attachedBehaviors?: readonly string[];
  readonly shortcutProperty?: string;
  readonly variants?: { readonly kind: string; readonly nonExhaustive?: boolean };
}

const keyOf = ({ namespace, name }: Name): string => `${namespace}.${name}`;
let types: ReadonlyMap<string, Type> | undefined;

function typeOf(name: Name): Type {
  types ??= new Map(
    (
      JSON.parse(readText('node_modules/@elastic/request-converter/dist/schema.json')) as {
        types: readonly Type[];
      }
    ).types.map((type) => [keyOf(type.name), type]),
  );
  const found = types.get(keyOf(name));
  if (!found) throw new Error(`there is no type ${keyOf(name)}`);
  return found;
}

type Generics = ReadonlyMap<string, readonly [Value, Generics]>;
const none: Generics = new Map();

/** What speaks against a value's being of a type, the first that is found; null where nothing does. */
export const faultIn = (value: unknown, namespace: string, name: string): string | null =>
  ofType(value, { kind: 'instance_of', type: { namespace, name } }, none, '');

const builtins: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  null: (value) => value === null,
  void: (value) => value === null,
};

function ofType(value: unknown, type: Value, generics: Generics, at: string): string | null {
  const wrong = (wanted: string) =>
    `${at} is no ${wanted}: ${JSON.stringify(value)?.slice(0, 100)}`;
  switch (type.kind) {
    case 'user_defined_value':
      return null;
    case 'literal_value':
      return value === type.value ? null : wrong(JSON.stringify(type.value));
    case 'array_of':
      if (!Array.isArray(value)) return wrong('list');
      return first(value, (item, i) => ofType(item, type.value, generics, `${at}[${i}]`));
    case 'dictionary_of': {
      if (!isMap(value)) return wrong('map');
      const entries = Object.entries(value);
      if (type.singleKey && entries.length !== 1) return wrong('map of one key');
      return first(entries, ([key, one]) => ofType(one, type.value, generics, `${at}.${key}`));
    }
    case 'union_of': {
      const faults = type.items.map((item) => ofType(value, item, generics, at));
      return faults.includes(null) ? null : (faults.at(-1) ?? null);
    }
    case 'instance_of': {
      const bound = generics.get(keyOf(type.type)) ?? generics.get(type.type.name);
      if (bound) return ofType(value, bound[0], bound[1], at);
      const builtin = type.type.namespace === '_builtins' ? builtins[type.type.name] : undefined;
      if (builtin) return builtin(value) ? null : wrong(type.type.name);
      const named = typeOf(type.type);
      return ofNamed(value, named, bind(named, type.generics, generics), at);
    }
  }
}

const bind = (type: Type, given: readonly Value[] | undefined, outer: Generics): Generics =>
  new Map(
    (type.generics ?? []).flatMap(({ name }, i) => (given?.[i] ? [[name, [given[i], outer]]] : [])),
  );

function ofNamed(value: unknown, type: Type, generics: Generics, at: string): string | null {
  // numbers that the specification knows by their sizes
  if (/^(?:integer|long|uint|ulong|short|byte|float|double)$/.test(type.name.name))
    return typeof value === 'number' ? null : `${at} is no number`;
  if (type.kind === 'type_alias') return ofType(value, type.type!, generics, at);
  if (type.kind === 'enum') {
    const names = type.members!.flatMap((member) => [member.name, ...(member.aliases ?? [])]);
    return type.isOpen || names.includes(String(value)) ? null : `${at} is none of ${names}`;
  }
  const properties = propertiesOf(type, generics);
  const short = properties.find(({ property }) => property.name === type.shortcutProperty);
  if (short && !isMap(value)) return ofType(value, short.property.type, short.generics, at);
  if (!isMap(value)) return `${at} is no map`;
  const known = new Set<string>();
  let held = 0;
  for (const { property, generics: of } of properties) {
    const name = [property.name, ...(property.aliases ?? [])].find((one) => one in value);
    if (name === undefined) {
      if (property.required) return `${at} lacks ${property.name}`;
      continue;
    }
    known.add(name);
    held += Number(!property.containerProperty);
    const fault = ofType(value[name], property.type, of, `${at}.${name}`);
    if (fault !== null) return fault;
  }
  if (type.variants?.kind === 'container' && held > 1) return `${at} holds ${held} things, not one`;
  const others = Object.keys(value).filter((name) => !known.has(name));
  return first(others, (name) => ofOther(value[name], name, type, generics, at));
}

/** A key that is no property: one of a map with keys of the user's own, or one too many. */
function ofOther(
  value: unknown,
  name: string,
  type: Type,
  generics: Generics,
  at: string,
): string | null {
  for (let one: Type | null = type; one; one = one.inherits ? typeOf(one.inherits.type) : null)
    for (const { type: behavior, generics: of } of one.behaviors ?? [])
      if (/^AdditionalPropert(?:y|ies)$/.test(behavior.name))
        return ofType(value, of![1]!, generics, `${at}.${name}`);
  return `${at} has ${name}, which ${keyOf(type.name)} has not`;
}

interface Bound {
  readonly property: Property;
  readonly generics: Generics;
}

function propertiesOf(type: Type, generics: Generics): readonly Bound[] {
  const own = type.properties ?? type.body?.properties ?? [];
  const { inherits } = type;
  const base = inherits ? typeOf(inherits.type) : null;
  return [
    ...own.map((property) => ({ property, generics })),
    ...(base ? propertiesOf(base, bind(base, inherits!.generics, generics)) : []),
  ];
}

function first<T>(
  items: readonly T[],
  fault: (item: T, i: number) => string | null,
): string | null {
  for (const [i, item] of items.entries()) {
    const found = fault(item, i);
    if (found !== null) return found;
  }
  return null;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
