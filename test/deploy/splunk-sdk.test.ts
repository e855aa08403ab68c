import { createRequire } from 'node:module';
import { expect } from 'chai';
import { splunk as target } from '../../src/deploy/index.ts';
import { Bench, id, rule } from './bench.ts';
import { Splunk } from './fakes/splunk.ts';

/*
 * The fake of Splunk, held by the client that Splunk keeps for JavaScript: it does with it what we do, and the
 * two see what the other has written.
 */

interface SavedSearch {
  readonly name: string;
  properties(): Readonly<Record<string, unknown>>;
  acl(): Readonly<Record<string, unknown>>;
  fetch(options?: object): Promise<SavedSearch>;
  update(values: object): Promise<SavedSearch>;
  disable(): Promise<unknown>;
  remove(): Promise<unknown>;
}

interface SavedSearches {
  fetch(options?: object): Promise<SavedSearches>;
  list(): readonly SavedSearch[];
  item(name: string): SavedSearch | undefined;
  create(values: object): Promise<SavedSearch>;
}

interface Service {
  login(): Promise<boolean>;
  parse(query: string, options?: object): Promise<{ commands: readonly { command: string }[] }>;
  savedSearches(namespace: object): SavedSearches;
}

const sdk = createRequire(import.meta.url)('splunk-sdk') as {
  Service: new (options: object) => Service;
  Logger: { setLevel(level: string): void };
};
sdk.Logger.setLevel('NONE'); // it writes every refusal to standard error

const place = { owner: 'nobody', app: 'soc' };

describe("Splunk's own client, on the fake", () => {
  let splunk: Splunk;
  let bench: Bench;
  let service: Service;

  beforeEach(async () => {
    splunk = new Splunk();
    const words = { RULEWRIGHT_API_KEY: 'key', RULEWRIGHT_APP: 'soc' };
    bench = await Bench.on(target, splunk.answer, words);
    splunk.authorization = ['Splunk key'];
    const { protocol, hostname: host, port } = new URL(bench.url);
    const who = { username: 'ann', password: 'secret' };
    service = new sdk.Service({ scheme: protocol.slice(0, -1), host, port, ...who });
  });
  afterEach(() => bench.close());

  const failing = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: { status?: number; data?: { messages?: readonly { text: string }[] } }) =>
        `${error.status} ${error.data?.messages?.[0]?.text}`,
    );

  it('makes, changes and removes a search as we do', async () => {
    expect(await service.login()).to.equal(true);
    const searches = service.savedSearches(place);
    const [wanted] = bench.wanted(rule('1'));
    const given = Object.entries(wanted!.body as object).filter(([, value]) => value !== '');
    const args = { name: id, ...Object.fromEntries(given) };
    await searches.create(args);
    expect(await failing(searches.create(args))).to.match(/^409 Unable to create saved search/);
    expect(await failing(searches.create({ ...args, name: 'b', odd: '1' }))).to.equal(
      '400 Argument "odd" is not supported by this handler.',
    );
    expect((await searches.fetch({ count: 0 })).list().map(({ name }) => name)).to.deep.equal([id]);
    const item = searches.item(id)!;
    expect(item.properties()).to.include({ search: 'EventID=1', is_scheduled: true });
    expect(item.acl()).to.include({ app: 'soc', owner: 'nobody', sharing: 'app' });
    // what it made holds what we would have: only our mark is missing
    expect(await bench.kinds([wanted!], { adopt: true })).to.deep.equal(['adopt']);
    await item.update({ search: 'EventID=2' });
    expect((await item.fetch()).properties().search).to.equal('EventID=2');
    await item.remove();
    expect(await failing(item.fetch())).to.equal(`404 Could not find object id=${id}`);
    expect(splunk.held).to.deep.equal([]);
  });

  it('sees what we have made, and we what it has changed', async () => {
    const wanted = bench.wanted(rule('1'));
    expect(await bench.apply(wanted)).to.deep.equal(['create']);
    await service.login();
    const searches = await service.savedSearches(place).fetch({ count: 0 });
    const item = searches.item(id)!;
    expect(item.properties()).to.include({ search: 'EventID=1', disabled: false });
    await item.update({ disabled: true });
    expect(await bench.kinds(wanted)).to.deep.equal(['drift']);
    await bench.apply(wanted, { overwriteDrift: true });
    expect((await item.fetch()).properties().disabled).to.equal(false);
    await bench.apply([]);
    expect((await searches.fetch({ count: 0 })).list()).to.deep.equal([]);
  });

  for (const isOld of [false, true])
    it(`has searches parsed as we do, ${isOld ? 'before' : 'since'} version 9`, async () => {
      splunk.isOld = isOld;
      await service.login();
      const { commands } = await service.parse('search a="1" | where b=2', { parse_only: true });
      expect(commands.map(({ command }) => command)).to.deep.equal(['search', 'where']);
      expect(await failing(service.parse('search a=1 | whree b=2'))).to.equal(
        "400 Unknown search command 'whree'.",
      );
    });

  it('is not let in with another password', async () => {
    const { hostname: host, port } = new URL(bench.url);
    const other = new sdk.Service({ scheme: 'http', host, port, username: 'ann', password: 'x' });
    expect(await failing(other.login())).to.equal('401 Login failed');
  });
});
