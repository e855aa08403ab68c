import { readFileSync } from 'node:fs';
import type { TLSSocket } from 'node:tls';
import { expect } from 'chai';
import type { Server } from '../../src/cluster/cluster.ts';
import { connect } from '../../src/cluster/connect.ts';
import { connectionOf } from '../../src/cluster/credentials.ts';
import { Failure } from '../../src/cluster/failure.ts';
import { root } from '../support/files.ts';
import { type Served, serve } from '../support/server.ts';

/* All clients over TLS, to a server whose certificate only the authority of this folder has signed. */

const file = (name: string) => `${root}test/cluster/certificates/${name}`;

describe('TLS', () => {
  let server: Served;
  let seen: { cert: string | undefined; authorization: string | undefined }[] = [];

  before(async () => {
    server = await serve(
      (request, response) => {
        const { subject } = (request.socket as TLSSocket).getPeerCertificate();
        const { authorization } = request.headers;
        seen.push({ cert: subject?.CN as string | undefined, authorization });
        response.writeHead(200, {
          'content-type': 'application/json',
          'x-elastic-product': 'Elasticsearch',
        });
        response.end('{}');
      },
      {
        cert: readFileSync(file('server.pem')),
        key: readFileSync(file('server.key')),
        ca: readFileSync(file('ca.pem')),
        requestCert: true,
        rejectUnauthorized: false,
      },
    );
  });
  after(() => server.close());

  const send = async (product: Server, environment: Record<string, string>, isInsecure = false) => {
    seen = [];
    const connection = connectionOf({ url: server.url, isInsecure }, environment);
    const cluster = await connect(connection, product, { retries: 1, pause: 1 });
    try {
      await cluster.send({ method: 'GET', path: '/', isIdempotent: true });
      return 'answered';
    } catch (error) {
      if (error instanceof Failure) return error.message;
      throw error;
    }
  };

  for (const product of ['elasticsearch', 'opensearch', 'kibana', 'splunk'] as const) {
    it(`refuses ${product} an unknown certificate`, async () => {
      expect(await send(product, { RULEWRIGHT_TOKEN: 'secret-token' })).to.match(/certificate/);
      expect(seen, 'nothing was sent').to.deep.equal([]);
    });

    it(`takes one of ${product} that the authority signed`, async () => {
      const environment = { RULEWRIGHT_CA: file('ca.pem'), RULEWRIGHT_TOKEN: 'secret-token' };
      expect(await send(product, environment)).to.equal('answered');
      expect(seen).to.deep.equal([{ cert: undefined, authorization: 'Bearer secret-token' }]);
    });

    it(`looks at none of ${product} when told not to`, async () => {
      expect(await send(product, {}, true)).to.equal('answered');
    });

    it(`shows ${product} our own`, async () => {
      const environment = {
        RULEWRIGHT_CA: file('ca.pem'),
        RULEWRIGHT_CERT: file('client.pem'),
        RULEWRIGHT_KEY: file('client.key'),
      };
      expect(await send(product, environment)).to.equal('answered');
      expect(seen).to.deep.equal([{ cert: 'client', authorization: undefined }]);
    });
  }
});
