/** What an index holds, as its mapping says it. */
export interface Index {
  readonly name: string;
  /** By its whole path, what is held of a field: the field itself, and behind it its multi-fields. */
  readonly fields: ReadonlyMap<string, readonly Leaf[]>;
  /** Objects by their whole paths; "" is the event. */
  readonly objects: ReadonlyMap<string, ObjectField>;
}

/** One way in which an index holds a field's values. */
export interface Leaf {
  /** What queries call it: `CommandLine.keyword`. */
  readonly path: string;
  /** As the engine calls it: `keyword`, `long`. */
  readonly type: string;
  readonly holds: Holds;
  /** Values can be looked for, not only whether there are some. */
  readonly isSearched: boolean;
  /** `exists` finds those that have a value. */
  readonly isPresenceTold: boolean;
  /** `ignore_above`: a text of more UTF-16 units is not held. Infinity: none is left out. */
  readonly limit: number;
  /** `limit` is a guess: `_field_caps` doesn't say it. */
  readonly isLimitGuessed?: boolean;
  /** How texts were changed before they were held: not at all, small letters, or in a way that isn't known. */
  readonly folded: 'none' | 'lower' | 'unknown';
  /** Words of a text are those of the standard analyzer. */
  readonly hasStandardWords: boolean;
  /** Words have their places, so that one can be asked to stand behind the other. */
  readonly hasPositions: boolean;
  /** `ignore_malformed`: a value that isn't of the type is not held. */
  readonly isMalformedLeftOut: boolean;
  /** Worked out anew for each search, from the event or by a script: nothing tells of what it leaves out. */
  readonly isRuntime?: boolean;
  /** `null_value`: null is held as a value. */
  readonly isNullHeld: boolean;
  /** The innermost nested object that it is in. */
  readonly nested: string | null;
}

export type Holds =
  | 'keyword'
  | 'text'
  | 'integer'
  | 'double'
  | 'rounded' // a number of fewer digits than JSON's
  | 'boolean'
  | 'address'
  | 'date'
  | 'flat' // a key of an object whose values are all held as keywords
  | 'other';

export interface ObjectField {
  /** What becomes of a field that it has no mapping for; `off`: nothing in it is looked at. */
  readonly dynamic: 'true' | 'false' | 'strict' | 'off';
  readonly nested: string | null;
}

/** What an index holds under a name that a rule uses. */
export type Found =
  | { readonly kind: 'leaves'; readonly leaves: readonly Leaf[] }
  | { readonly kind: 'object' }
  /** It may be in events, and can't be searched. */
  | { readonly kind: 'unsearched' }
  | { readonly kind: 'absent' };

const unsearched: Found = { kind: 'unsearched' };

/** What an index holds under a name. */
export function fieldIn({ fields, objects }: Index, name: string): Found {
  const leaves = fields.get(name);
  if (leaves) return { kind: 'leaves', leaves };
  const object = objects.get(name);
  if (object) return object.dynamic === 'off' ? unsearched : { kind: 'object' };
  for (const outer of outwards(name)) {
    const [whole] = fields.get(outer) ?? [];
    if (whole?.holds === 'flat')
      return { kind: 'leaves', leaves: [{ ...whole, path: name, isPresenceTold: true }] };
    if (whole?.type === 'derived') return unsearched; // an object, maybe
    if (whole) return { kind: 'absent' }; // a value, which has nothing inside
    const around = objects.get(outer);
    if (!around) continue;
    return around.dynamic === 'false' || around.dynamic === 'off' ? unsearched : { kind: 'absent' };
  }
  return { kind: 'absent' };
}

/** What may stand around a name: of `a.b.c` it is `a.b`, `a` and the event. */
function* outwards(name: string): Generator<string> {
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1))
    yield name.slice(0, end);
  yield '';
}

/** The fields inside an object, each with its ways. */
export function* inside({ fields }: Index, object: string): Generator<readonly Leaf[]> {
  const start = `${object}.`;
  for (const [name, leaves] of fields) if (name.startsWith(start)) yield leaves;
}
