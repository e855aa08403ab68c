import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { artifacts } from '../../artifacts/load.ts';
import { type Cluster, placesOf } from '../../cluster/cluster.ts';
import { connect } from '../../cluster/connect.ts';
import { BadConnection } from '../../cluster/connection.ts';
import { connectionOf } from '../../cluster/credentials.ts';
import type { Place } from '../../cluster/place.ts';
import * as targets from '../../deploy/index.ts';
import { isSetName } from '../../deploy/mark.ts';
import type { Session, Target } from '../../deploy/target.ts';
import { didYouMean } from '../../diagnostic/closest.ts';

/** What says where to go and who we are. */
export interface ConnectionOptions
  extends Readonly<Partial<Record<keyof Place, string | undefined>>> {
  readonly url?: string | undefined;
  readonly profile?: string | undefined;
  readonly username?: string | undefined;
  readonly passwordStdin: boolean;
  readonly insecure: boolean;
  /** Of a target that is no server. */
  readonly folder?: string | undefined;
}

export interface TargetOptions extends ConnectionOptions {
  readonly to: string;
  readonly set: string;
  readonly format: 'text' | 'json';
}

const allTargets: readonly Target[] = Object.values(targets);

/**
 * The target of that name.
 *
 * @throws BadConnection where there is none, or the set can't be called so
 */
export function targetOf({ to, set }: TargetOptions): Target {
  const [name, artifact] = to.split(':', 2);
  const found = allTargets.find(({ id, taking }) => id === (taking ? name : to));
  const target = found?.taking ? taking(found, artifact) : found;
  const ids = allTargets.map(({ id }) => id);
  if (!target)
    throw new BadConnection(
      `"${to}" is not a target. ${didYouMean(to, ids) ?? `There are ${ids.join(', ')}.`}`,
    );
  if (!isSetName(set))
    throw new BadConnection(
      `A set can't be called "${set}": its name is made of small letters, digits, - and _, and begins with one of the first two.`,
    );
  return target;
}

/** A target that takes any artifact, for the one that stands behind its name. */
function taking({ id, taking: of }: Target, artifact: string | undefined): Target {
  const ids = artifacts().map((one) => one.id);
  if (artifact === undefined)
    throw new BadConnection(
      `Files of which artifact: --to ${id}:elastic-rule? See rulewright list artifacts.`,
    );
  if (!ids.includes(artifact))
    throw new BadConnection(
      `"${artifact}" is not an artifact. ${didYouMean(artifact, ids) ?? `There are ${ids.join(', ')}.`}`,
    );
  return of!(artifact);
}

export interface Opened {
  readonly session: Session;
  /** Where it is, and where on the server, without a secret. */
  readonly url: string;
  /** Null: it is a folder. */
  readonly cluster: Cluster | null;
}

/** @throws BadConnection, or Failure where nobody answers */
export async function open(target: Target, options: ConnectionOptions): Promise<Opened> {
  if (target.at === 'folder') {
    refuseOthers([], options);
    if (options.folder === undefined) throw new BadConnection('Which folder: --folder DIR?');
    const folder = resolve(options.folder);
    return { session: target.open(folder), url: pathToFileURL(folder).href, cluster: null };
  }
  if (options.folder !== undefined)
    throw new BadConnection(`--folder is for targets that are one, which ${target.id} isn't.`);
  refuseOthers(placesOf[target.at], options);
  const connection = connectionFor(options);
  const { href: url } = connection.url;
  const place = placesOf[target.at]
    .filter((word) => connection.place[word] !== null)
    .map((word) => `, ${word} ${connection.place[word]}`);
  const cluster = await connect(connection, target.at);
  return { session: target.open(cluster), url: url + place.join(''), cluster };
}

/** An option of another server's would be left out in silence. */
function refuseOthers(known: readonly (keyof Place)[], options: ConnectionOptions): void {
  for (const [at, words] of Object.entries(placesOf))
    for (const word of words)
      if (options[word] !== undefined && !known.includes(word))
        throw new BadConnection(`--${word} is for targets of ${at}, which this one isn't.`);
}

/** The connection that the options and the environment say. */
export const connectionFor = ({ passwordStdin, insecure, ...asked }: ConnectionOptions) =>
  connectionOf(
    {
      ...asked,
      ...(passwordStdin && { password: passwordOnInput() }),
      isInsecure: insecure,
    },
    process.env,
  );

/** The first line of standard input. */
function passwordOnInput(): string {
  if (process.stdin.isTTY)
    throw new BadConnection('--password-stdin is for a password that another program hands over.');
  const [line = ''] = readFileSync(0, 'utf8').split(/\r?\n/, 1);
  if (line === '') throw new BadConnection('There is no password on standard input.');
  return line;
}
