import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import mustache from 'mustache';
import { backends, compile, languages } from '../../src/index.ts';
import { findFiles, onCorpus } from '../support/corpus.ts';
import { faultIn } from '../support/elasticsearch-schema.ts';
import { filesIn, readText } from '../support/files.ts';

/* What is written for Elasticsearch is what Elasticsearch's specification of its requests says. */

const query = (of: unknown) => faultIn(of, '_types.query_dsl', 'QueryContainer');
const read = (path: string) => JSON.parse(readText(path));

/** A watch or a stored search as it is sent on, once Mustache has put its parameters in. */
const rendered = (source: unknown) =>
  JSON.parse(mustache.render(JSON.stringify(source), { from: 'now-5m', to: 'now', size: 1 }));

describe("Elasticsearch's specification", () => {
  it('knows every query', () => {
    for (const path of filesIn('test/backends/elasticsearch-dsl', '.json'))
      expect(query(read(path).query), path).to.equal(null);
  });

  it('knows every watch, and the search in it', () => {
    const paths = filesIn('test/artifacts/elastic-watcher', '.json');
    expect(paths).not.to.be.empty;
    for (const path of paths) {
      const watch = read(path);
      const { body } = watch.input.search.request;
      expect(faultIn(rendered(body), '_global.search', 'Request'), path).to.equal(null);
      // the specification knows of that body only its query; Watcher's pages show `size` in it, too
      watch.input.search.request.body = { query: body.query };
      expect(faultIn(watch, 'watcher.put_watch', 'Request'), path).to.equal(null);
    }
  });

  it('knows every stored search, and what it becomes', () => {
    const paths = filesIn('test/artifacts/elastic-search-template', '.json');
    expect(paths).not.to.be.empty;
    for (const path of paths) {
      const stored = read(path);
      const source = rendered(stored.script.source);
      // Mustache makes a text of it, which Elasticsearch takes for the number
      stored.script.source = { ...source, size: Number(source.size) };
      expect(faultIn(stored, '_global.put_script', 'Request'), path).to.equal(null);
      expect(faultIn(stored.script.source, '_global.search', 'Request'), path).to.equal(null);
    }
  });

  it('knows the queries of the rules of ElastAlert 2 and Kibana', () => {
    for (const path of filesIn('test/artifacts/elastic-rule', '.ndjson'))
      for (const filter of read(path).filters) expect(query(filter.query), path).to.equal(null);
  });

  for (const [what, of] of [
    ['a query that there is not', { trem: { a: 'b' } }],
    ['two queries in one', { term: { a: 'b' }, exists: { field: 'a' } }],
    ['an option that there is not', { term: { a: { value: 'b', case_insensitiv: true } } }],
    ['an option of another type', { term: { a: { value: 'b', case_insensitive: 'yes' } } }],
    ['what it has to have and lacks', { exists: {} }],
    ['what is no list', { bool: { filter: 'a' } }],
  ] as const)
    it(`would tell of ${what}`, () => expect(query(of)).to.be.a('string'));

  onCorpus('of SigmaHQ', () => {
    it('knows every query', () => {
      let count = 0;
      for (const path of findFiles('sigma/rules', '.yml')) {
        const source = { path, text: readFileSync(path, 'utf8') };
        for (const { queries } of compile(source, {
          from: languages.sigma,
          to: [backends.elasticsearchDsl],
        }))
          for (const one of queries) {
            expect(query(one.query), path).to.equal(null);
            count++;
          }
      }
      expect(count).to.equal(3141);
    });
  });
});
