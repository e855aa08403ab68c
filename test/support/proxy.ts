import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { bodyOf, type Served, serve } from './server.ts';

/** What a fault proxy can do to a request. */
export type Fault =
  | 'pass'
  /** The connection ends before the request arrives. */
  | 'drop'
  /** The request arrives, and the connection ends before the answer. */
  | 'reset'
  /** The request arrives, and half of its answer comes back. */
  | 'half'
  /** The request arrives twice. */
  | 'twice'
  /** The request arrives, and its answer, after those that were sent behind it. */
  | 'late'
  /** The request doesn't arrive: too many at once. */
  | 429
  /** The request doesn't arrive: nobody is there. */
  | 503;

/** A proxy before a server, which does to each request what `choose` says. */
export const faultProxy = (to: string, choose: () => Fault): Promise<Served> =>
  serve(async (request, response) => {
    const fault = choose();
    if (fault === 'drop') return void request.socket.destroy();
    const body = await bodyOf(request).catch(() => null);
    if (body === null) return;
    if (fault === 429 || fault === 503) {
      response.writeHead(fault, { 'retry-after': '0', 'content-type': 'text/html' });
      // as some do, with what it was asked with
      return void response.end(`<html>Try again: ${request.headers.authorization ?? ''}</html>`);
    }
    try {
      if (fault === 'late') await pause(50);
      if (fault === 'twice') await pass(to, request, body);
      const { head, text } = await pass(to, request, body);
      if (fault === 'late') await pause(50);
      if (fault === 'reset') return void request.socket.destroy();
      answer(response, head, text, fault === 'half');
    } catch {
      request.socket.destroy();
    }
  });

interface Passed {
  readonly head: IncomingMessage;
  readonly text: string;
}

const pass = (to: string, { method, url, headers }: IncomingMessage, body: string) =>
  new Promise<Passed>((resolve, reject) => {
    const forward = ask(new URL(url!, to), { method: method!, headers, agent: false }, (head) => {
      bodyOf(head).then((text) => resolve({ head, text }), reject);
    });
    forward.once('error', reject);
    forward.end(body);
  });

function answer(response: ServerResponse, head: IncomingMessage, text: string, isHalf: boolean) {
  const bytes = Buffer.from(text);
  const kept = Object.entries(head.headers).filter(
    ([name]) => !/^(?:transfer-encoding|connection|keep-alive|content-length)$/.test(name),
  );
  response.writeHead(head.statusCode!, {
    ...Object.fromEntries(kept),
    'content-length': bytes.length,
  });
  if (!isHalf) return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}
