import { gunzipSync, gzipSync } from 'node:zlib';
import { Failure } from '../../cluster/failure.ts';
import type { Revision } from '../history.ts';

/* What a revision made, as it is kept. */

export const pack = (objects: Revision['objects']): Buffer => gzipSync(JSON.stringify(objects));

/** @throws Failure where it can't be read, naming the place */
export function unpacked(packed: Buffer, number: number, place: string): Revision['objects'] {
  try {
    const text = gunzipSync(packed, { maxOutputLength: 1 << 29 }).toString();
    return JSON.parse(text) as Revision['objects'];
  } catch {
    throw new Failure(`What ${place} keeps of revision ${number} can't be read.`);
  }
}
