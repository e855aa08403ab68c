import { toJson, visible } from '../../diagnostic/diagnostic.ts';
import { placeOf } from '../../diagnostic/source.ts';
import { type Change, type Examined, type Health, remedies } from '../../doctor/doctor.ts';
import type { Index } from '../../mapping/index-fields.ts';

/** What came of looking at rules and indices. */
export interface Report {
  readonly to: string;
  readonly indices: readonly Index[];
  readonly rules: readonly Examined[];
  readonly changes: readonly Change[];
}

const healths: Readonly<Record<Health, string>> = {
  exact: 'find what they mean',
  wider: 'find more',
  narrower: 'find less',
  silent: 'can find nothing',
  refused: 'refused',
};

/** So many changes are named; the others mend less. */
const mostChanges = 10;

export function toText({ to, indices, rules, changes }: Report): string {
  const fields = new Set(indices.flatMap(({ fields }) => [...fields.keys()]));
  const counts = Object.entries(healths).map(
    ([health, words]) => `${count(rules, health)} ${words}`,
  );
  const ill = (['silent', 'refused', 'narrower'] as const).flatMap((health) => {
    const some = rules.filter((rule) => rule.health === health);
    return some.length === 0
      ? []
      : [`\n## ${some.length} ${healths[health]}\n`, ...some.map(ruleText)];
  });
  const mending = changes.filter(({ code }) => code !== 'no-field').slice(0, mostChanges);
  const missing = changes.filter(({ code }) => code === 'no-field').slice(0, mostChanges);
  return [
    `# ${indices.length} ${indices.length === 1 ? 'index' : 'indices'}, ${fields.size} fields, ${to}\n`,
    `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}: ${counts.join(', ')}\n`,
    ...ill,
    ...(mending.length > 0
      ? ['\n## Changes of mappings that mend most\n', ...mending.map(changeText)]
      : []),
    ...(missing.length > 0 ? ['\n## Fields that are not there\n', ...missing.map(changeText)] : []),
  ].join('');
}

const count = (rules: readonly Examined[], health: string): number =>
  rules.filter((rule) => rule.health === health).length;

function ruleText({ name, obstacles, others, health }: Examined): string {
  const errors = others.filter(({ severity }) => severity === 'error');
  const reasons =
    health === 'refused'
      ? [...errors, ...obstacles.map(({ said }) => said)]
      : obstacles
          .filter(({ code }) => health !== 'silent' || code === 'no-field')
          .map(({ said }) => said);
  const lines = reasons.map(
    (said) =>
      `  ${placeOf(said.at).line}: ${visible(said.hint ? `${said.message} ${said.hint}` : said.message)}\n`,
  );
  return `${visible(name.title ?? 'Without a title')} (${visible(name.path)})\n${[...new Set(lines)].join('')}`;
}

const changeText = ({ field, code, mends, rules }: Change): string =>
  `${mends} of ${rules} ${rules === 1 ? 'rule' : 'rules'} mended  ${visible(field)}: ${remedies[code] ?? code}\n`;

export function toJsonReport({ to, indices, rules, changes }: Report): string {
  const report = {
    to,
    indices: indices.map(({ name }) => name),
    counts: Object.fromEntries(
      Object.keys(healths).map((health) => [health, count(rules, health)]),
    ),
    rules: rules.map(({ name: { id, title, path }, health, obstacles, others }) => ({
      rule: { id, title, path },
      health,
      fields: obstacles.map(({ field, code, said }) => ({ field, code, said: toJson(said) })),
      diagnostics: others.map(toJson),
    })),
    changes: changes.map((change) => ({ ...change, remedy: remedies[change.code] ?? null })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
