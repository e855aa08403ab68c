import { expect } from 'chai';
import { pipelines, readIndices } from '../../src/index.ts';
import { correlation, countedRule, failed } from '../support/correlation.ts';
import { emission } from '../support/counted-artifact.ts';

/* Artifacts that count what a query finds of events themselves. */

type Lines = Readonly<Record<string, string>>;

const mapping = (type: string) => {
  const properties = { EventID: { type: 'long' }, User: { type } };
  return readIndices(JSON.stringify({ logs: { mappings: { properties } } }), 'm.json').indices;
};

describe('a threshold rule of Kibana', () => {
  for (const [is, lines, wanted] of [
    ['of events', {}, { field: ['User'], value: 3 }],
    ['of more than a number', { condition: '{gt: 3}' }, { field: ['User'], value: 4 }],
    ['of all events', { 'group-by': '' }, { field: [], value: 3 }],
    [
      'of values',
      { type: 'value_count', condition: '{field: Host, gte: 3}' },
      { field: ['User'], value: 1, cardinality: [{ field: 'Host', value: 3 }] },
    ],
  ] as readonly [string, Lines, object][])
    it(`counts ${is}`, () => {
      const { body, said } = emission('elastic-rule', [failed, correlation(lines)]);
      const rule = JSON.parse(body!);
      expect([rule.type, rule.threshold, rule.from]).to.deep.equal([
        'threshold',
        wanted,
        'now-11m',
      ]);
      expect(said).to.include('emit/counts-longer');
      expect(rule.description).to.include('It counts otherwise than the rule says.');
    });

  for (const [of, lines, code] of [
    ['at most so many', { condition: '{lte: 3}' }, 'counts-up-to'],
    ['so many and no others', { condition: '{gte: 3, neq: 5}' }, 'counts-up-to'],
    ['more fields than it has', { 'group-by': '[a, b, c, d]' }, 'counts-by-few'],
  ] as readonly [string, Lines, string][])
    it(`is refused of ${of}`, () => {
      const { body, said } = emission('elastic-rule', [failed, correlation(lines)]);
      expect(body).to.equal(null);
      expect(said).to.include(`emit/${code}`);
    });

  it('is one where groups are left out, which is told', () => {
    const { body, said } = emission(
      'elastic-rule',
      [failed, correlation({ 'group-by': '[TargetUserName]' })],
      { pipelines: [pipelines.ecsWindows] },
    );
    expect(JSON.parse(body!).threshold.field).to.deep.equal(['winlog.event_data.TargetUserName']);
    expect(said).to.include.members(['emit/counts-longer', 'pipeline/group-left-out']);
  });

  it('is none of events that are found too seldom, or refused', () => {
    const indices = mapping('keyword');
    const long = countedRule('failed', `{User: '${'a'.repeat(300)}'}`);
    expect(emission('elastic-rule', [long, correlation({})], { indices }).body).to.not.equal(null);
    const gap = countedRule('failed', "{User|expand: '%admins%'}");
    expect(emission('elastic-rule', [gap, correlation({})]).body).to.equal(null);
  });

  for (const [type, is] of [
    ['keyword', true],
    ['ip', true],
    ['long', true],
    ['text', false],
    ['date', false],
  ] as const)
    it(`is ${is ? 'made' : 'refused'} where an index holds its groups as ${type}`, () => {
      const { body, said } = emission('elastic-rule', [failed, correlation({})], {
        indices: mapping(type),
      });
      expect(body !== null).to.equal(is);
      expect(said.includes('counts/no-groups')).to.equal(!is);
    });
});
