import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { BadConnection } from '../../src/cluster/connection.ts';
import { type Asked, connectionOf } from '../../src/cluster/credentials.ts';
import { inFolder } from '../support/program.ts';

const url = 'https://es.example';
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

/** A profile in a file that only we may read, unless other rights are given. */
const withProfile = <T>(text: string, use: (path: string) => T, mode = 0o600): T =>
  inFolder((folder) => {
    const path = join(folder, 'profile.yml');
    writeFileSync(path, text);
    chmodSync(path, mode);
    return use(path);
  });

const headerOf = (asked: Partial<Asked>, environment: Record<string, string>): string | undefined =>
  connectionOf({ url, isInsecure: false, ...asked }, environment).headers.authorization;

const faultOf = (asked: Partial<Asked>, environment: Record<string, string> = {}): string => {
  try {
    connectionOf({ isInsecure: false, ...asked }, environment);
  } catch (error) {
    if (error instanceof BadConnection) return error.message;
    throw error;
  }
  return '';
};

describe('who we are', () => {
  for (const [is, asked, environment, header] of [
    ['nobody, where nothing is said', {}, {}, undefined],
    ['an API key', {}, { RULEWRIGHT_API_KEY: 'aWQ6a2V5' }, 'ApiKey aWQ6a2V5'],
    ['a token', {}, { RULEWRIGHT_TOKEN: 'ey.J' }, 'Bearer ey.J'],
    [
      'a user with a password',
      {},
      { RULEWRIGHT_USERNAME: 'ann', RULEWRIGHT_PASSWORD: 'pä:s' },
      basic('ann:pä:s'),
    ],
    ['a user of the command line', { username: 'ann', password: 'x' }, {}, basic('ann:x')],
    [
      'whom the command line says before the environment',
      { username: 'ann', password: 'x' },
      { RULEWRIGHT_API_KEY: 'aWQ6a2V5' },
      basic('ann:x'),
    ],
  ] as const)
    it(`is ${is}`, () => expect(headerOf(asked, environment)).to.equal(header));

  it('is whom a profile says, unless the environment does', () => {
    withProfile('username: ann\npassword: 0755\n', (profile) => {
      expect(headerOf({ profile }, {})).to.equal(basic('ann:0755'));
      expect(headerOf({ profile, password: 'x' }, {})).to.equal(basic('ann:x'));
      expect(headerOf({ profile }, { RULEWRIGHT_TOKEN: 't' })).to.equal('Bearer t');
    });
  });

  it('is never two at once', () => {
    const two = { RULEWRIGHT_API_KEY: 'k', RULEWRIGHT_TOKEN: 't' };
    expect(faultOf({ url }, two)).to.match(/only one may be given/);
    expect(faultOf({ url, username: 'ann' })).to.match(/one of them is missing/);
    expect(faultOf({ url }, { RULEWRIGHT_CERT: 'x.pem' })).to.match(/one of them is missing/);
  });
});

describe('a connection', () => {
  for (const [is, asked, environment, fault] of [
    ['without a URL', {}, {}, /--url, RULEWRIGHT_URL or a profile/],
    ['with something else than a URL', { url: 'es:9200' }, {}, /begins with https/],
    ['with a password in its URL', { url: 'https://a:hunter2@es' }, {}, /--password-stdin/],
    ['with a query', { url: 'https://es/?a=b' }, {}, /ends with its path/],
    [
      'to another machine without TLS',
      { url: 'http://es' },
      { RULEWRIGHT_TOKEN: 't' },
      /Use https/,
    ],
    [
      'to another machine whose certificate nobody looks at',
      { url, isInsecure: true },
      {},
      /this machine only/,
    ],
    [
      'to a machine that is called like this one',
      { url: 'https://127.0.0.1.example', isInsecure: true },
      {},
      /this machine only/,
    ],
    ['with a key that breaks a header', { url }, { RULEWRIGHT_API_KEY: 'a\r\nb' }, /none has/],
    ['with a missing authority', { url }, { RULEWRIGHT_CA: '/none.pem' }, /none.pem can't be read/],
    ['with a missing profile', { url, profile: '/none.yml' }, {}, /none.yml can't be read/],
  ] as const)
    it(`is none ${is}`, () => {
      expect(faultOf(asked, environment)).to.match(fault);
      expect(faultOf(asked, environment)).to.not.include('hunter2');
    });

  for (const here of ['http://127.0.0.1:9200', 'http://localhost', 'http://[::1]:9200/es'])
    it(`may go to this machine as ${here} without TLS`, () =>
      expect(faultOf({ url: here, isInsecure: true }, { RULEWRIGHT_TOKEN: 't' })).to.equal(''));

  for (const mode of [0o640, 0o604, 0o620])
    it(`is none of a profile with the rights ${mode.toString(8)}`, () =>
      withProfile(
        `url: ${url}\n`,
        (profile) => expect(faultOf({ profile })).to.match(/chmod 600/),
        mode,
      ));

  for (const [is, text, fault] of [
    ['is none', 'password: [hunter2\n', /not one document/],
    ['is a list', '- hunter2\n', /no map/],
    ['has a word too many', 'url: https://es\npasword: hunter2\n', /:2: .*"password"/],
    ['has a list in it', 'password: [hunter2]\n', /is to be a text/],
    ['has two documents', 'url: https://es\n---\npassword: hunter2\n', /not one document/],
  ] as const)
    it(`is none of a profile that ${is}, and shows nothing of it`, () =>
      withProfile(text, (profile) => {
        expect(faultOf({ profile, url })).to.match(fault);
        expect(faultOf({ profile, url })).to.not.include('hunter2');
      }));
});
