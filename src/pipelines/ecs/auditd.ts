import { or } from '../../ir/build.ts';
import { lower, named } from '../kit/change.ts';
import * as messages from '../messages.ts';
import type { Field, Schema } from '../pipeline.ts';
import { type Fields, stream } from './stream.ts';

/*
 * Records of Linux' audit daemon, one by one, as Elastic's integration "Auditd Logs" writes them:
 * packages/auditd of https://github.com/elastic/integrations. (That of "Auditd Manager" puts records together,
 * and no rule about one record can be asked of it.)
 */

/** The arguments of a program are a list; those of a call keep their names. */
const argument = (name: string): Field => ({
  ask(test) {
    const places = ['process.args', `auditd.log.${name}`];
    const why = 'is one of several arguments there, whose places this does not tell';
    const asked = places.map((place) => named(place).ask(test).when);
    const when = test.kind === 'null' ? asked[1]! : or(asked);
    return { when, reason: messages.values(test.field, why, test.at) };
  },
});

/** The record that lists a program's arguments has their first here, too. */
const executable: Field = {
  ask(test) {
    const { when } = named('process.executable').ask(test);
    const why = 'is there for records of arguments, too';
    return { when, reason: messages.values(test.field, why, test.at) };
  },
};

const records: Fields = {
  type: named('event.action', lower),
  exe: executable,
  comm: named('process.name'),
  key: named('auditd.log.key'),
  uid: named('user.id'),
  euid: named('user.effective.id'),
  pid: named('process.pid'),
  ppid: named('process.parent.pid'),
  ...Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [`a${i}`, argument(`a${i}`)] as const),
  ),
};

export const auditd: readonly Schema[] = [stream('auditd.log', records, { beat: 'filebeat' })];
