/*
 * What must be escaped in Lucene's regular expressions. A backslash before a letter or a digit would
 * make a class of it; before all else it takes a meaning away.
 * https://lucene.apache.org/core/10_4_0/core/org/apache/lucene/util/automaton/RegExp.html
 */

/** Text that stands for itself: the operators, and the slash that ends an expression in query syntax. */
export const escapeRegexp = (text: string): string =>
  text.replace(/[.?+*|{}[\]()"\\#@&<>~/]/g, '\\$&');

/** A character between the brackets of a class. */
export const escapeInClass = (char: string): string => char.replace(/[[\]\\^-]/, '\\$&');
