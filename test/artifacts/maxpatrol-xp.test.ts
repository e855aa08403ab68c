import { expect } from 'chai';
import jsYaml from 'js-yaml';
import { backends, compile, languages } from '../../src/index.ts';
import { fieldsOf } from '../../src/ir/fields.ts';
import * as kindsOfEvents from '../../src/pipelines/maxpatrol/fields.ts';
import type { Field } from '../../src/pipelines/pipeline.ts';
import { at, match } from '../ir/nodes.ts';
import { emitted } from '../support/emitted.ts';
import { readText } from '../support/files.ts';
import { parseCondition, parseRule } from '../xp/parse.ts';
import type { Statement } from '../xp/syntax.ts';

/* A rule's folder, each file read by its format's reader: XP's is the strict one of test/xp. */

interface MetaInfo {
  readonly ContentAutoName: string;
  readonly ObjectId: string;
  readonly ExpertContext: Readonly<Record<string, unknown>>;
  readonly ContentRelations: { readonly Implements: { readonly ATTACK: unknown } };
  readonly EventDescriptions: readonly {
    readonly Criteria: string;
    readonly LocalizationId: string;
  }[];
}

interface Words {
  readonly Description: string;
  readonly EventDescriptions: readonly {
    readonly LocalizationId: string;
    readonly EventDescription: string;
  }[];
}

/** The fields that the pipeline of MaxPatrol SIEM may ask for one of a rule's. */
const askedFor = (field: Field): readonly string[] =>
  [{ kind: 'exists', field: 'F', at } as const, match('F', 'domain\\\\name')].flatMap((test) =>
    fieldsOf(field.ask(test).when),
  );

/** What is set, by what it is called; a field by `=` and its name. */
const set = (statements: readonly Statement[]): ReadonlyMap<string, unknown> =>
  new Map(
    statements.map((one) => {
      if (one.kind !== 'set') throw new Error(one.kind);
      const { value } = one;
      return [
        one.name,
        value.kind === 'field' ? `= ${value.name}` : value.kind === 'value' && value.value,
      ];
    }),
  );

/** The folder of a rule, as `rule.yml` in the folder of rules. */
const folderOf = (text: string, path = 'rule.yml') => {
  const { emission } = emitted([{ path, text }], ['maxpatrol-xp']);
  const [folder] = [...emission.files.keys()].map((file) => file.split('/')[1]);
  const body = (file: string) => emission.files.get(`maxpatrol-xp/${folder}/${file}`)!.body;
  return {
    files: [...emission.files.keys()],
    rule: parseRule(body('rule.co')),
    meta: jsYaml.load(body('metainfo.yaml')) as MetaInfo,
    words: ['en', 'ru'].map((id) => jsYaml.load(body(`i18n/i18n_${id}.yaml`)) as Words),
  };
};

