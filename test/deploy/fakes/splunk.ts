import { type Asked, ok, type Said } from './http.ts';
import { parser } from './splunk-parser.ts';
import { contentOf, faultIn, type Values } from './splunk-values.ts';

export interface Search {
  readonly name: string;
  readonly app: string;
  readonly owner: string;
  readonly sharing: string;
  readonly values: Values;
}

/** What Splunk says of a request that it doesn't do. */
export const say = (status: number, text: string, type = 'ERROR'): Said => ({
  status,
  body: { messages: [{ type, text }] },
});

/**
 * Splunk's management port as its documentation describes it, as far as saved searches go. No real one has been
 * asked; Splunk's own client for JavaScript does the same round trip with it in `splunk.test.ts`.
 */
export class Splunk {
  readonly held: Search[] = [];
  /** What `Authorization` has to be; null: nobody is asked. */
  authorization: readonly string[] | null = null;
  readonly apps = ['search', 'soc', 'other'];
  readonly users = ['nobody', 'ann', 'bob'];
  /** A licence that schedules nothing. */
  isFree = false;
  /** One whose role may not write. */
  isReader = false;
  /** Before version 9. */
  isOld = false;
  writes = 0;
  parsed = 0;

  readonly answer = (asked: Asked): Said => {
    const { method, steps, query, headers, text } = asked;
    const form = new URLSearchParams(text);
    const mode = query.get('output_mode') ?? form.get('output_mode');
    const at = steps.join('/').replace(/\/$/, '');
    if (at === 'services/auth/login') return this.logIn(form);
    const who = headers.authorization;
    if (this.authorization && (!who || !this.authorization.includes(who)))
      return mode === 'json'
        ? say(401, who ? 'Unauthorized' : 'call not properly authenticated', 'WARN')
        : {
            status: 401,
            body: '<response><messages><msg type="WARN">call</msg></messages></response>',
          };
    if (mode !== 'json') return { status: 200, body: '<?xml version="1.0"?><feed/>' };
    if (at === 'services/server/info') return this.feed([{ name: 'server-info', content: {} }]);
    // without a place it is the user's own, in the app that is opened first
    const placed = at.replace(/^services\//, 'servicesNS/ann/search/').split('/');
    const [space, user = '', app = '', ...rest] = placed;
    if (space !== 'servicesNS') return say(404, 'Not Found');
    if (!this.apps.includes(app)) return say(404, `Application does not exist: ${app}`);
    if (!this.users.includes(user)) return say(404, `User does not exist: ${user}`);
    const what = rest.join('/');
    if (what === 'search/v2/parser' || what === 'search/parser') {
      const isNew = what === 'search/v2/parser';
      if (isNew && this.isOld) return say(404, 'Not Found');
      if (isNew !== (method === 'POST')) return say(405, 'Method Not Allowed');
      this.parsed++;
      return parser(isNew ? form : query);
    }
    const [saved, searches, name, acl, ...more] = rest;
    if (saved !== 'saved' || searches !== 'searches' || more.length > 0)
      return say(404, 'Not Found');
    const place = { user, app };
    const odd = [...query.keys()].find((key) => !known.includes(key));
    if (odd) return say(400, `Argument "${odd}" is not supported by this handler.`);
    if (method !== 'GET' && this.isReader)
      return say(403, `User 'ann' with roles { user } cannot write: /${user}/${app}/savedsearches`);
    if (name === undefined)
      return method === 'GET' ? this.list(place, query) : this.create(place, form);
    const search = this.find(place, name);
    if (!search) return say(404, `Could not find object id=${name}`);
    if (acl === 'acl') return this.share(search, form);
    if (acl !== undefined) return say(404, 'Not Found');
    if (method === 'GET') return this.feed([shown(search, query)]);
    if (method === 'DELETE') return this.remove(search);
    return this.update(search, form);
  };

  /** Somebody writes a search in Splunk Web. */
  edit(name: string, values: Values, access: Partial<Search> = {}): void {
    const search = this.held.find((one) => one.name === name)!;
    this.put({ ...search, ...access, values: { ...search.values, ...values } }, search);
  }

  /** A search as Splunk finds it from a user's folder of an app: the user's own, the app's, then what all see. */
  private find({ user, app }: { user: string; app: string }, name: string): Search | undefined {
    const called = this.held.filter((one) => one.name === name);
    return (
      called.find((one) => one.app === app && one.sharing === 'user' && one.owner === user) ??
      called.find((one) => one.app === app && one.sharing !== 'user') ??
      called.find((one) => one.sharing === 'global')
    );
  }

  private list({ user, app }: { user: string; app: string }, query: URLSearchParams): Said {
    const seen = this.held.filter(
      (one) =>
        one.sharing === 'global' ||
        (one.app === app && (one.sharing === 'app' || one.owner === user)),
    );
    const count = Number(query.get('count') ?? 30);
    const listed = count === 0 ? seen : seen.slice(0, count);
    return this.feed(listed.map((one) => shown(one, query)));
  }

  private create({ user, app }: { user: string; app: string }, form: URLSearchParams): Said {
    const { name, output_mode: _mode, ...values } = Object.fromEntries(form);
    const missing = ['name', 'search'].filter((key) => !form.get(key));
    if (missing.length > 0)
      return say(400, `The following required arguments are missing: ${missing.join(', ')}.`);
    const fault = this.faultIn(values);
    if (fault) return fault;
    const sharing = user === 'nobody' ? 'app' : 'user';
    const isThere = this.held.some(
      (one) =>
        one.name === name &&
        one.app === app &&
        (one.sharing === 'user') === (sharing === 'user') &&
        (sharing === 'app' || one.owner === user),
    );
    if (isThere)
      return say(
        409,
        `Unable to create saved search with name '${name}'. A saved search with that name already exists.`,
      );
    const search: Search = { name: name!, app, owner: user, sharing, values };
    this.put(search, null);
    return { ...this.feed([shown(search, new URLSearchParams())]), status: 201 };
  }

  private update(search: Search, form: URLSearchParams): Said {
    const { output_mode: _mode, ...values } = Object.fromEntries(form);
    const fault = this.faultIn(values);
    if (fault) return fault;
    const next = { ...search, values: { ...search.values, ...values } };
    this.put(next, search);
    return this.feed([shown(next, new URLSearchParams())]);
  }

  private remove(search: Search): Said {
    this.held.splice(this.held.indexOf(search), 1);
    this.writes++;
    return this.feed([]);
  }

  private share(search: Search, form: URLSearchParams): Said {
    const [owner, sharing] = [form.get('owner'), form.get('sharing')];
    if (!owner || !sharing)
      return say(400, 'The following required arguments are missing: owner, sharing.');
    if (!this.users.includes(owner)) return say(400, `User does not exist: ${owner}`);
    if (!['user', 'app', 'global'].includes(sharing)) return say(400, 'Invalid sharing.');
    const next = { ...search, owner, sharing };
    this.put(next, search);
    return this.feed([shown(next, new URLSearchParams())]);
  }

  private feed(entry: readonly object[]): Said {
    const generator = { build: '1', version: this.isOld ? '8.2.0' : '9.4.0' };
    return ok({ links: {}, generator, entry, paging: { total: entry.length }, messages: [] });
  }

  private put(search: Search, old: Search | null): void {
    this.writes++;
    if (old) this.held[this.held.indexOf(old)] = search;
    else this.held.push(search);
  }

  private faultIn(values: Values): Said | null {
    const fault = faultIn(values);
    if (fault) return say(400, fault);
    return this.isFree && values.is_scheduled === '1'
      ? say(402, 'The license in use has disabled this feature.')
      : null;
  }

  private logIn(form: URLSearchParams): Said {
    if (form.get('username') !== 'ann' || form.get('password') !== 'secret')
      return say(401, 'Login failed', 'WARN');
    return ok({ sessionKey: 'key' });
  }
}

const known = [
  'output_mode',
  'count',
  'offset',
  'search',
  'sort_dir',
  'sort_key',
  'sort_mode',
  'f',
];
known.push('listDefaultActionArgs', 'add_orphan_field', 'earliest_time', 'latest_time');

const shown = ({ name, app, owner, sharing, values }: Search, query: URLSearchParams) => ({
  name,
  acl: { app, owner, sharing, perms: { read: ['*'], write: ['admin'] } },
  links: { edit: `/servicesNS/${owner}/${app}/saved/searches/${encodeURIComponent(name)}` },
  content: contentOf(values, query.get('listDefaultActionArgs') === 'true'),
});
