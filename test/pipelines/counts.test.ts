import { expect } from 'chai';
import {
  type Backend,
  backends,
  isCountRule,
  type Pipeline,
  pipelines,
  printRule,
} from '../../src/index.ts';
import { and } from '../../src/ir/build.ts';
import { named } from '../../src/pipelines/kit/change.ts';
import { pipelineOf } from '../pysigma/pipelines.ts';
import { compiled, correlation, countedRule, failed } from '../support/correlation.ts';

/* Rules that count, in the fields of a system. */

type Lines = Readonly<Record<string, string>>;

const schema = (leftOut?: readonly string[], others: 'same' | 'none' = 'none'): Pipeline => ({
  id: 'x',
  title: 'X',
  schemasOf: () => [
    {
      where: () => and([]),
      fields: new Map([
        ['EventID', named('id')],
        ['User', named('user.name')],
        ['Host', named('host')],
        // what is stored otherwise is no group of the same
        ['Hash', { ask: named('hash').ask }],
      ]),
      others,
      ...(leftOut && { leftOut }),
    },
  ],
});

const renaming = (to: string) =>
  pipelineOf(`transformations: [{type: field_name_mapping, mapping: {User: ${to}}}]`);

const mapped = (pipeline: Pipeline, lines: Lines = {}, rules = [failed]) => {
  const { mapped: to, rule } = compiled([...rules, correlation(lines)], {
    pipelines: [pipeline],
  }).at(-1)!;
  if (!to || !rule || !isCountRule(rule) || !('counts' in to)) throw new Error('it is read');
  const ir = printRule({ ...rule, counts: to.counts }, Number.POSITIVE_INFINITY);
  return [ir, ...to.diagnostics.map(({ code }) => code)];
};

const own = '(count events (>= 3) (within 5m) (by User) (number EventID 4625))';

describe('the fields that events are counted by', () => {
  for (const [are, pipeline, lines, wanted] of [
    [
      'named as a schema does',
      schema(),
      {},
      ['(count events (>= 3) (within 5m) (by User) (of (user.name) (number id 4625)))'],
    ],
    [
      'named as they are where a schema has no others',
      schema(undefined, 'same'),
      { 'group-by': '[Port]' },
      ['(count events (>= 3) (within 5m) (by Port) (number id 4625))'],
    ],
    [
      'refused where a schema has none',
      schema(),
      { 'group-by': '[Port]' },
      [own.replace('User', 'Port'), 'pipeline/no-group-field'],
    ],
    [
      'refused where it is stored otherwise',
      schema(),
      { 'group-by': '[Hash]' },
      [own.replace('User', 'Hash'), 'pipeline/no-group-field'],
    ],
    [
      'told of where some values are left out',
      schema(['', '-']),
      {},
      [
        '(count events (>= 3) (within 5m) (by User) (of (user.name) (number id 4625)))',
        'pipeline/group-left-out',
      ],
    ],
    [
      "named by a user's pipeline",
      renaming('user'),
      {},
      ['(count events (>= 3) (within 5m) (by User) (of (user) (number EventID 4625)))'],
    ],
    [
      "refused where a user's pipeline makes several of one",
      renaming('[a, b]'),
      {},
      [own, 'pipeline/no-group-field'],
    ],
    [
      'not of a query whose text is changed',
      pipelineOf('postprocessing: [{type: embed, prefix: "a "}]'),
      {},
      [own, 'pipeline/finishes-no-count'],
    ],
    [
      'counted themselves',
      schema(),
      { type: 'value_count', condition: '{field: Host, gte: 3}' },
      ['(count values Host (>= 3) (within 5m) (by User) (of (user.name host) (number id 4625)))'],
    ],
  ] as readonly [string, Pipeline, Lines, readonly string[]][])
    it(`are ${are}`, () => expect(mapped(pipeline, lines)).to.deep.equal(wanted));

  for (const [id, pipeline, field] of [
    ['ecs-windows', pipelines.ecsWindows, 'winlog.event_data.TargetUserName'],
    ['splunk-windows', pipelines.splunkWindows, 'TargetUserName'],
    ['windows', pipelines.windows, 'TargetUserName'],
  ] as const)
    it(`are those of ${id}`, () => {
      const [ir] = mapped(pipeline, { 'group-by': '[TargetUserName]' });
      expect(ir).to.include(field === 'TargetUserName' ? '(by TargetUserName)' : `(of (${field}) `);
    });
});

