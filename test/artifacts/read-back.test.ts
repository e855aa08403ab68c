import { join } from 'node:path';
import { expect } from 'chai';
import jsYaml from 'js-yaml';
import mustache from 'mustache';
import { parse as parseToml } from 'smol-toml';
import { backends, compile, languages, type QueryBody } from '../../src/index.ts';
import { Normals } from '../../src/ir/normal.ts';
import { Project } from '../../src/settings/project.ts';
import { readConf } from '../support/conf.ts';
import { emitted } from '../support/emitted.ts';
import { readText, root } from '../support/files.ts';
import { single } from '../support/single.ts';

/* What a target's reader makes of an artifact: the rule's title as it is, and its query, clause for clause. */

const folder = 'test/artifacts/rules';
const names = ['plain', 'wider', 'keyword', 'hostile'];

/** Keys of savedsearches.conf, as its specification and Enterprise Security's name them. */
const confKeys =
  /^(?:description|search|disabled|enableSched|cron_schedule|realtime_schedule|schedule_window|dispatch\.(?:earliest|latest)_time|counttype|relation|quantity|alert\.(?:track|severity|digest_mode|suppress|suppress\.period|suppress\.fields)|action\.correlationsearch\.(?:enabled|label|annotations)|action\.(?:notable|risk)|action\.notable\.param\.(?:rule_title|rule_description|security_domain|severity)|action\.risk\.param\._risk(?:_message)?)$/;

/** Query DSL where a request has it behind its range of time. */
const second = (query: unknown) =>
  (query as { bool: { filter: readonly unknown[] } }).bool.filter[1];

/** What Mustache makes of a part of an artifact. */
const rendered = (part: unknown): unknown =>
  JSON.parse(mustache.render(JSON.stringify(part), { from: 'now', to: 'now', size: 1 }));

describe('artifacts, read back', () => {
  const sources = names.map((name) => ({
    path: `${name}.yml`,
    text: readText(`${folder}/${name}.yml`),
  }));
  const ids = ['elastic-rule', 'elastic-rule-toml', 'elastic-watcher', 'elastic-search-template'];
  ids.push('elastalert2', 'opensearch-monitor', 'kibana-saved-search', 'splunk-savedsearch');
  ids.push('splunk-correlation-search', 'attack-navigator-layer');
  const { emission } = emitted(sources, ids, new Project(join(root, folder), null));
  const body = (file: string) => emission.files.get(file)!.body;
  const rules = sources.flatMap((source) =>
    compile(source, { from: languages.sigma, to: Object.values(backends) }),
  );
  const queryOf = (i: number, to: string): QueryBody =>
    rules[i]!.queries.find((query) => query.to === to)!.query!;

  for (const [i, name] of names.entries()) {
    it(`have the title and the query of ${name}.yml`, () => {
      const title = rules[i]!.name.title!.trim();
      const dsl = queryOf(i, 'elasticsearch-dsl');
      const kibana = JSON.parse(body(`elastic-rule/${name}.ndjson`));
      expect([kibana.name, kibana.filters[0].query]).to.deep.equal([title, dsl]);
      if (name !== 'hostile') {
        // its title is refused there
        const toml = parseToml(body(`elastic-rule-toml/${name}.toml`)) as {
          rule: { name: string; filters: { query: unknown }[] };
        };
        expect([toml.rule.name, plainly(toml.rule.filters[0]!.query)]).to.deep.equal([title, dsl]);
      }
      const watch = JSON.parse(body(`elastic-watcher/${name}.json`));
      expect(watch.metadata.title).to.equal(title);
      expect(second(rendered(watch.input.search.request.body.query))).to.deep.equal(dsl);
      const stored = JSON.parse(body(`elastic-search-template/${name}.json`));
      expect(second(rendered(stored.script.source.query))).to.deep.equal(dsl);
      const alert = jsYaml.load(body(`elastalert2/${name}.yaml`)) as {
        alert_subject: string;
        filter: unknown[];
      };
      expect([alert.alert_subject, alert.filter]).to.deep.equal([title, [dsl]]);
      const [, search] = body(`kibana-saved-search/${name}.ndjson`).trim().split('\n');
      const { attributes } = JSON.parse(search!);
      const source = JSON.parse(attributes.kibanaSavedObjectMeta.searchSourceJSON);
      expect([attributes.title, source.filter[0].query]).to.deep.equal([title, dsl]);
      const monitor = JSON.parse(body(`opensearch-monitor/${name}.json`));
      expect(second(rendered(monitor.inputs[0].search.query.query))).to.deep.equal(
        queryOf(i, 'opensearch-dsl'),
      );
    });

    it(`have the search of ${name}.yml in savedsearches.conf, and no key that Splunk doesn't know`, () => {
      for (const id of ['splunk-savedsearch', 'splunk-correlation-search']) {
        const stanzas = [...readConf(body(`${id}/savedsearches.conf`)).values()];
        expect(stanzas.length).to.equal(names.length);
        expect(stanzas.map((one) => one.get('search'))).to.include(queryOf(i, 'splunk-spl'));
        for (const stanza of stanzas)
          for (const key of stanza.keys()) expect(key).to.match(confKeys);
      }
    });
  }

  it('are as Sigma what they were, to the last space', () => {
    const odd = {
      path: 'odd.yml',
      text: 'title: Odd\nid: odd\nlogsource: {product: x}\ndetection:\n  a: {F: "x \\n y \\n\\n"}\n  condition: a\nlevel: low\nnotes: "a \\n\\n"\n',
    };
    const all = [...sources, odd];
    const { emission } = emitted(all, ['sigma'], new Project(join(root, folder), null));
    for (const source of all) {
      const text = emission.files.get(`sigma/${source.path}`)!.body;
      const [was, is] = [source.text, text].map(
        (text) => compile({ path: source.path, text }, { from: languages.sigma, to: [] })[0]!.rule!,
      );
      const normals = new Normals();
      expect(normals.of(single(is).when).id, text).to.equal(normals.of(single(was).when).id);
      const date = was!.about.date?.replaceAll('/', '-');
      const about = { ...was!.about, level: null, ...(date && { date }) };
      expect({ ...is!.about, level: null }).to.deep.equal(about);
    }
  });

  it('have a layer of version 4.5, each technique once', () => {
    const layer = JSON.parse(body('attack-navigator-layer/layer.json'));
    expect(layer.versions.layer).to.equal('4.5');
    expect(layer.techniques.map((one: { techniqueID: string }) => one.techniqueID)).to.deep.equal([
      'T1078',
      'T1560.001',
    ]);
  });
});

const plainly = (of: unknown): unknown => JSON.parse(JSON.stringify(of));
