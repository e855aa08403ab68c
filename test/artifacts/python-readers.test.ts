import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import jsYaml from 'js-yaml';
import { readConf } from '../support/conf.ts';
import { filesIn, readText, root } from '../support/files.ts';
import { hasPython, pythonPackage } from '../support/python.ts';

/* What ElastAlert 2 and Splunk have published in Python, on our files. */

/** Splunk's parser for the .conf files of its apps: the keys of each stanza. */
const readStanzas = `
import json, sys
sys.path.insert(0, sys.argv[1])
from addonfactory_splunk_conf_parser_lib import TABConfigParser
parser = TABConfigParser()
parser.read(sys.argv[2], encoding="utf-8")
outside = [line for line in parser.fields_outside_stanza]
print(json.dumps([outside, {name: list(keys) for name, keys in parser.item_dict().items()}]))
`;

if (hasPython)
  describe('readers in Python', function () {
    this.timeout(300_000);

    it("find each rule of ElastAlert 2 to be of ElastAlert's schema, and would tell of a fault", () => {
      const folder = pythonPackage('elastalert2', '2.31.0');
      const text = readFileSync(join(folder, 'elastalert/schema.yaml'), 'utf8');
      const ajv = new Ajv({ strict: false, validateFormats: false });
      const validate = ajv.compile(jsYaml.load(text) as object);
      const paths = filesIn('test/artifacts/elastalert2', '.yaml');
      expect(paths).not.to.be.empty;
      for (const path of paths) {
        const rule = jsYaml.load(readText(path)) as object;
        expect(validate(rule), `${path}: ${ajv.errorsText(validate.errors)}`).to.equal(true);
        expect(validate({ ...rule, realert: { minute: 5 } })).to.equal(false);
        expect(validate({ ...rule, type: 'every' })).to.equal(false);
      }
    });

    it("find in savedsearches.conf the stanzas and keys that we find, by Splunk's parser", () => {
      const folder = pythonPackage('addonfactory_splunk_conf_parser_lib', '1.0.0');
      for (const id of ['splunk-savedsearch', 'splunk-correlation-search']) {
        const path = `test/artifacts/${id}/savedsearches.conf`;
        const answer = execFileSync('python3', ['-c', readStanzas, folder, join(root, path)]);
        const [outside, stanzas] = JSON.parse(answer.toString());
        expect(outside, path).to.deep.equal([]);
        const ours = [...readConf(readText(path))].map(([name, keys]) => [name, [...keys.keys()]]);
        expect(Object.entries(stanzas), path).to.deep.equal(ours);
      }
    });
  });
