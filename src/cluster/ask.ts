import type { Answer, Request } from './cluster.ts';

/** So long we wait for an answer, in milliseconds: a percolator parses hundreds of queries for one. */
export const patience = 120_000;

/** One request to a server's own client, which answers or throws. */
export type Ask = (request: Request) => Promise<Answer>;
