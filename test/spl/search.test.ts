import { expect } from 'chai';
import { filterSpl, type Raw, type Reading, readings, rowOf, usual } from './index.ts';

/** Whether a search finds each of some events. */
const finds = (search: string, events: readonly object[], reading: Reading = usual, raw?: Raw) => {
  const keeps = filterSpl(search, reading);
  return events.map((event) => keeps(rowOf(event as Record<string, unknown>, raw)));
};

describe('the search command', () => {
  for (const [what, search, found, left] of [
    [
      'ignores the case of values',
      'user=MIA',
      [{ user: 'mia' }, { user: 'Mia' }],
      [{ user: 'mi' }],
    ],
    ['minds the case of names', 'user=mia', [], [{ User: 'mia' }, {}]],
    ['minds case with CASE()', 'user=CASE(Mia)', [{ user: 'Mia' }], [{ user: 'mia' }]],
    ['compares texts by =', 'n=1', [{ n: 1 }, { n: '1' }], [{ n: '1.0' }, { n: '01' }]],
    ['takes * for any run', 'p="a*c*"', [{ p: 'ac' }, { p: 'A\nxCx' }], [{ p: 'bac' }, { p: 'a' }]],
    ['keeps the parts around * apart', 'p=aba*aba', [{ p: 'abaaba' }], [{ p: 'ababa' }]],
    ['takes * for any value', 'p=*', [{ p: '' }, { p: 0 }], [{}, { p: null }, { p: [] }]],
    ['takes no ? for a wildcard', 'p="a?"', [{ p: 'a?' }], [{ p: 'ab' }]],
    ['can escape no *', 'p="a\\*"', [{ p: 'a\\b' }], [{ p: 'a*' }]],
    ['halves backslashes', 'p="C:\\\\x"', [{ p: 'C:\\x' }], [{ p: 'C:\\\\x' }]],
    ['keeps backslashes that are none of its escapes', 'p="a\\s"', [{ p: 'a\\s' }], [{ p: 'as' }]],
    ['unescapes quotation marks and pipes', 'p="\\"\\|"', [{ p: '"|' }], [{ p: '\\"\\|' }]],
    [
      'finds addresses by their network',
      'ip="10.1.0.0/16"',
      [{ ip: '10.1.2.3' }],
      [{ ip: '10.2.0.1' }, { ip: '::1' }],
    ],
    [
      'finds IPv6 addresses, too',
      'ip="2001:db8::/32"',
      [{ ip: '2001:DB8:0::1' }],
      [{ ip: '2001:db9::1' }],
    ],
    ['knows IN', 'code IN (4*, "500")', [{ code: 404 }, { code: '500' }], [{ code: 501 }, {}]],
    ['needs the field for !=', 'a!=x', [{ a: 'y' }], [{ a: 'X' }, {}]],
    ['needs no field for NOT', 'NOT a=x', [{ a: 'y' }, {}], [{ a: 'X' }]],
    ['needs all to differ for NOT of a list', 'NOT a=x', [{ a: ['y', 'z'] }], [{ a: ['x', 'y'] }]],
    ['finds nothing by !=*', 'a!=*', [], [{ a: 'x' }, {}]],
    ['takes one value of many', 'a=x b=y', [{ a: ['w', 'x'], b: 'y' }], [{ a: ['w'], b: 'y' }]],
    ['compares numbers as numbers', 'n>9', [{ n: '10' }, { n: 9.5 }], [{ n: '9' }, {}]],
    ['compares texts by their letters', 'n>9', [{ n: 'a' }], [{ n: '' }]],
    ['binds OR tighter than AND', 'a=1 b=1 OR c=1', [{ a: 1, c: 1 }], [{ b: 1 }, { c: 1 }]],
    [
      'reads paths',
      'a.b=x',
      [{ a: { b: 'x' } }, { 'a.b': 'x' }, { a: [{ b: 'x' }] }],
      [{ a: 'x' }],
    ],
    ['looks for words in the raw event', 'ssh*', [{ a: 'run SSHd' }], [{ a: 'shh' }]],
    ['looks for phrases as a whole', '"run ssh"', [{ a: 'run sshd' }], [{ a: 'ssh run' }]],
    [
      'takes the rest of the pipeline',
      'a=* | regex a="^x.z$" | search a!=xyz',
      [{ a: 'xaz' }],
      [{ a: 'xyz' }, { a: 'x' }],
    ],
    ['takes regex without a match', 'b=1 | regex a!="x"', [{ b: 1, a: 'y' }], [{ b: 1, a: 'x' }]],
  ] as const)
    it(what, () => {
      expect(finds(search, found), 'found').to.deep.equal(found.map(() => true));
      expect(finds(search, left), 'left').to.deep.equal(left.map(() => false));
    });

  for (const [name, search, event, usually] of [
    ['all values have to differ', 'a!=x', { a: ['x', 'y'] }, true],
    ['all letters have two cases', 'a=ö', { a: 'Ö' }, false],
    ['more texts are numbers', 'a>5', { a: '1e3' }, false],
    ['more texts are addresses', 'a="10.0.0.0/8"', { a: '10.0.0.01' }, false],
    ['words stand between breakers', 'katz', { a: 'mimikatz' }, true],
    ['stars stop at breakers', '"a*b"', { x: 'a b' }, true],
    ['few escapes in strings', 'a="\\|"', { a: '|' }, true],
    ['regexes see bytes', 'a=* | regex a="^.$"', { a: 'ö' }, true],
  ] as const)
    it(`reads another way where ${name}`, () => {
      expect(finds(search, [event])).to.deep.equal([usually]);
      expect(finds(search, [event], readings[name])).to.deep.equal([!usually]);
    });

  it('looks at the JSON of an event, or at its values', () => {
    expect(finds('name', [{ name: 'x' }])).to.deep.equal([false]);
    expect(finds('name', [{ name: 'x' }], usual, 'json')).to.deep.equal([true]);
  });

  it('does not take what Splunk knows of an event for its fields', () => {
    expect(() => filterSpl('index=web')).to.throw('index is no field of an event');
  });
});
