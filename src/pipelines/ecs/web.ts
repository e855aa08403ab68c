import { either, inside, named } from '../kit/change.ts';
import { oneOf } from '../kit/one-of.ts';
import type { Schema } from '../pipeline.ts';
import type { Fields } from './stream.ts';

/*
 * Requests and look-ups in the names of the schema itself, whichever integration wrote them:
 * https://www.elastic.co/docs/reference/ecs/ecs-url, ecs-http, ecs-dns; `event.category` is "web" for servers and proxies,
 * https://www.elastic.co/docs/reference/ecs/ecs-allowed-values-event-category.
 */

const url = either(named('url.original'), named('url.full'));
const ofUrl = either(
  named('url.original', inside('stands among other parts of a URL there')),
  named('url.full', inside('stands among other parts of a URL there')),
);

const requests: Fields = {
  'c-uri': url,
  'cs-uri': url,
  'c-uri-query': ofUrl,
  'cs-uri-query': ofUrl,
  'c-uri-stem': ofUrl,
  'cs-uri-stem': ofUrl,
  'c-uri-extension': ofUrl,
  'cs-host': either(named('url.domain'), named('destination.domain')),
  'r-dns': either(named('url.domain'), named('destination.domain')),
  'cs-method': named('http.request.method'),
  'sc-status': named('http.response.status_code'),
  'c-useragent': named('user_agent.original'),
  'cs-user-agent': named('user_agent.original'),
  'cs-referer': named('http.request.referrer'),
  'cs-referrer': named('http.request.referrer'),
  src_ip: named('source.ip'),
  dst_ip: named('destination.ip'),
};

const lookups: Fields = {
  query: named('dns.question.name'),
  answer: named('dns.answers.data'),
};

const anywhere = (category: string, fields: Fields, ...beats: readonly string[]): Schema => ({
  where: (at) => oneOf('event.category', [category], at, true),
  fields: new Map(Object.entries(fields)),
  others: 'none',
  keywords: 'none',
  leftOut: [''],
  index: ['logs-*', ...beats],
});

export const web: Readonly<Record<string, readonly Schema[]>> = {
  '/proxy/': [anywhere('web', requests, 'filebeat-*')],
  '/webserver/': [anywhere('web', requests, 'filebeat-*')],
  '/dns/': [
    {
      ...anywhere('network', lookups, 'filebeat-*', 'packetbeat-*'),
      where: (at) => ({ kind: 'exists', field: 'dns.question.name', at }),
    },
  ],
};
