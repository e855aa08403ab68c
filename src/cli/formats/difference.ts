import { createTwoFilesPatch } from 'diff';
import { visible } from '../../diagnostic/diagnostic.ts';
import type { Stand } from '../../emit/stand.ts';

/** Files that differ in more lines than this are not laid side by side. */
const most = 5000;

/** How a file differs from what is wanted, as `diff -u` shows it; objects in a line each are laid out for it. */
export function difference({
  file,
  have,
  wanted,
}: Pick<Stand, 'file' | 'have' | 'wanted'>): string {
  const patch = createTwoFilesPatch(
    have === null ? '/dev/null' : `a/${file}`,
    wanted === null ? '/dev/null' : `b/${file}`,
    laidOut(have ?? '', file),
    laidOut(wanted ?? '', file),
    undefined,
    undefined,
    {
      context: 3,
      maxEditLength: most,
      headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
    },
  );
  if (patch === undefined) return `  more than ${most} lines differ\n`;
  return `${patch.trimEnd().split('\n').map(visible).join('\n')}\n`;
}

function laidOut(text: string, file: string): string {
  if (!file.endsWith('.ndjson')) return text;
  try {
    return text.replace(/^.+$/gm, (line) => JSON.stringify(JSON.parse(line), null, 2));
  } catch {
    return text; // somebody has edited it
  }
}