/** A language that counts, whatever it is asked. */
const counting: Backend = {
  ...backends.splunkSpl,
  id: 'counting',
  count: ({ by }) => ({ query: `by ${by.join()}`, fidelity: 'exact', diagnostics: [] }),
};

const verdict = (documents: readonly string[], pipeline: Pipeline | null, strict = false) => {
  const [query] = compiled(documents, {
    to: [counting],
    strict,
    ...(pipeline && { pipelines: [pipeline] }),
  }).at(-1)!.queries;
  return [query!.query, query!.fidelity];
};

/** It has a test that a schema has no field for. */
const open = countedRule('failed', '{EventID: 4625, Port: 1}');
const most = { condition: '{lte: 3}' };

describe('the verdict of a count', () => {
  for (const [is, documents, pipeline, wanted] of [
    ['exact', [failed, correlation({})], null, ['by User', 'exact']],
    [
      'wider where more events are counted',
      [open, correlation({})],
      schema(),
      ['by user.name', 'wider'],
    ],
    [
      'none where more events may be too many',
      [open, correlation(most)],
      schema(),
      [null, 'refused'],
    ],
    [
      'exact where none are too many',
      [failed, correlation(most)],
      schema(),
      ['by user.name', 'exact'],
    ],
    [
      'narrower where groups are left out',
      [failed, correlation({})],
      schema(['-']),
      ['by user.name', 'narrower'],
    ],
    [
      'narrower where groups are left out of those with few',
      [failed, correlation(most)],
      schema(['-']),
      ['by user.name', 'narrower'],
    ],
    ['none where it is both', [open, correlation({})], schema(['-']), [null, 'refused']],
    [
      'none where values of few are left out',
      [
        failed,
        correlation({ type: 'value_count', 'group-by': '', condition: '{field: Host, lte: 3}' }),
      ],
      schema(['-']),
      [null, 'refused'],
    ],
    [
      'none where rules are grouped by different fields',
      [
        failed,
        countedRule('b'),
        correlation({
          rules: '[failed, b]',
          'group-by': '[x]',
          aliases: '{x: {failed: User, b: Host}}',
        }),
      ],
      null,
      [null, 'refused'],
    ],
  ] as readonly [string, readonly string[], Pipeline | null, readonly unknown[]][])
    it(`is ${is}`, () => expect(verdict(documents, pipeline)).to.deep.equal(wanted));

  it('is strict where that is asked', () =>
    expect(verdict([open, correlation({})], schema(), true)).to.deep.equal([null, 'refused']));

  it('is none of a rule with a gap, or of one that is refused', () => {
    const gap = countedRule('failed', "{User|expand: '%admins%'}");
    expect(verdict([gap, correlation({})], null)).to.deep.equal([null, 'refused']);
    expect(verdict([failed, correlation({ rules: '[other]' })], null)).to.deep.equal([
      null,
      'refused',
    ]);
  });

  it('leaves the events that exceptions of either name', () => {
    const [, { queries }] = compiled([failed, correlation({})], {
      to: [backends.elasticsearchDsl],
      countsApart: true,
      amend: (rule) => and([rule.when, { kind: 'exists', field: `of ${rule.title}`, at: rule.at }]),
    }) as unknown as readonly [unknown, { queries: readonly { counted: { events: object } }[] }];
    expect(JSON.stringify(queries[0]!.counted.events)).to.match(/of Rule failed.*of Many/);
  });

  it('is of no query in a language that only finds events', () => {
    for (const backend of Object.values(backends)) {
      if (backend.count) continue;
      const [query] = compiled([failed, correlation({ 'group-by': '[TargetUserName]' })], {
        to: [backend],
      }).at(-1)!.queries;
      expect(query!.query, backend.id).to.equal(null);
      expect(query!.diagnostics.at(-1)!.severity, backend.id).to.equal('error');
    }
  });
});
