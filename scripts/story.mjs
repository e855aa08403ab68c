import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backends, compile, languages, predicate, show } from '../dist/index.js';
import { root } from './installed.mjs';

const to = [backends.splunkSpl, backends.opensearchDsl];

/** Tests of rules stand beside them. */
const isOfRules = (file) => file.endsWith('.yml') && !file.endsWith('.test.yml');

/** Shows a folder of examples: each rule, its queries, and which events of events.ndjson it finds. */
export function story(folder) {
  const events = readFileSync(join(folder, 'events.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  let rules = 0;
  for (const name of readdirSync(folder).filter(isOfRules)) {
    const path = relative(root, join(folder, name));
    const text = readFileSync(join(folder, name), 'utf8');
    for (const { rule, queries } of compile({ path, text }, { from: languages.sigma, to })) {
      rules++;
      console.log(`\n=== ${rule.title} (${path})`);
      for (const { to: backend, fidelity, query, diagnostics } of queries) {
        const body = typeof query === 'string' ? query : JSON.stringify({ query });
        console.log(`\n${backend}, ${fidelity}:\n  ${body}`);
        for (const remark of diagnostics.filter(({ severity }) => severity !== 'info'))
          console.log(show(remark).replace(/^/gm, '  '));
      }
      const matches = predicate(rule.when);
      const found = events.filter((event) => matches(event)).map(({ _id }) => _id);
      console.log(`\nfinds ${found.length} of ${events.length} events: ${found.join(', ')}`);
    }
  }
  console.log(`\n${rules} rules of ${relative(root, folder)}. Your own:`);
  console.log('  npx rulewright translate RULES --to splunk-spl,elasticsearch-dsl');
}
