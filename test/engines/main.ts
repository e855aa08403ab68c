import { wanted } from './catalog.ts';
import { start } from './node.ts';

/* `npm run engines` starts the engines for a session of work, and stops them when it is ended. */

const nodes = await Promise.all(wanted().map((name) => start(name)));
const setting = nodes.map(({ name, url }) => `${name}=${url}`).join(',');
process.stdout.write(`RULEWRIGHT_RUNNING=${setting}\n`);
const stop = async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  process.exit(0);
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
process.once('disconnect', stop); // who started us is gone
setInterval(() => {}, 60_000);
