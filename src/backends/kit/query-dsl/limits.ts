/*
 * What engines take under their default settings, the least of Elasticsearch 8 and 9 and OpenSearch
 * 2 and 3. Each was met on a real one; the tests hold queries at these limits against them.
 */

/** index.max_regex_length, in UTF-16 units. */
export const regexLength = 1000;
/** indices.query.bool.max_clause_count, over the whole query. */
export const clauses = 1024;
/** indices.query.bool.max_nested_depth is 30; a few are left to who wraps the query. */
export const depth = 25;
/** A text before the first `*` becomes a chain of states that Elasticsearch 8 walks on its stack. */
export const textLength = 900;
/** A longer list of like values becomes regular expressions, for each clause reads the whole term dictionary. */
export const listLength = 16;
/**
 * What may be looked for in the middle of texts, in characters. Each makes some ten states of an
 * automaton over UTF-8, and those some 10 KB; of 230,000 characters an OpenSearch 3.6
 * with 1 GB died, and at 40,000 an Elasticsearch 8.19 with 512 MB gave up.
 */
export const scanned = 20_000;
/** The same for keywords, for which an engine makes an automaton for every field of the index. */
export const scannedEverywhere = 300;
/** Keywords in one expression; larger automata have larger tables too. */
export const keywordsLength = 100;
