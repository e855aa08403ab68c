import { expect } from 'chai';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { Failure } from '../../src/cluster/failure.ts';
import { serve } from '../support/server.ts';

/* A cluster, or what stands before it, that gives away what it was asked with in every way that one might. */

const secret = 'hunter2"\\ö';
const sent = Buffer.from(`ann:${secret}`).toString('base64');
const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), sent];
const all = `Basic ${forms.join(' ')}`;

describe('the failure of a request', () => {
  for (const status of [200, 400, 401, 403, 404, 429, 500, 503])
    it(`with the status ${status} has no secret in it`, async () => {
      for (const [type, text] of [
        ['text/html', `<html>${all}</html>`],
        ['application/json', JSON.stringify({ error: { type: all, reason: all } })],
        [
          'application/json',
          JSON.stringify({ error: { reason: 'x', caused_by: { reason: all } } }),
        ],
        ['application/json', JSON.stringify({ error: all })],
        ['application/json', JSON.stringify({ message: all, messages: all })],
        ['application/json', JSON.stringify({ messages: [{ type: all, text: all }, all, null] })],
        ['application/json', `{"error":"${all}`],
      ] as const)
        for (const product of ['elasticsearch', 'opensearch', 'kibana', 'splunk'] as const) {
          const server = await serve((_, response) => {
            response.writeHead(status, {
              'content-type': type,
              'x-elastic-product': 'Elasticsearch',
            });
            response.end(text);
          });
          try {
            const asked = { url: server.url, username: 'ann', password: secret, isInsecure: false };
            const cluster = await connect(connectionOf(asked, {}), product, {
              retries: 0,
              pause: 1,
            });
            await cluster.send({ method: 'GET', path: '/', isIdempotent: true });
            expect(status).to.equal(200);
          } catch (error) {
            expect(error).to.be.instanceOf(Failure);
            const { message, type: called } = error as Failure;
            for (const form of [...forms, 'hunter2'])
              expect(`${message} ${called}`).to.not.include(form);
          } finally {
            await server.close();
          }
        }
    });
});
