import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { sayIn } from '../diagnostic/say.ts';
import { startOf } from '../diagnostic/source.ts';

/** What is wrong with the mapping of an index. */

const { error } = sayIn('mapping');

const at = (path: string) => startOf({ path, text: '' });

export const notJson = (path: string, why: string): Diagnostic =>
  error('not-json', `This is not JSON: ${why}.`, at(path), how);

export const noMapping = (path: string): Diagnostic =>
  error('none', 'This is no mapping of an index.', at(path), how);

export const noIndex = (path: string): Diagnostic =>
  error('no-index', 'It tells of no index.', at(path), how);

export const tooDeep = (path: string): Diagnostic =>
  error('too-deep', 'Its objects are nested too deep.', at(path));

const how = 'Give what GET INDEX/_mapping answers, or GET INDEX/_field_caps?fields=*.';