describe('a correlation rule of MaxPatrol SIEM', () => {
  const plain = readText('test/artifacts/rules/plain.yml');

  it('is found by what the rule asks, and by no event of another rule', () => {
    const to = [backends.maxpatrolXp];
    const [{ queries }] = compile(
      { path: 'rule.yml', text: plain },
      { from: languages.sigma, to },
    ) as [ReturnType<typeof compile>[number]];
    const { events, name, order } = folderOf(plain).rule;
    expect([name, order, events.length]).to.deep.equal(['rule', 'Found', 1]);
    expect(events[0]!.key).to.deep.equal(['event_src.host']);
    const wanted = parseCondition(`correlation_name == null and (${queries[0]!.query as string})`);
    expect(events[0]!.filter).to.deep.equal(wanted);
  });

  it('copies each field of the taxonomy that a rule may ask, once', () => {
    const statements = folderOf(plain).rule.on.get('Found')!;
    const copied = set(statements);
    expect(copied.size).to.equal(statements.length);
    for (const [name, value] of copied) expect(value).to.equal(`= ${name}`);
    const asked = Object.values(kindsOfEvents).flatMap((fields) =>
      Object.values(fields).flatMap(askedFor),
    );
    // the number of an event is its own, not that of what it is a part of
    const kept = new Set(asked.filter((field) => field !== 'msgid'));
    expect(kept.size).to.be.above(40);
    expect([...kept].filter((field) => !copied.has(field))).to.deep.equal([]);
  });

  it('says what it is in words that MaxPatrol SIEM has', () => {
    const { rule, meta, words } = folderOf(plain);
    expect(Object.fromEntries(set(rule.emit))).to.deep.equal({
      correlation_type: 'event',
      importance: 'high',
      'category.generic': 'Attack',
      'category.high': 'Collection',
      'category.low': 'Archive Collected Data',
    });
    expect(meta.ContentAutoName).to.equal('rule');
    expect(meta.ObjectId).to.match(/^LOC-CR-\d{1,9}$/);
    expect(meta.ExpertContext).to.deep.include({ Created: '01.03.2026', Updated: '02.04.2026' });
    expect(meta.ExpertContext.KnowledgeHolders).to.deep.equal(['A. Analyst', 'B. Analyst']);
    expect(meta.ContentRelations.Implements.ATTACK).to.deep.equal({ collection: ['T1560.001'] });
    expect(meta.EventDescriptions[0]!.Criteria).to.equal('correlation_name = "rule"');
    for (const { Description, EventDescriptions } of words) {
      expect(Description).to.equal('Archive Tool Started With a Password');
      expect(EventDescriptions[0]!.LocalizationId).to.equal(
        meta.EventDescriptions[0]!.LocalizationId,
      );
    }
  });

  for (const [level, importance] of [
    ['informational', 'info'],
    ['low', 'low'],
    ['medium', 'medium'],
    ['critical', 'high'],
  ])
    it(`has the importance ${importance} where its level is ${level}`, () =>
      expect(
        set(folderOf(plain.replace('level: high', `level: ${level}`)).rule.emit).get('importance'),
      ).to.equal(importance));

  for (const [path, name] of [
    ['rules/windows/proc creation-win.whoami.yml', 'proc_creation_win_whoami'],
    ['7z.yml', 'Rule_7z'],
    ['rule\n}{.yml', 'rule_'],
    ['правило.yml', 'Rule__'],
    ['con.yml', 'Rule__con'],
  ] as const)
    it(`is called ${name} where its file is ${JSON.stringify(path)}`, () => {
      const { rule, meta, files } = folderOf(plain, path);
      expect([rule.name, meta.ContentAutoName]).to.deep.equal([name, name]);
      expect(files).to.deep.equal(
        ['rule.co', 'metainfo.yaml', 'i18n/i18n_en.yaml', 'i18n/i18n_ru.yaml'].map(
          (file) => `maxpatrol-xp/${name}/${file}`,
        ),
      );
    });

  it('has a name that no other rule has, wherever they are', () => {
    const sources = ['a/x.yml', 'b/x.yml', 'c/X.yml'].map((path, i) => ({
      path,
      text: plain.replace('id: 3f0a', `id: ${i}f0a`),
    }));
    const { emission } = emitted(sources, ['maxpatrol-xp']);
    const rules = [...emission.files].filter(([file]) => file.endsWith('/rule.co'));
    expect(rules.map(([file]) => file.split('/')[1])).to.deep.equal(['x', 'x_2', 'X_3']);
    for (const [file, { body }] of rules) expect(parseRule(body).name).to.equal(file.split('/')[1]);
  });

  it('takes no word of a rule for a field or a part of its language', () => {
    const title = '{object.name} " \\ \n } emit { $importance = "low" #';
    const { rule, words } = folderOf(plain.replace(/^title:.*/, `title: ${JSON.stringify(title)}`));
    expect(rule).to.deep.equal(folderOf(plain).rule);
    for (const { Description, EventDescriptions } of words) {
      expect(Description).to.equal(title);
      expect(EventDescriptions[0]!.EventDescription.match(/\{.*?\}/g)).to.deep.equal([
        '{event_src.host}',
      ]);
    }
  });
});
