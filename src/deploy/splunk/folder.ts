import { path } from '../../cluster/cluster.ts';
import type { Place } from '../../cluster/place.ts';
import { isMap } from '../json.ts';

/** Where in Splunk a set's searches are, whose, and who sees them. */
export interface Folder {
  readonly app: string;
  readonly owner: string;
  readonly sharing: string;
  /** The user whose folder it is; `nobody`: the app's own. */
  readonly user: string;
}

export function folderOf({ app, owner, sharing }: Place): Folder {
  const whose = owner ?? 'nobody';
  const seen = sharing ?? 'app';
  return {
    app: app ?? 'search',
    owner: whose,
    sharing: seen,
    user: seen === 'user' ? whose : 'nobody',
  };
}

export const searchesIn = ({ user, app }: Folder): string =>
  path`/servicesNS/${user}/${app}/saved/searches`;

export const searchIn = ({ user, app }: Folder, name: string): string =>
  path`/servicesNS/${user}/${app}/saved/searches/${name}`;

/** Who a search belongs to and who sees it. */
export interface Access {
  readonly owner: string;
  readonly sharing: string;
}

export function accessOf(acl: unknown): Access & { readonly app: string } {
  const { app, owner, sharing } = isMap(acl) ? acl : {};
  return { app: `${app}`, owner: `${owner}`, sharing: `${sharing}` };
}

/** Whether a search is in the folder itself: lists also have what other apps share with all. */
export const isIn = (folder: Folder, acl: unknown): boolean => {
  const { app, owner, sharing } = accessOf(acl);
  const isPrivate = folder.sharing === 'user';
  return (
    app === folder.app &&
    (sharing === 'user') === isPrivate &&
    (!isPrivate || owner === folder.owner)
  );
};
