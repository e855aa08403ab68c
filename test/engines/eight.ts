import { request as ask } from 'node:http';
import { type Served, serve } from '../support/server.ts';

/**
 * A proxy before Elasticsearch 7 for clients of Elasticsearch 8, which ask for answers in the form of version 8: it
 * takes that wish out of the media types, and passes all else on as it is.
 * https://www.elastic.co/docs/reference/elasticsearch/rest-apis/compatibility
 */
export const forEight = (to: string): Promise<Served> =>
  serve((request, response) => {
    const { method, url, headers } = request;
    const sent = { ...headers };
    for (const name of ['accept', 'content-type'] as const)
      if (sent[name]) sent[name] = plain(sent[name]);
    const forward = ask(new URL(url!, to), { method: method!, headers: sent }, (head) => {
      response.writeHead(head.statusCode!, {
        ...head.headers,
        'x-elastic-product': 'Elasticsearch', // said by itself from 7.14 on
      });
      head.pipe(response);
    });
    forward.once('error', () => request.socket.destroy());
    request.pipe(forward);
  });

/** `application/vnd.elasticsearch+json; compatible-with=8` is `application/json`. */
const plain = (type: string): string =>
  type.replaceAll(/vnd\.elasticsearch\+([a-z-]+); *compatible-with=8/g, '$1');
