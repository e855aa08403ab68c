import type { Expr } from '../../ir/expr.ts';
import { named } from '../kit/change.ts';
import { among, constant } from '../kit/constant.ts';
import { fits } from '../kit/fits.ts';
import { wantedOf } from '../kit/wanted.ts';
import { entryOf, logsOf, sysmonLog } from '../kit/windows.ts';
import * as sets from './datasets.ts';
import type { Fields } from './fields.ts';
import { type Place, placesIn, type Share, type Shared } from './place.ts';
import * as fields from './windows-fields.ts';

/*
 * Events of Windows' own logs: the number of an event tells in which data set it is. Which ones are in which is
 * said by the event types of Splunk's add-on for Windows (10.0).
 */

/** What says no more than which event it is. */
const kind = ['EventID', 'Channel', 'Provider_Name'];

const share = (
  dataset: sets.Dataset,
  of: Fields,
  ids: readonly number[],
  more: Partial<Place> = {},
): Share => {
  const names = ids.map(String);
  const EventID = among('signature_id', names);
  return { of: names, place: { dataset, kind, fields: { EventID, ...of }, ...more } };
};

const logons: readonly Share[] = [
  share(sets.authentication, fields.logonSuccess, [4624]),
  share(withAll(sets.authentication), fields.logonFailure, [4625]),
  share(sets.authentication, fields.explicitLogon, [4648]),
  share(sets.authentication, fields.privilegedLogon, [4672]),
  share(sets.authentication, fields.ticket, [4768, 4769, 4771]),
  share(sets.authentication, fields.validation, [4776, 4777]),
  share(sets.authentication, {}, [
    ...[4773, 4774, 4775, 528, 529, 530, 531, 532, 533, 534, 535, 536, 537, 539, 540, 552, 576],
    ...[672, 673, 675, 676, 677, 678, 679, 680, 681],
  ]),
];

/** A data set of which nothing is left out for such events. */
function withAll({ without: _, ...dataset }: sets.Dataset): sets.Dataset {
  return dataset;
}

const changes: readonly Share[] = [
  share(
    sets.accounts,
    fields.account,
    [4704, 4705, 4720, 4722, 4723, 4724, 4725, 4726, 4738, 4767],
  ),
  share(sets.accounts, fields.accountName, [4703, 4740]),
  share(sets.accounts, fields.computer, [4741, 4742, 4743]),
  share(sets.accounts, fields.renamedAccount, [4781]),
  share(sets.accounts, fields.membership, [4728, 4729, 4732, 4733, 4756, 4757]),
  share(sets.changes, fields.group, [
    ...[4727, 4730, 4731, 4734, 4735, 4737, 4744, 4749, 4750, 4754, 4755, 4758, 4759, 4764, 4799],
  ]),
  share(sets.changes, fields.task, [4698, 4700, 4701, 4702]),
  share(sets.changes, fields.auditPolicy, [4719]),
  share(sets.changes, fields.bySubject, [1102, 4706, 4713]),
  share(sets.changes, {}, [
    ...[1101, 1105, 1108, 4634, 4715, 4717, 4718, 4739, 4745, 4746, 4747, 4748, 4751, 4752, 4753],
    ...[4760, 4761, 4762, 4763, 4765, 4766, 4780, 4782, 4783, 4784, 4785, 4786, 4787, 4788, 4789],
    ...[4790, 4791, 4792, 4794, 4798, 4800, 4801, 4876, 4912, 5376, 5377, 5461],
    ...[517, 612, 624, 625, 626, 627, 628, 629, 630, 631, 632, 633, 634, 635, 636, 637, 638, 639],
    ...[640, 641, 642, 643, 644, 645, 646, 647, 648, 649, 650, 651, 652, 653, 654, 655, 656, 657],
    ...[658, 659, 660, 661, 662, 663, 664, 665, 666, 667, 668, 669, 670, 671, 684, 685, 686, 687],
    ...[688, 689, 690, 691, 692, 693, 694, 695, 696, 807],
  ]),
];

const EventID = (id: number): Fields => ({ EventID: constant(String(id)) });

const security: readonly (readonly Share[])[] = [
  logons,
  changes,
  [
    share(sets.services, { ...fields.auditedService, ...EventID(4697) }, [4697], {
      among: 'other events of services',
    }),
  ],
  [
    share(sets.registry, { ...fields.auditedRegistry, ...EventID(4657) }, [4657], {
      among: 'other changes of the registry',
    }),
  ],
];

const manager: Fields = { Provider_Name: constant('Service Control Manager') };

const system: readonly (readonly Share[])[] = [
  [
    share(sets.services, { ...fields.installedService, ...EventID(7045), ...manager }, [7045], {
      only: { status: ['installed'] },
    }),
  ],
];

/** Of all other events, their number: that of all but Windows Update's, of which it is something else. */
const signaturesOf = (logs: readonly string[], ids: readonly number[] = []): Place => ({
  dataset: sets.signatures,
  fields: {
    EventID: named('signature_id'),
    ...(logs.length === 1 && { Channel: constant(logs[0]!) }),
  },
  kind,
  only: {
    source: logs.flatMap((name) => [`XmlWinEventLog:${name}`, `WinEventLog:${name}`]),
    ...(ids.length > 0 && { signature_id: ids.map(String) }),
  },
});

const isOfUpdates = (when: Expr): boolean => {
  const providers = wantedOf(when, ['Provider_Name']);
  return !providers || providers.some((one) => fits(one, 'Microsoft-Windows-WindowsUpdateClient'));
};

const known = new Map<string, Shared | null>();

function sharedOf(service: string): Shared | null {
  if (!known.has(service)) {
    const logs = logsOf(service);
    const sets = entryOf({ security, system }, service) ?? [];
    known.set(service, logs ? { by: ['EventID'], sets, rest: signaturesOf(logs) } : null);
  }
  return known.get(service)!;
}

/** The places of a log's events, by what a rule asks of them; null where it is no log of Windows. */
export function ofLog(service: string, when: Expr): readonly Place[] | null {
  const shared = sharedOf(service);
  if (!shared) return null;
  const places = placesIn(shared, when);
  const isRest = places.some((place) => place === shared.rest);
  return isRest && service === 'system' && isOfUpdates(when) ? [] : places;
}

const other = 'other events of processes';
const ofProcesses = (of: Fields): Place => ({ dataset: sets.processes, fields: of, among: other });
const ofService = (...ids: readonly number[]): Place => signaturesOf([sysmonLog], ids);

/** Sysmon's events that no other program reports, as its add-on puts them among others. */
export const ofSysmon: Readonly<Record<string, Place>> = {
  image_load: {
    dataset: sets.processes,
    fields: fields.imageLoad,
    only: { action: ['success'] },
  },
  driver_load: ofProcesses(fields.driverLoad),
  process_access: ofProcesses(fields.processAccess),
  create_remote_thread: ofProcesses(fields.remoteThread),
  create_stream_hash: ofProcesses(fields.processAction),
  pipe_created: ofProcesses(fields.processAction),
  process_tampering: ofProcesses(fields.processAction),
  raw_access_thread: ofProcesses(fields.processAction),
  wmi_event: {
    dataset: { ...sets.changes, tags: ['change', 'endpoint'] },
    fields: { EventID: named('signature_id') },
    kind,
    only: { object_category: ['wmi'] },
  },
  sysmon_status: ofService(4, 16),
  sysmon_error: ofService(255),
};
