import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import pMap from 'p-map';
import { seed } from '../ir/property.ts';
import { type Ran, started, whileInFolder } from '../support/program.ts';
import { faultProxy } from '../support/proxy.ts';
import { courses, faultOf, random, rules } from './courses.ts';
import { Documents } from './fakes/documents.ts';
import { type Asked, refuse, type Said, serveFake } from './fakes/http.ts';
import { Indices } from './fakes/indices.ts';
import { Scripts } from './fakes/scripts.ts';

/*
 * The program itself, killed (kill -9) at random moments behind a network that fails, and then run again: what is
 * live in the end is what is wanted, what is somebody else's is untouched, and no secret is in anything that was written.
 */

const user = 'ann';
const secret = 'hunter2"\\ö';
const sent = Buffer.from(`${user}:${secret}`).toString('base64');
/** Each form in which the secret might get out. */
const forms = [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  sent,
  'hunter2',
];

interface Place {
  readonly to: string;
  readonly answer: (asked: Asked) => Said;
  /** The rules that are live, by their names, as texts. */
  readonly live: () => ReadonlyMap<string, string>;
  /** What is there beside them. */
  readonly others: () => readonly string[];
}

const places: readonly (() => Place)[] = [
  () => {
    const scripts = new Scripts();
    scripts.held.set('theirs', { lang: 'mustache', source: '{"query":{"match_all":{}}}' });
    const entries = () => [...scripts.held].map(([name, { source }]) => [name, source] as const);
    return {
      to: 'elasticsearch-search-template',
      answer: scripts.answer,
      live: () => new Map(entries().filter(([, source]) => source.includes('set=soc'))),
      others: () => entries().flatMap(([name, source]) => (source.includes('set=soc') ? [] : name)),
    };
  },
  () => {
    const indices = new Indices();
    const aliases = new Map();
    const about = { settings: {}, mappings: { properties: {} }, aliases };
    indices.held.set('theirs', { ...about, documents: new Map() });
    const used = () => [...indices.held].filter(([, one]) => one.aliases.has('rulewright-soc'));
    return {
      to: 'opensearch-percolator',
      answer: indices.answer,
      live: () => {
        const [index] = used();
        const documents = [...(index?.[1].documents ?? [])];
        return new Map(documents.map(([name, body]) => [name, JSON.stringify(body)]));
      },
      others: () => [...indices.held.keys()].filter((name) => used()[0]?.[0] !== name),
    };
  },
];

const idOf = (i: number): string => `${String(i).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** The rules of a round: some come, some go, some change. */
const wordsIn = (round: number): ReadonlyMap<string, string> =>
  new Map(
    Array.from({ length: rules }, (_, i) => [
      idOf((i + round * 40) % (rules + 100)),
      i % 7 === 0 ? `word${round}` : 'same',
    ]),
  );

const textOf = (words: ReadonlyMap<string, string>): string =>
  [...words]
    .map(([id, word]) =>
      [
        `title: Rule ${id}`,
        `id: ${id}`,
        'logsource: {product: windows}',
        `detection: {selection: {a: ${word}}, condition: selection}`,
      ].join('\n'),
    )
    .join('\n---\n');

async function run(place: Place, next: () => number, folder: string): Promise<void> {
  const said: string[] = [];
  const documents = new Documents();
  const answer = documents.before(place.answer);
  const fake = await serveFake((asked) =>
    asked.headers.authorization === `Basic ${sent}`
      ? answer(asked)
      : refuse(401, 'security_exception', `who is ${asked.headers.authorization}?`),
  );
  let rate = 0.05;
  /** So many requests before the program is killed. */
  let left = Number.POSITIVE_INFINITY;
  let kill = () => {};
  const proxy = await faultProxy(fake.url, () => {
    if (left-- === 0) kill();
    return faultOf(next, rate);
  });
  const program = async (command: string, ...more: string[]): Promise<Ran> => {
    const at = ['--to', place.to, '--set', 'soc', '--url', proxy.url, '--username', user];
    const line = [command, ...more, ...(more[0] === 'soc.plan' ? at.slice(4) : at)];
    const running = started([...line, '--password-stdin'], { cwd: folder, input: `${secret}\n` });
    kill = () => running.kill('SIGKILL');
    const ran = await running.ended;
    said.push(ran.stdout, ran.stderr);
    return ran;
  };
  try {
    const most = place.to === 'opensearch-percolator' ? 25 : 600;
    for (let round = 0; round < 3; round++) {
      writeFileSync(join(folder, 'rules.yml'), textOf(wordsIn(round)));
      if (round === 2) rate = 0;
      left = round === 2 ? Number.POSITIVE_INFINITY : Math.floor(next() * most);
      if (round === 1) await program('plan', 'rules.yml', '--plan-out', 'soc.plan');
      if (round === 1) await program('apply', 'soc.plan');
      const { status, stderr } = await program('apply', 'rules.yml');
      if (round === 2) expect(status, stderr).to.equal(0);
    }
    const wanted = wordsIn(2);
    const live = place.live();
    expect([...live.keys()].sort()).to.deep.equal([...wanted.keys()].sort());
    for (const [id, word] of wanted) expect(live.get(id)).to.include(`"${word}"`);
    expect(place.others()).to.deep.equal(['theirs']);
    const writes = documents.writes;
    const again = await program('apply', 'rules.yml');
    expect(again.stderr).to.match(/^0 done, 0 failed, 0 left, \d+ as they should be\n$/);
    expect(documents.writes).to.equal(writes);
    for (const name of readdirSync(folder)) said.push(readFileSync(join(folder, name), 'utf8'));
    for (const [, one] of documents.held) said.push(JSON.stringify(one));
    for (const form of forms) expect(said.join('\n').includes(form), form).to.equal(false);
  } finally {
    await proxy.close();
    await fake.close();
  }
}

describe('the program, killed again and again', function () {
  this.timeout(1000 * 3600 * 3);
  const numbers = Array.from({ length: courses }, (_, course) => seed + course);

  it(`leaves what is wanted, each once: ${courses} courses from ${seed}`, async () => {
    let done = 0;
    const faults: string[] = [];
    const one = (course: number) =>
      whileInFolder((folder) =>
        run(places[course % places.length]!(), random(course), folder),
      ).catch((error: Error) => {
        faults.push(`course ${course}: ${error.message}`);
      });
    await pMap(
      numbers,
      async (course) => {
        await one(course);
        if (++done % 20 === 0) console.log(`      ${done} courses, ${faults.length} faults`);
      },
      { concurrency: 3 },
    );
    expect(faults).to.deep.equal([]);
  });
});
