import { expect } from 'chai';
import { load } from 'js-yaml';
import { compile, type Event, languages, predicate } from '../../src/index.ts';
import { filesIn, readText } from '../support/files.ts';
import { singly } from '../support/single.ts';
import { pipelineOf } from './pipelines.ts';

/*
 * Steps that change how a rule is said and not what it means: every rule of test/rules finds the same events
 * behind them as before, where the events are changed alike.
 */

interface Told {
  readonly finds: readonly Event[];
  readonly leaves: readonly Event[];
}

const same = (event: Event): Event => event;
const withNames =
  (namesOf: (name: string) => readonly string[]) =>
  (event: Event): Event =>
    Object.fromEntries(
      Object.entries(event).flatMap(([name, value]) => namesOf(name).map((to) => [to, value])),
    );

const rules = filesIn('test/rules', '.events.yml').map((path) => {
  const rule = path.replace('.events.yml', '.yml');
  return { source: { path: rule, text: readText(rule) }, told: load(readText(path)) as Told };
});

/** Letters that are not ASCII's ignore case in regular expressions, and not in rules. */
const notAscii = ['long-list', 'unicode', 'letters-like-ascii'];

describe('a pipeline that changes no meaning', () => {
  for (const [what, steps, toNow, leaves] of [
    ['nothing', [], same, []],
    ['names', ['{type: field_name_prefix, prefix: x}'], withNames((name) => [`x${name}`]), []],
    [
      'names back and forth',
      [
        '{type: field_name_prefix, prefix: y}',
        "{type: nest, items: [{type: field_name_prefix, prefix: 'z '}]}",
      ],
      withNames((name) => [`z y${name}`]),
      [],
    ],
    [
      'texts to what they were',
      ["{type: replace_string, regex: '(.)', replacement: '\\1', skip_special: true}"],
      same,
      [],
    ],
    [
      'patterns to regular expressions',
      ['{type: regex, method: ignore_case_flag}'],
      same,
      ['cased', ...notAscii],
    ],
    ['patterns to bracket expressions', ['{type: regex}'], same, ['cased', ...notAscii]],
    ['numbers to texts', ['{type: convert_type, target_type: str}'], same, []],
  ] as const)
    it(`keeps it: ${what}`, () => {
      const pipeline = pipelineOf(
        `transformations:\n${steps.map((one) => `  - ${one}\n`).join('')}`,
      );
      let asked = 0;
      for (const { source, told } of rules) {
        if (leaves.some((name) => source.path.includes(name))) continue;
        const compiled = compile(source, {
          from: languages.sigma,
          to: [],
          pipelines: [pipeline],
          settings: { mend: 'faithful', values: new Map() },
        });
        const { mapped } = compiled[0]!;
        const matches = predicate(singly(mapped).when);
        const wrong = [
          ...told.finds.filter((event) => !matches(toNow(event))),
          ...told.leaves.filter((event) => matches(toNow(event))),
        ];
        expect(wrong, source.path).to.deep.equal([]);
        asked += told.finds.length + told.leaves.length;
      }
      expect(asked).to.be.greaterThan(500);
    });
});
