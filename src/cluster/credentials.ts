import { readFileSync } from 'node:fs';
import { BadConnection, type Connection, isLoopback, type Tls } from './connection.ts';
import type { Place } from './place.ts';
import { readProfile, type Words } from './profile.ts';
import { readPlace } from './read-place.ts';

/** What a command line says of a connection. */
export interface Asked extends Readonly<Partial<Record<keyof Place, string | undefined>>> {
  readonly url?: string | undefined;
  readonly profile?: string | undefined;
  readonly username?: string | undefined;
  /** What stands on standard input, where that was asked for. */
  readonly password?: string | undefined;
  /** No certificate is looked at; only for this machine. */
  readonly isInsecure: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The words of the environment: `RULEWRIGHT_URL` and so on. */
const variables: Readonly<Record<keyof Words, string>> = {
  url: 'RULEWRIGHT_URL',
  username: 'RULEWRIGHT_USERNAME',
  password: 'RULEWRIGHT_PASSWORD',
  apiKey: 'RULEWRIGHT_API_KEY',
  token: 'RULEWRIGHT_TOKEN',
  ca: 'RULEWRIGHT_CA',
  cert: 'RULEWRIGHT_CERT',
  key: 'RULEWRIGHT_KEY',
  passphrase: 'RULEWRIGHT_PASSPHRASE',
  space: 'RULEWRIGHT_SPACE',
  app: 'RULEWRIGHT_APP',
  owner: 'RULEWRIGHT_OWNER',
  sharing: 'RULEWRIGHT_SHARING',
};

/** What a command line says in so many words. */
const options = ['url', 'username', 'password', 'space', 'app', 'owner', 'sharing'] as const;

/**
 * The connection that the command line, the environment and a profile say, each over the one behind it.
 *
 * @throws BadConnection
 */
export function connectionOf(asked: Asked, environment: Environment): Connection {
  const profile = asked.profile ?? environment.RULEWRIGHT_PROFILE;
  const below = profile ? readProfile(profile) : {};
  const said = options.filter((name) => asked[name] !== undefined);
  const above: Words = Object.fromEntries(said.map((name) => [name, asked[name]]));
  const words = over(over(below, wordsIn(environment)), above);
  const url = urlOf(words.url);
  const { headers, secrets } = identityOf(words);
  const isHere = isLoopback(url.hostname);
  if (asked.isInsecure && !isHere)
    throw new BadConnection(
      `--insecure is for this machine only, and ${url.hostname} is none of its names. Give the authority that signed its certificate: ${variables.ca}.`,
    );
  if (secrets.length > 0 && url.protocol === 'http:' && !isHere)
    throw new BadConnection(
      `A password or key would go to ${url.hostname} where everybody on the way can read it. Use https.`,
    );
  const tls = tlsOf(words, asked.isInsecure);
  return {
    url,
    place: readPlace(words),
    headers,
    tls,
    secrets: [...secrets, ...(words.passphrase ? [words.passphrase] : [])],
  };
}

/** Who we are is one thing: a layer that says it says all of it. */
function over(below: Words, above: Words): Words {
  const { username, password, apiKey, token, ...rest } = below;
  const saysWho = above.apiKey ?? above.token;
  const isPair = apiKey === undefined && token === undefined;
  if (saysWho !== undefined) return { ...rest, ...above };
  if (above.username === undefined && above.password === undefined) return { ...below, ...above };
  // a password on standard input is that of the profile's user
  return isPair ? { ...below, ...above } : { ...rest, ...above };
}

const wordsIn = (environment: Environment): Words =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([word, name]) =>
      environment[name] ? [[word, environment[name]]] : [],
    ),
  );

function urlOf(text: string | undefined): URL {
  if (text === undefined)
    throw new BadConnection(`Which cluster? Give --url, ${variables.url} or a profile.`);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new BadConnection('The URL of the cluster is none: it begins with https:// or http://.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new BadConnection('The URL of the cluster begins with https:// or http://.');
  if (url.username !== '' || url.password !== '')
    throw new BadConnection(
      `A URL with a password in it ends up in logs. Use ${variables.username} and ${variables.password}, or --password-stdin.`,
    );
  if (url.search !== '' || url.hash !== '')
    throw new BadConnection('The URL of the cluster ends with its path.');
  return url;
}

/** What we show at the door, and what of it nobody else may see. */
function identityOf({ apiKey, token, username, password }: Words): {
  headers: Record<string, string>;
  secrets: readonly string[];
} {
  const ways = [apiKey, token, username ?? password].filter((one) => one !== undefined);
  if (ways.length > 1)
    throw new BadConnection(
      'Of an API key, a token, and a user with a password, only one may be given.',
    );
  const secretOf = apiKey ?? token ?? password;
  if (secretOf !== undefined && /[^\x20-\x7e]/.test(apiKey ?? token ?? ''))
    throw new BadConnection('The API key or token has signs in it that none has.');
  if (apiKey !== undefined) return identity('ApiKey', apiKey, apiKey);
  if (token !== undefined) return identity('Bearer', token, token);
  if (username === undefined && password === undefined) return { headers: {}, secrets: [] };
  if (username === undefined || password === undefined)
    throw new BadConnection('A user and a password go together, and one of them is missing.');
  if (username.includes(':'))
    throw new BadConnection("The name of a user can't have a colon in it.");
  return identity('Basic', Buffer.from(`${username}:${password}`).toString('base64'), password);
}

const identity = (scheme: string, sent: string, secret: string) => ({
  headers: { authorization: `${scheme} ${sent}` },
  // also where it is written as a text in JSON, or as a part of an address
  secrets: [
    ...new Set([sent, secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]),
  ]
    .filter((one) => one !== '')
    .sort((a, b) => b.length - a.length),
});

function tlsOf({ ca, cert, key, passphrase }: Words, isInsecure: boolean): Tls {
  if ((cert === undefined) !== (key === undefined))
    throw new BadConnection('A certificate and its key go together, and one of them is missing.');
  return {
    rejectUnauthorized: !isInsecure,
    ...(ca !== undefined && { ca: pem(ca) }),
    ...(cert !== undefined && { cert: pem(cert) }),
    ...(key !== undefined && { key: pem(key) }),
    ...(passphrase !== undefined && { passphrase }),
  };
}

function pem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadConnection(`${file} can't be read: ${(error as Error).message}.`);
  }
}
