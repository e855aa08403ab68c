import { expect } from 'chai';
import { runSpl } from './index.ts';

const events = [
  { _time: 400, user: 'mia', host: 'h2', size: '30', to: ['x', 'y'] },
  { _time: 300, user: 'tom', host: 'h1', size: 20 },
  { _time: 200, user: 'mia', host: 'h1', size: 10, to: 'x' },
  { _time: 100, user: 'mia', size: 'big' },
];

/** The results of a search, without `_raw`, as plain objects. */
const results = (search: string): readonly unknown[] =>
  runSpl(`user=* | ${search}`, events).map((row) => {
    const { _raw, ...rest } = row;
    return rest;
  });

describe('statistics', () => {
  for (const [search, wanted] of [
    ['stats count', [{ count: 4 }]],
    ['stats count(host) AS n, dc(host)', [{ n: 3, 'dc(host)': 2 }]],
    [
      'stats count BY user',
      [
        { user: 'mia', count: 3 },
        { user: 'tom', count: 1 },
      ],
    ],
    [
      'stats count BY user, host',
      [
        { user: 'mia', host: 'h1', count: 1 },
        { user: 'mia', host: 'h2', count: 1 },
        { user: 'tom', host: 'h1', count: 1 },
      ],
    ],
    [
      'stats count BY to',
      [
        { to: 'x', count: 2 },
        { to: 'y', count: 1 },
      ],
    ],
    [
      'stats sum(size) AS s avg(size) AS a min(size) AS least max(size) AS most',
      [{ s: 60, a: 20, least: '10', most: 'big' }],
    ],
    [
      'stats range(size) AS r stdev(size) AS s stdevp(size) AS p',
      [{ r: 20, s: 10, p: Math.sqrt(200 / 3) }],
    ],
    ['stats perc50(size) AS m p90(size) AS p median(size) AS d', [{ m: 20, p: 30, d: 20 }]],
    [
      'stats values(host) AS v list(user) AS l',
      [{ v: ['h1', 'h2'], l: ['mia', 'tom', 'mia', 'mia'] }],
    ],
    [
      'stats first(user) AS f last(size) AS l earliest(size) AS e latest(size) AS s',
      [{ f: 'mia', l: 'big', e: 'big', s: '30' }],
    ],
    ['stats count(eval(size>15)) AS n sum(eval(size*2)) AS s', [{ n: 3, s: 120 }]],
    ['stats mode(user) AS m', [{ m: 'mia' }]],
    ['where size>100 | stats count BY user', [{ user: 'mia', count: 1 }]],
    ['where size="none" | stats count', [{ count: 0 }]],
    ['where size="none" | stats count BY user', []],
    [
      'eventstats dc(host) AS n BY user | table user n',
      [
        { user: 'mia', n: 2 },
        { user: 'tom', n: 1 },
        { user: 'mia', n: 2 },
        { user: 'mia', n: 2 },
      ],
    ],
    [
      'streamstats count BY user | table user count',
      [
        { user: 'mia', count: 1 },
        { user: 'tom', count: 1 },
        { user: 'mia', count: 2 },
        { user: 'mia', count: 3 },
      ],
    ],
    [
      'streamstats current=f last(user) AS before | table user before',
      [
        { user: 'mia' },
        { user: 'tom', before: 'mia' },
        { user: 'mia', before: 'tom' },
        { user: 'mia', before: 'mia' },
      ],
    ],
    ['streamstats window=2 count AS n BY user | table n', [{ n: 1 }, { n: 1 }, { n: 1 }, { n: 2 }]],
    [
      'streamstats window=2 global=f count AS n BY user | table n',
      [{ n: 1 }, { n: 1 }, { n: 2 }, { n: 2 }],
    ],
    ['streamstats time_window=150s count AS n | table n', [{ n: 1 }, { n: 2 }, { n: 2 }, { n: 2 }]],
    [
      'streamstats count AS n BY user reset_on_change=true | table n',
      [{ n: 1 }, { n: 1 }, { n: 1 }, { n: 2 }],
    ],
    [
      'bin span=2m _time | stats count BY _time',
      [
        { _time: '0', count: 1 },
        { _time: '120', count: 1 },
        { _time: '240', count: 1 },
        { _time: '360', count: 1 },
      ],
    ],
    [
      'sort - user, size | table user size',
      [
        { user: 'tom', size: '20' },
        { user: 'mia', size: '10' },
        { user: 'mia', size: '30' },
        { user: 'mia', size: 'big' },
      ],
    ],
    ['sort 1 str(size) | fields size | fields - _time', [{ size: '10' }]],
    [
      'dedup user | table user size',
      [
        { user: 'mia', size: '30' },
        { user: 'tom', size: '20' },
      ],
    ],
    [
      'dedup user host keepempty=t sortby size | table size',
      [{ size: '10' }, { size: '20' }, { size: '30' }, { size: 'big' }],
    ],
    ['dedup 1 user consecutive=t | table size', [{ size: '30' }, { size: '20' }, { size: '10' }]],
    [
      'rename user AS who, s* AS b* | dedup who | table who bize',
      [
        { who: 'mia', bize: '30' },
        { who: 'tom', bize: '20' },
      ],
    ],
    [
      'rex field=user "(?<start>.)(?<rest>.+)" | dedup user | table start rest',
      [
        { start: 'm', rest: 'ia' },
        { start: 't', rest: 'om' },
      ],
    ],
    [
      'rex field=user max_match=0 "(?<letter>[mo])" | dedup letter | table letter',
      [{ letter: 'm' }, { letter: ['o', 'm'] }],
    ],
  ] as const)
    it(search, () => {
      // host is a field of these events, though search knows one of its own
      expect(results(search)).to.deep.equal(wanted);
    });

  it('come from a data model', () => {
    const web = [
      { _time: 3700, Web: { src: 'a', status: 404 } },
      { _time: 3800, Web: { src: 'a', status: 404 } },
      { _time: 100, Web: { src: 'a', status: 200 } },
    ];
    const search =
      '| tstats count from datamodel=Web where Web.status=4* by Web.src, _time span=1h | rename Web.src AS src';
    expect(runSpl(search, web).map((row) => ({ ...row }))).to.deep.equal([
      { _time: '3600', count: 2, src: 'a' },
    ]);
  });
});
