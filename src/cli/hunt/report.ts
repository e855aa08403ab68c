import type { CompiledQuery } from '../../compile.ts';
import { visible } from '../../diagnostic/diagnostic.ts';
import type { Days, Found } from '../../hunt/hunt.ts';
import type { Fidelity } from '../../ir/fidelity.ts';
import type { RuleName } from '../../ir/rule.ts';
import type { Output } from '../terminal.ts';

/** What came of a rule; `query` is null where it is refused, and then nothing was looked for. */
export interface Hunted {
  readonly name: RuleName;
  readonly query: CompiledQuery | null;
  readonly found: Found | null;
}

/** The line that other programs read. `count` is null where it can't be told. */
export function writeLine(
  output: Output,
  { name: { id, title, path }, query, found }: Hunted,
): void {
  const isFault = found === null || 'fault' in found;
  const line = {
    rule: { id, title, path },
    fidelity: query?.fidelity ?? 'refused',
    count: isFault ? null : found.count,
    hits: isFault ? [] : found.hits,
    ...(!isFault && found.days && { days: found.days }),
    ...(found !== null && 'fault' in found && { fault: found.fault }),
  };
  output.write(`${JSON.stringify(line)}\n`);
}

/** What people read: the rules that found something, and those of which it can't be told. */
export function writeText(output: Output, { name: { title, path }, query, found }: Hunted): void {
  if (found === null || ('count' in found && found.count === 0)) return;
  output.write(`# ${visible(title ?? 'Without a title')} (${visible(path)})\n`);
  if ('fault' in found) output.write(`failed: ${visible(found.fault)}\n\n`);
  else {
    const more = doubts[query?.fidelity ?? 'exact'];
    const hits = found.hits.map(({ index, id }) => `  ${visible(index)}/${visible(id)}\n`);
    const days = found.days ? Object.entries(found.days) : [];
    const byDay = days.map(([day, count]) => `  ${visible(day)}  ${count}\n`);
    output.write(`${counted(found.count, 'event')}${more}\n${byDay.join('')}${hits.join('')}\n`);
  }
}

const doubts: Readonly<Record<Fidelity | 'refused', string>> = {
  exact: '',
  wider: ', of which it may mean fewer',
  narrower: ', and it may mean more',
  refused: '',
};

/** The noisiest first: what finds most in one day. */
export const byNoise = (a: Hunted, b: Hunted): number => noise(b.found) - noise(a.found);

const noise = (found: Found | null): number =>
  found && 'days' in found && found.days ? worstOf(found.days) : 0;

/** The most events of one day. */
export const worstOf = (days: Days): number => Math.max(0, ...Object.values(days));

/** @param refused so many rules have no query */
export function summary(hunted: readonly Hunted[], asked: number, refused: number): string {
  const finding = hunted.filter(({ found }) => found && 'count' in found && found.count > 0);
  const failed = hunted.filter(({ found }) => found && 'fault' in found);
  const left = asked - hunted.length;
  return [
    `${counted(hunted.length, 'rule')}: ${finding.length} found something, ${failed.length} failed`,
    left > 0 ? `, ${left} not asked` : '',
    refused > 0 ? `, ${refused} more refused` : '',
    '\n',
  ].join('');
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;
