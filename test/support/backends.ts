import { backends } from '../../src/index.ts';

/** The backends that write any rule under the names it has, whatever its log source. */
export const anyNames = Object.values(backends).filter(({ pipeline }) => pipeline === undefined);
