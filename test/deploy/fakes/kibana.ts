import { type Asked, ok, type Said } from './http.ts';
import { faultIn, laidOut, type Rule } from './kibana-rule.ts';

/** What Kibana says of a request that it doesn't do; its own routes and those of detection say it differently. */
const refuse = (status: number, message: string): Said => ({
  status,
  body: { statusCode: status, error: status === 400 ? 'Bad Request' : 'Error', message },
});
const refuseRule = (status: number, message: string): Said => ({
  status,
  body: { message, status_code: status },
});

/**
 * Kibana's detection rules as their documentation describes them. No real Kibana has been asked: none can be had
 * for tests.
 */
export class Kibana {
  /** Rules by their spaces, then by their `rule_id`. */
  readonly spaces = new Map<string, Map<string, Rule>>([
    ['default', new Map()],
    ['soc', new Map()],
  ]);
  authorization: string | null = null;
  /** One who may look and not write. */
  isReader = false;
  writes = 0;
  private clock = 0;

  get held(): Map<string, Rule> {
    return this.spaces.get('default')!;
  }

  readonly answer = ({ method, steps, query, headers, body }: Asked): Said => {
    if (this.authorization && headers.authorization !== this.authorization)
      return refuse(401, '[security_exception]: unable to authenticate user');
    if (method !== 'GET' && !headers['kbn-xsrf'])
      return refuse(400, 'Request must contain a kbn-xsrf header.');
    if (headers['elastic-api-version'] !== '2023-10-31')
      return refuse(400, 'Please specify a version via elastic-api-version header.');
    const isPlaced = steps[0] === 's';
    const held = this.spaces.get(isPlaced ? steps[1]! : 'default');
    const path = steps.slice(isPlaced ? 2 : 0).join('/');
    if (!held) return refuse(404, 'Not Found');
    if (method !== 'GET' && this.isReader)
      return refuse(
        403,
        `API [${method} /${path}] is unauthorized for user, this action is granted by the Kibana privileges [all]`,
      );
    if (path === 'api/detection_engine/rules/_find' && method === 'GET')
      return this.find(held, query);
    if (path !== 'api/detection_engine/rules') return refuse(404, 'Not Found');
    if (method === 'POST' || method === 'PUT') return this.put(held, method, body as Rule);
    const name = query.get('rule_id');
    const odd = [...query.keys()].find((key) => key !== 'rule_id' && key !== 'id');
    if (odd || name === null) return refuse(400, `[request query]: invalid keys "${odd}"`);
    const rule = held.get(name);
    if (!rule) return refuseRule(404, `rule_id: "${name}" not found`);
    if (method === 'GET') return ok(rule);
    if (method !== 'DELETE') return refuse(404, 'Not Found');
    held.delete(name);
    this.writes++;
    return ok(rule);
  };

  /** Somebody saves a rule in Kibana's pages, which write its `meta` anew. */
  save(name: string, values: object, held = this.held): void {
    const rule = held.get(name)!;
    const meta = { from: '1m', kibana_siem_app_url: 'https://kibana.example/app/security' };
    held.set(name, { ...rule, ...values, meta, updated_at: this.now() });
  }

  /** Somebody changes a rule over the API, or by the switch in a list, and no more than that. */
  patch(name: string, values: object, held = this.held): void {
    held.set(name, { ...held.get(name)!, ...values, updated_at: this.now() });
  }

  private now(): string {
    return new Date(this.clock++ * 1000).toISOString();
  }

  private find(held: Map<string, Rule>, query: URLSearchParams): Said {
    const known = ['page', 'per_page', 'sort_field', 'sort_order', 'filter', 'fields'];
    const odd = [...query.keys()].find((key) => !known.includes(key));
    if (odd) return refuse(400, `[request query]: invalid keys "${odd}"`);
    const perPage = Number(query.get('per_page') ?? 20);
    const page = Number(query.get('page') ?? 1);
    if (page * perPage > 10_000) return refuse(400, 'Result window is too large');
    const all = [...held.values()];
    const data = all.slice((page - 1) * perPage, page * perPage);
    return ok({ page, perPage, total: all.length, data });
  }

  private put(held: Map<string, Rule>, method: string, body: Rule): Said {
    const fault = faultIn(body);
    if (fault) return refuse(400, `[request body]: ${fault}`);
    const name = String(body.rule_id ?? `made-${this.clock}`);
    const old = held.get(name) ?? null;
    if (method === 'POST' && old) return refuseRule(409, `rule_id: "${name}" already exists`);
    if (method === 'PUT' && !old) return refuseRule(404, `rule_id: "${name}" not found`);
    const rule = laidOut({ ...body, rule_id: name }, old, this.now());
    held.set(name, rule);
    this.writes++;
    return ok(rule);
  }
}
