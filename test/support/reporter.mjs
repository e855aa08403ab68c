import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Mocha's own list, and how many passed and failed in the file that RULEWRIGHT_COUNTS names. */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.RULEWRIGHT_COUNTS;
    if (file)
      runner.once('end', () => {
        const { passes, failures, pending } = this.stats;
        writeFileSync(file, JSON.stringify({ passed: passes, failed: failures + pending }));
      });
  }
}
