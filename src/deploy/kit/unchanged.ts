import { Failure } from '../../cluster/failure.ts';
import { hashOfJson } from '../json.ts';
import { markJson } from '../mark.ts';
import type { Live } from '../target.ts';

/**
 * For servers that keep no versions: whether what is to be written over is there still.
 *
 * @throws Failure where it isn't what was read
 */
export function unchanged(name: string, read: Live | null, now: Live | null): now is Live {
  if (!now) return false;
  if (!read || hashOf(read) !== hashOf(now))
    throw new Failure(`Somebody else has written ${name} meanwhile.`);
  return true;
}

const hashOf = ({ body, mark }: Live): string =>
  hashOfJson({ body, mark: mark ? markJson(mark) : null });
