import { type Diagnostic, isError, show } from '../../diagnostic/diagnostic.ts';
import type { RuleName } from '../../ir/rule.ts';

/** A rule, and all that is to be said of it. */
export interface Checked {
  readonly name: RuleName;
  readonly diagnostics: readonly Diagnostic[];
  /** What came out besides. */
  readonly text?: string;
}

/**
 * A report as JUnit writes them, with a test case for each rule: it fails where something is wrong with
 * the rule, and what else is to be said of it stands beside it.
 * https://github.com/testmoapp/junitxml
 */
export function junit(suite: string, checked: readonly Checked[]): string {
  const failures = checked.filter(({ diagnostics }) => diagnostics.some(isError)).length;
  const counts = `tests="${checked.length}" failures="${failures}" errors="0" skipped="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="rulewright" ${counts}>`,
    `  <testsuite name="${xml(suite)}" ${counts}>`,
    ...checked.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase({ name, diagnostics, text = '' }: Checked): string {
  const head = `    <testcase name="${xml(name.title ?? 'Without a title')}" classname="${xml(name.path)}" file="${xml(name.path)}"`;
  if (diagnostics.length === 0 && text === '') return `${head}/>`;
  const errors = diagnostics.filter(isError);
  const rest = diagnostics.filter((one) => !isError(one));
  const failure = errors.map(
    (one) =>
      `      <failure message="${xml(one.message)}" type="${xml(one.code)}">${xml(show(one))}</failure>`,
  );
  const remarks = xml([...(text === '' ? [] : [text]), ...rest.map((one) => show(one))].join('\n'));
  return [
    `${head}>`,
    ...failure,
    ...(remarks === '' ? [] : [`      <system-out>${remarks}</system-out>`]),
    '    </testcase>',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** A text inside XML; what XML 1.0 has no way to write becomes the sign for such. */
const xml = (text: string): string =>
  text
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"]/g, (char) => entities[char]!)
    .replace(/[\t\n\r]/g, (char) => (char === '\n' ? '&#10;' : `&#${char.charCodeAt(0)};`));
