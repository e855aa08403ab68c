import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { compile, type Event, languages, predicate } from '../src/index.ts';
import { disagreement, hitsOf } from './support/agree.ts';
import { anyNames } from './support/backends.ts';
import { onCorpus, readLines } from './support/corpus.ts';
import { onEngines } from './support/engine.ts';
import { filesIn, readText, root } from './support/files.ts';
import { expectGolden, expectNoOthers } from './support/golden.ts';
import { inFolder, rulewright } from './support/program.ts';
import { single } from './support/single.ts';

/*
 * examples/<story>: rules, events.ndjson, finds.json (which rule finds which event), and in queries/
 * what `rulewright translate examples/<story> --to ... --out examples/<story>/queries` writes.
 */

const to = anyNames;
const stories = ['t1070.005'].map((name) => {
  const folder = `examples/${name}`;
  const paths = filesIn(folder, '.yml').filter((path) => !path.endsWith('.test.yml'));
  const rules = paths.flatMap((path) =>
    compile({ path, text: readText(path) }, { from: languages.sigma, to }),
  );
  return { folder, rules, events: eventsOf(readText(`${folder}/events.ndjson`)) };
});

function eventsOf(text: string): readonly Event[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);
}

const idsOf = (events: readonly Event[]) => events.map(({ _id }) => _id).join(', ');
const withoutId = ({ _id, ...event }: Event): Event => event;

for (const { folder, rules, events } of stories)
  describe(folder, () => {
    it('has the queries that the program writes', () => {
      const ids = to.map(({ id }) => id).join(',');
      const written = inFolder((out) => {
        const { status } = rulewright(['translate', folder, '--to', ids, '--out', out]);
        expect(status).to.equal(0);
        return filesIn(out).map((path) => [path, readText(path)] as const);
      });
      const inStory = written.map(([path, text]) => {
        const name = path.split('/').slice(-2).join('/');
        expectGolden(`${folder}/queries/${name}`, text);
        return `${folder}/queries/${name}`;
      });
      expect(inStory).to.have.length(rules.length * to.length);
      expectNoOthers(filesIn(`${folder}/queries`), inStory);
    });

    it('finds the events that finds.json names', () => {
      const finds = rules.map(({ rule }) => {
        const ids = events.filter(predicate(single(rule).when)).map(({ _id }) => _id);
        expect(ids, rule!.path).to.not.be.empty;
        return `  ${JSON.stringify(rule!.title)}: ${JSON.stringify(ids).replaceAll('","', '", "')}`;
      });
      expectGolden(`${folder}/finds.json`, `{\n${finds.join(',\n')}\n}\n`);
      const args = ['--events', `${folder}/events.ndjson`, '--expect', `${folder}/finds.json`];
      expect(rulewright(['test', folder, ...args]).status).to.equal(0);
    });

    onEngines('finds the same', (engine) => {
      const stored = events.map(withoutId);
      before(() => engine.index('examples', stored));
      after(() => engine.remove('examples'));
      for (const { name, rule, queries } of rules)
        it(name.path, async () => {
          const query = queries.find((one) => one.to === engine.backend.id)!;
          const [found] = await engine.search('examples', [query.query!]);
          const wanted = hitsOf(predicate(single(rule).when), stored);
          expect(disagreement(query, wanted, found!)).to.equal(null);
        });
    });
  });

describe('npm start', () => {
  it('tells of every example: its queries, and what it finds', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status, stderr).to.equal(0);
    const all = stories.flatMap(({ rules }) =>
      rules.map(({ name }) => `${name.title} (${name.path})`),
    );
    const found = [...stdout.matchAll(/^# (.+)\n[1-9]\d* events?: /gm)].map(([, rule]) => rule);
    expect(found).to.include.members(all);
    for (const rule of all) expect(stdout).to.include(`# ${rule}\n## splunk-spl: `);
  });
});

onCorpus('examples/t1070.005 on the labelled events', () => {
  interface Labelled extends Event {
    readonly _labels: { readonly [label: string]: boolean };
    readonly _note: string;
  }
  const labelled = readLines<Labelled>('corpus/t1070.005-synthetic.raw.ndjson.gz');
  const { rules } = stories.find(({ folder }) => folder.endsWith('t1070.005'))!;
  const hunt = rules.find(({ name }) => name.path.endsWith('hunt-delete.yml'))!;
  const isFound = (event: Event, by: typeof rules) =>
    by.some(({ rule }) => predicate(single(rule).when)(event));

  it('finds all that ATT&CK finds with one wide rule, and nothing else with it', () => {
    const wanted = labelled.filter(({ _labels }) => _labels.attack_v17_wildcards);
    expect(wanted).to.not.be.empty;
    expect(idsOf(labelled.filter((event) => isFound(event, [hunt])))).to.equal(idsOf(wanted));
  });

  it('finds every deletion with the others, and no bait', () => {
    const others = rules.filter((rule) => rule !== hunt);
    const bait = /benign|not a switch|user deletion|filter|bait/;
    const wanted = labelled.filter(({ _note }) => !bait.test(_note));
    expect(wanted.length).to.be.within(1, labelled.length - 1);
    expect(idsOf(labelled.filter((event) => isFound(event, others)))).to.equal(idsOf(wanted));
    for (const { _labels } of labelled.filter((event) => !wanted.includes(event)))
      expect(Object.entries(_labels).filter(([name, is]) => is && name.startsWith('sigma'))).to.be
        .empty;
  });
});
