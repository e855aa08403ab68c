import { BadConnection } from '../../cluster/connection.ts';
import { Failure } from '../../cluster/failure.ts';
import { type Status, status } from '../status.ts';

/** What the command line, or who is at the other end, has against it is said in a line. */
export async function settled(work: () => Promise<Status>): Promise<Status> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BadConnection) && !(error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n`);
    return status.unusable;
  }
}
