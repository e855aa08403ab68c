import { expect } from 'chai';
import { backends, compile, languages, pipelines } from '../../src/index.ts';
import { eachAtom } from '../../src/ir/fold.ts';
import * as ir from '../ir/nodes.ts';
import { modelFields } from './cim-fields.ts';

/* Which log source is asked of which data set, and whether a rule is told that others are found, too. */

const read = (logsource: string, selection: string) => {
  const text = `title: T\nlogsource: ${logsource}\ndetection:\n  s: ${selection}\n  condition: s\n`;
  const [compiled] = compile(
    { path: 'a.yml', text },
    {
      from: languages.sigma,
      to: [backends.splunkSpl, backends.splunkTstats],
      pipelines: [pipelines.splunkCim],
    },
  );
  return compiled!;
};

const categoryOf = (logsource: string) => logsource.replace('category: ', '');

const hosts = ['windows', 'linux', 'macos'];

describe("a log source in Splunk's Common Information Model", () => {
  for (const [logsource, field, inSearch, model, fidelity] of [
    [
      'category: process_creation',
      'Image',
      'tag="process" tag="report"',
      'Endpoint.Processes',
      'exact',
    ],
    [
      'category: file_event',
      'TargetFilename',
      'tag="endpoint" tag="filesystem" action IN ("created", "modified")',
      'Endpoint.Filesystem',
      'exact',
    ],
    [
      'category: file_delete',
      'TargetFilename',
      'tag="endpoint" tag="filesystem" action="deleted"',
      'Endpoint.Filesystem',
      'exact',
    ],
    ['category: file_rename', 'TargetFilename', 'tag="endpoint"', 'Endpoint.Filesystem', 'wider'],
    [
      'category: registry_set',
      'TargetObject',
      'tag="endpoint" tag="registry" action="modified"',
      'Endpoint.Registry',
      'exact',
    ],
    ['category: registry_rename', 'TargetObject', 'tag="registry"', 'Endpoint.Registry', 'wider'],
    [
      'category: network_connection',
      'DestinationIp',
      'tag="communicate"',
      'Network_Traffic.All_Traffic',
      'exact',
    ],
    ['category: dns_query', 'QueryName', 'tag="resolution"', 'Network_Resolution.DNS', 'exact'],
  ] as const)
    for (const product of hosts)
      it(`${product}, ${categoryOf(logsource)}, is in ${model}: ${fidelity}`, () => {
        const { queries } = read(`{ product: ${product}, ${logsource} }`, `{ ${field}: x }`);
        expect(queries.map((one) => one.fidelity)).to.deep.equal([fidelity, fidelity]);
        expect(queries[0]!.query).to.contain(inSearch);
        expect(queries[1]!.query).to.contain(`from datamodel=${model} where`);
        expect(queries[1]!.diagnostics.map(({ code }) => code)).to.deep.equal(
          fidelity === 'wider' ? ['pipeline/among'] : [],
        );
      });

  for (const [logsource, selection, says] of [
    ['{ product: windows, service: powershell }', '{ a: x }', 'holds nothing that'],
    ['{ product: windows, category: constructor }', '{ a: x }', 'has no fields for the log source'],
    ['{ category: toString }', '{ a: x }', 'has no fields for the log source'],
    ['{ product: windows, category: process_creation }', '{ Company: x }', 'holds nothing that'],
    ['{ product: windows, category: process_creation }', '["x"]', 'holds nothing that'],
  ] as const)
    it(`is refused in tstats for ${logsource} and ${selection}`, () => {
      const { query, diagnostics } = read(logsource, selection).queries[1]!;
      expect(query).to.equal(null);
      expect(diagnostics.map(({ message }) => message).join()).to.contain(says);
    });

  it('keeps keywords for the text of tagged events', () => {
    const [search] = read('{ category: webserver }', '["x"]').queries;
    expect(search!.query).to.equal('tag="web" *x*');
  });
});

describe('the fields of a log source', () => {
  const known = modelFields();
  const sources = [
    ...['process_creation', 'file_event', 'file_delete', 'file_access', 'registry_event']
      .concat('network_connection', 'dns_query')
      .map((category) => ({ product: 'windows', category })),
    ...['dns', 'proxy', 'webserver', 'antivirus', 'firewall'].map((category) => ({ category })),
    ...['dns', 'http'].map((service) => ({ product: 'zeek', service })),
  ];

  for (const source of sources)
    it(`are all in its data set: ${Object.values(source).join('/')}`, () => {
      const [schema] = pipelines.splunkDatamodel.schemasOf(source)!;
      const others = new Set<string>();
      let model = '';
      eachAtom(schema!.where(ir.at), (atom) => {
        if (atom.kind === 'match' && atom.field === 'datamodel')
          model = atom.pattern.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
      });
      let asked = 0;
      for (const [name, field] of schema!.fields)
        for (const test of [ir.match(name, 'x'), ir.exists(name), ir.isNull(name)])
          eachAtom(field.ask(test as never).when, (atom) => {
            asked++;
            if (atom.kind === 'keyword' || known.get(model)!.has(atom.field)) return;
            if (atom.field !== `${model.split('.')[1]}.tag`) others.add(atom.field);
          });
      expect([...others]).to.deep.equal([]);
      expect(asked).to.be.above(30);
    });
});
