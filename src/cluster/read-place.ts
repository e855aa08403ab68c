import { BadConnection } from './connection.ts';
import { type Place, sharings } from './place.ts';

/**
 * The place that words say.
 *
 * @throws BadConnection for what can be no place
 */
export function readPlace(words: Readonly<Partial<Record<keyof Place, string>>>): Place {
  const { space = null, app = null, owner = null, sharing = null } = words;
  if (space !== null && !/^[a-z0-9_-]+$/.test(space))
    throw new BadConnection(
      `A space of Kibana can't be "${space}": it is named as its address has it, by small letters, digits, - and _.`,
    );
  if (app !== null && !/^\w[\w.-]*$/.test(app))
    throw new BadConnection(
      `An app of Splunk can't be "${app}": it is named as its folder is, by letters, digits, _, . and -.`,
    );
  // a lone - stands behind a sign on a command line
  if (owner !== null && /^$|^-$|[\x00-\x1f]/.test(owner))
    throw new BadConnection('The owner is one user, or nobody.');
  const known = sharings.find((one) => one === sharing) ?? null;
  if (sharing !== null && known === null)
    throw new BadConnection(`A search is shared by user, app or global, not "${sharing}".`);
  if (known === 'user' && (owner === null || owner === 'nobody'))
    throw new BadConnection(
      "A search that is its owner's alone has to have one: --owner, RULEWRIGHT_OWNER.",
    );
  return { space, app, owner, sharing: known };
}
