import { expect } from 'chai';
import fc from 'fast-check';
import { backends, compile, languages, placeOf, print, show } from '../../src/index.ts';
import { hold } from '../ir/property.ts';
import { single } from '../support/single.ts';

/* Whatever a rule says, every stage has an answer: queries, or reasons with their places. */

const modifier = fc.constantFrom(
  ...[
    'contains',
    'startswith',
    'endswith',
    'all',
    'cased',
    're',
    'i',
    'm',
    'cidr',
    'exists',
    'neq',
  ],
  ...[
    'lt',
    'gte',
    'windash',
    'base64',
    'base64offset',
    'wide',
    'fieldref',
    'expand',
    'hour',
    'week',
  ],
  ...['contians', ''],
);
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab*?\\ /-%|"\'`[](){}^$.1:é😀\n\0'), maxLength: 8 }),
  fc.constantFrom('10.0.0.0/8', 'fe80::/10', '%users%', '(a', '[a-', 'true', '-1', '1e3'),
);
const value = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const chain = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('', '', '|contains', '|startswith|cased', '|re', '|endswith'),
  },
  fc.array(modifier, { maxLength: 3 }).map((names) => names.map((name) => `|${name}`).join('')),
);
const field = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom('Image', 'a.b') }, text), chain)
  .map((parts) => parts.join(''));
const map = fc.dictionary(field, fc.oneof(value, fc.array(value, { maxLength: 3 })), {
  maxKeys: 3,
});
const selection = fc.oneof(
  { weight: 4, arbitrary: map },
  fc.array(fc.oneof(map, value), { maxLength: 3 }),
  value,
);
const condition = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      's',
      'not s',
      's and not f',
      '1 of *',
      'all of them',
      's or (f and not s)',
    ),
  },
  fc
    .array(
      fc.constantFrom(
        's',
        'f',
        'x*',
        'and',
        'or',
        'not',
        '(',
        ')',
        '1 of',
        'all of',
        'them',
        '|',
        '"',
      ),
    )
    .map((words) => words.join(' ')),
);
const document = fc.record(
  {
    title: text,
    logsource: fc.constant({ product: 'any' }),
    detection: fc.record({ s: selection, f: selection, condition }, { requiredKeys: ['s'] }),
  },
  { requiredKeys: ['detection'] },
);
/** JSON is YAML; some of it is cut short or has a sign too many. */
const source = fc
  .tuple(document, fc.option(fc.tuple(fc.nat(300), fc.constantFrom('', '"', ':', '\n', '}', '&'))))
  .map(([rule, damage]) => {
    const whole = JSON.stringify(rule, null, 1);
    return damage ? whole.slice(0, damage[0]) + damage[1] + whole.slice(damage[0] + 1) : whole;
  });

describe('whatever a rule says', () => {
  const to = Object.values(backends);

  it('it is compiled, or the reason is told', () => {
    let written = 0;
    let refused = 0;
    hold(
      1000,
      fc.property(source, (text) => {
        for (const { rule, diagnostics, queries } of compile(
          { path: 'rule.yml', text },
          { from: languages.sigma, to },
        )) {
          if (rule) expect(print(single(rule).when)).to.match(/^\(/);
          for (const query of queries) {
            if (query.query === null) {
              refused++;
              expect(query.fidelity).to.equal('refused');
              expect(query.diagnostics.some(({ severity }) => severity === 'error')).to.equal(true);
            } else written++;
            if (query.fidelity === 'wider') expect(query.diagnostics).not.to.deep.equal([]);
          }
          for (const diagnostic of [...diagnostics, ...queries.flatMap((one) => one.diagnostics)]) {
            const { line, column, endLine } = placeOf(diagnostic.at);
            expect(Math.min(line, column)).to.be.above(0);
            expect(endLine).to.be.within(line, text.split('\n').length);
            expect(show(diagnostic)).to.contain(
              `rule.yml:${line}:${column} ${diagnostic.severity}`,
            );
          }
        }
      }),
    );
    expect(Math.min(written, refused)).to.be.above(60);
  });
});
