/*
 * npm run test:mutation: changes the compiler in small ways, one at a time, and looks whether a test
 * fails. Changing all of it takes a night; what is changed by default are the functions of a sample.
 *
 *     npm run test:mutation                            every 20th function
 *     SAMPLE=1 npm run test:mutation -- -m 'src/ir/**' every function of a folder
 *     SAMPLE=5/20 npm run test:mutation                another twentieth
 */

// fewer random cases than in the tests: they run for each change
process.env.FUZZ_RUNS ??= '30';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['src/{ir,evaluate,languages,passes,backends}/**/*.ts', 'src/compile.ts'],
  plugins: ['./scripts/mutation/mocha-runner.mjs', './scripts/mutation/sample.mjs'],
  ignorers: ['sample'],
  testRunner: 'mocha',
  testRunnerNodeArgs: ['--import', 'tsx'],
  coverageAnalysis: 'perTest',
  // what runs while the files are loaded would take a process for each change
  ignoreStatic: true,
  dryRunTimeoutMinutes: 30,
  timeoutMS: 5_000,
  timeoutFactor: 1.5,
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: {
    allowColor: false,
    logTests: false,
    reportTests: false,
    reportScoreTable: true,
  },
  htmlReporter: { fileName: 'coverage/mutation/report.html' },
  jsonReporter: { fileName: 'coverage/mutation/report.json' },
  tempDirName: 'coverage/mutation/work',
  ignorePatterns: ['dist', 'coverage', '.git'],
  allowEmpty: true,
};
