import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from '../../support/corpus.ts';

const path = join(shared, 'corpus/attack-analytics.jsonl');

/** The analytics that ATT&CK's pages print, where the corpora are there; else none. */
export const printed = (): readonly { readonly text: string }[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { text: string })
    : [];
