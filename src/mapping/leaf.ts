import type { Leaf } from './index-fields.ts';
import { isTree, type Tree } from './json.ts';
import { holdsOf, isPresent } from './types.ts';

/** What settings say of how texts are held; they are told by `GET INDEX`, not by its mapping alone. */
export interface Analysis {
  /** Texts without an analyzer of their own are cut into words by the standard one. */
  readonly isStandard: boolean;
  /** Normalizers that only make letters small. */
  readonly lower: ReadonlySet<string>;
  /** `index.mapping.ignore_above`, where a field says none. */
  readonly limit: number;
}

/** https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/analyzer */
export function analysisOf(settings: Tree): Analysis {
  const index = isTree(settings.index) ? settings.index : settings;
  const analysis = isTree(index.analysis) ? index.analysis : {};
  const analyzers = isTree(analysis.analyzer) ? analysis.analyzer : {};
  const normalizers = isTree(analysis.normalizer) ? analysis.normalizer : {};
  const lower = Object.entries(normalizers).flatMap(([name, one]) =>
    isTree(one) && isOnlyLower(one) ? [name] : [],
  );
  const mapping = isTree(index.mapping) ? index.mapping : {};
  return {
    isStandard: !['default', 'default_search', 'standard'].some((name) =>
      Object.hasOwn(analyzers, name),
    ),
    lower: new Set([...(Object.hasOwn(normalizers, 'lowercase') ? [] : ['lowercase']), ...lower]),
    limit: limitOf(mapping.ignore_above) ?? Number.POSITIVE_INFINITY,
  };
}

function isOnlyLower({ filter, char_filter }: Tree): boolean {
  const filters = [filter ?? []].flat();
  return (
    filters.length === 1 && filters[0] === 'lowercase' && [char_filter ?? []].flat().length === 0
  );
}

const limitOf = (given: unknown): number | null => {
  const limit = typeof given === 'string' ? Number(given) : given;
  return typeof limit === 'number' && limit >= 0 && limit < 2 ** 31 - 1 ? limit : null;
};

/** A field by what its mapping says. */
export function leafOf(path: string, given: Tree, nested: string | null, of: Analysis): Leaf {
  const type = String(given.type);
  const holds = holdsOf(type);
  const isIndexed = isNotFalse(given.index);
  const hasValues = holds !== 'text' && isNotFalse(given.doc_values);
  // what is not indexed is looked for in the values themselves, which engines do for numbers alone alike
  const isByValue = holds === 'integer' || holds === 'double' || holds === 'rounded';
  const isText = holds === 'keyword' || holds === 'flat';
  return {
    path,
    type,
    holds,
    isSearched: isIndexed || (isByValue && hasValues),
    isPresenceTold: isPresent(type) && (isIndexed || hasValues),
    limit: isText
      ? (limitOf(given.ignore_above) ?? (type === 'keyword' ? of.limit : Infinity))
      : Infinity,
    folded: foldedBy(given.normalizer, of),
    hasStandardWords:
      (given.analyzer === undefined ? of.isStandard : given.analyzer === 'standard') &&
      given.search_analyzer === undefined &&
      given.search_quote_analyzer === undefined,
    hasPositions:
      type === 'match_only_text' || !['docs', 'freqs'].includes(String(given.index_options)),
    isMalformedLeftOut: given.ignore_malformed === true || given.ignore_malformed === 'true',
    isNullHeld: given.null_value !== undefined && given.null_value !== null,
    nested,
  };
}

/**
 * A runtime field of Elasticsearch. Without a script it is what the event says, as far as that is of its type.
 * https://www.elastic.co/docs/manage-data/data-store/mapping/runtime-fields
 */
export function runtimeLeafOf(path: string, given: Tree, of: Analysis): Leaf {
  const leaf = leafOf(path, { type: given.type }, null, { ...of, limit: Number.POSITIVE_INFINITY });
  const isTaken = given.script !== undefined || leaf.holds === 'keyword';
  return { ...leaf, isRuntime: true, isMalformedLeftOut: !isTaken };
}

const isNotFalse = (given: unknown): boolean => given !== false && given !== 'false';

function foldedBy(normalizer: unknown, { lower }: Analysis): Leaf['folded'] {
  if (normalizer === undefined || normalizer === null || normalizer === 'default') return 'none';
  return lower.has(String(normalizer)) ? 'lower' : 'unknown';
}
