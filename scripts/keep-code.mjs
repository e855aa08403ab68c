import { writeFileSync } from 'node:fs';

/*
 * node scripts/keep-code.mjs ARGUMENT...: runs the built program with these arguments, then keeps the
 * code that V8 has made of its functions, so that the next start has it.
 */

const { script } = await import('../dist/cli/main.cjs');
process.on('exit', () => {
  writeFileSync(new URL('../dist/cli/program.code', import.meta.url), script.createCachedData());
});
