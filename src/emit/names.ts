import { createHash } from 'node:crypto';
import type { RuleName } from '../ir/rule.ts';

/** What an engine takes as the name of an object, and every file system as that of a file. */
const isPlain = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/**
 * The names by which targets know rules: their ids, or what is derived from the project's name of the
 * file and the title where a rule has no id, has one that can't be a name, or has one that was given
 * before. The same rules have the same names wherever they are compiled.
 */
export class StableNames {
  private readonly given = new Set<string>();

  /** The rule's name, and whether its id is what makes it. */
  nameOf({ id, title }: RuleName, file: string): { name: string; isOwn: boolean } {
    if (id !== null && isPlain.test(id) && this.take(id)) return { name: id, isOwn: true };
    for (let i = 1; ; i++) {
      const name = uuid(JSON.stringify([file, title, id, i]));
      if (this.take(name)) return { name, isOwn: false };
    }
  }

  private take(name: string): boolean {
    const key = name.toLowerCase();
    if (this.given.has(key)) return false;
    this.given.add(key);
    return true;
  }
}

/** A number of nine digits at most, made of a text. */
export const numberOf = (text: string): number =>
  Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 12), 16) % 1e9;

/** A UUID of version 8 (RFC 9562) made of a text. */
function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
