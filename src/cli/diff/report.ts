import { visible } from '../../diagnostic/diagnostic.ts';
import type { Change, Meaning, Test, Tests } from './change.ts';

/** Of a long list of tests a person is shown so many. */
const most = 20;

/** A change for people to read; nothing where there is none. */
export function changeText({ change, rule, meaning }: Change): string {
  if (change === 'same') return '';
  const head = `# ${rule.title ?? 'Without a title'} (${rule.path})`;
  const lines = meaning ? [head, ...meaningLines(meaning)] : [`${head}: ${change}`];
  return `${lines.map(visible).join('\n')}\n\n`;
}

const meaningLines = ({ logSource, count, open, tests }: Meaning): readonly string[] => [
  ...(logSource ? [`- log source: ${logSource.old}`, `+ log source: ${logSource.new}`] : []),
  ...(count ? [`- ${counted(count.old)}`, `+ ${counted(count.new)}`] : []),
  ...(open?.old ?? []).map((reason) => `- left open: ${reason}`),
  ...(open?.new ?? []).map((reason) => `+ left open: ${reason}`),
  ...(tests ? testLines(tests) : []),
];

const counted = (count: string | null): string =>
  count === null ? 'finds single events' : `counts ${count}`;

function testLines({ added, removed, foundOnlyBy }: Tests): readonly string[] {
  const isJoinedAnew = added.length + removed.length === 0;
  return [
    ...listed('-', removed),
    ...listed('+', added),
    ...(isJoinedAnew ? ['The tests are the same, and joined in another way.'] : []),
    ...exampleLines(foundOnlyBy),
  ];
}

const listed = (sign: string, tests: readonly Test[]): readonly string[] => [
  ...tests.slice(0, most).map(({ test, path, line }) => `${sign} ${test} ${path}:${line}`),
  ...(tests.length > most ? [`${sign} and ${tests.length - most} more`] : []),
];

function exampleLines({ old, new: now }: Tests['foundOnlyBy']): readonly string[] {
  if (old.length + now.length === 0) return ['no event found that tells them apart'];
  return (
    [
      ['old', old],
      ['new', now],
    ] as const
  ).flatMap(([which, events]) =>
    events.length === 0
      ? [`no event found that only the ${which} rule finds`]
      : [`only the ${which} rule finds`, ...events.map((event) => `  ${JSON.stringify(event)}`)],
  );
}

/** How many rules became what. */
export function summary(changes: readonly Change[]): string {
  const kinds = ['changed', 'added', 'removed', 'refused', 'same'] as const;
  const counts = kinds.flatMap((kind) => {
    const count = changes.filter(({ change }) => change === kind).length;
    return count === 0 ? [] : [`${count} ${kind === 'same' ? 'the same' : kind}`];
  });
  return `${changes.length} ${changes.length === 1 ? 'rule' : 'rules'}: ${counts.join(', ')}\n`;
}
