/** A JSON object, as an event source writes it. */
export type Event = Readonly<Record<string, unknown>>;

/** What a field can hold; null and missing are no value. */
export type Scalar = string | number | boolean;

export type Test = (value: Scalar) => boolean;

/** Whether some value of the field passes. */
export type Reader = (event: Event, test: Test) => boolean;

/**
 * The reader of a path: `a.b` is the key "a.b", or `b` inside `a`; where both are there, both count.
 * Arrays are looked into, at every step, as search engines flatten them.
 */
export function readerOf(field: string): Reader {
  if (!field.includes('.')) return (event, test) => someScalar(event[field], test);
  const parts = field.split('.');
  return (event, test) => somePath(event, parts, 0, (value) => someScalar(value, test));
}

/**
 * Whether the field is there and not null: a value, or an object that holds one, whether it is
 * written as an object or as dotted keys.
 */
export function presenceOf(field: string): (event: Event) => boolean {
  const parts = field.split('.');
  return (event) => somePath(event, parts, 0, holdsValue, true);
}

/** Whether some value anywhere in the event passes. */
export function someValue(node: unknown, test: Test): boolean {
  switch (typeof node) {
    case 'string':
    case 'number':
    case 'boolean':
      return test(node);
    case 'object':
      if (node === null) return false;
      if (Array.isArray(node)) return node.some((item) => someValue(item, test));
      for (const key of Object.keys(node)) if (someValue((node as Event)[key], test)) return true;
  }
  return false;
}

/** The text of a value, as JSON writes it and a keyword index holds it. */
export const textOf = (value: Scalar): string =>
  typeof value === 'string' ? value : String(value);

function someScalar(node: unknown, test: Test): boolean {
  switch (typeof node) {
    case 'string':
    case 'number':
    case 'boolean':
      return test(node);
    case 'object':
      return Array.isArray(node) && node.some((item) => someScalar(item, test));
  }
  return false;
}

const holdsValue = (node: unknown): boolean => someValue(node, () => true);

/** With `inside`, what stands under a key that goes on behind the path counts too: `a.b.c` for `a.b`. */
function somePath(
  node: unknown,
  parts: readonly string[],
  from: number,
  found: (value: unknown) => boolean,
  inside = false,
): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some((item) => somePath(item, parts, from, found, inside));
  let key = '';
  for (let to = from + 1; to <= parts.length; to++) {
    key = to === from + 1 ? parts[from]! : `${key}.${parts[to - 1]}`;
    if (!Object.hasOwn(node, key)) continue;
    const child = (node as Event)[key];
    if (to === parts.length ? found(child) : somePath(child, parts, to, found, inside)) return true;
  }
  if (!inside) return false;
  const start = `${key}.`;
  return Object.keys(node).some((name) => name.startsWith(start) && found((node as Event)[name]));
}
