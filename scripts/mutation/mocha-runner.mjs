import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

/*
 * Runs the tests for Stryker, whose own runner doesn't load mocha 12. The files are loaded once; a
 * change is switched on by a global that the changed code looks at.
 */

/** Tests that need neither engines nor corpora; the quick ones first, for the first to fail ends a run. */
const specs = [
  'golden.test.ts',
  'modifiers.test.ts',
  'rules.test.ts',
  'passes',
  'languages',
  'ir',
  'evaluate',
  'backends',
].map((name) => join('test', name));

globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};

class MochaRunner {
  #mocha = new Mocha({ timeout: 0, bail: true, reporter: class {} }).cleanReferencesAfterRun(false);
  /** What Stryker's changed code reads and writes. */
  #shared = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE];

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    for (const file of specs.flatMap(testsIn)) this.#mocha.addFile(file);
    await this.#mocha.loadFilesAsync();
  }

  async dryRun({ coverageAnalysis }) {
    const isPerTest = coverageAnalysis === 'perTest';
    const tests = await this.#run(
      () => true,
      (title) => {
        if (isPerTest) this.#shared.currentTestId = title;
      },
    );
    const covered = this.#shared.mutantCoverage;
    return {
      status: DryRunStatus.Complete,
      tests,
      ...(covered && { mutantCoverage: whileTested(covered) }),
    };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    this.#shared.activeMutant = activeMutant.id;
    this.#shared.hitLimit = hitLimit;
    this.#shared.hitCount = hitLimit === undefined ? undefined : 0;
    const wanted = testFilter && new Set(testFilter);
    const tests = await this.#run((title) => wanted?.has(title) ?? true);
    const endless = determineHitLimitReached(this.#shared.hitCount, hitLimit);
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests });
  }

  /** Runs the tests that are wanted, each known by its whole title, and says how each ended. */
  #run(isWanted, onTest = () => {}) {
    this.#mocha.grep(new Titles(isWanted));
    const results = [];
    return new Promise((resolve) => {
      const runner = this.#mocha.run(() => resolve(results));
      const keep = (test, more) => {
        const name = test.fullTitle();
        results.push({ id: name, name, timeSpentMs: test.duration ?? 0, ...more });
      };
      runner.on('test', (test) => onTest(test.fullTitle()));
      runner.on('pass', (test) => keep(test, { status: TestStatus.Success }));
      runner.on('pending', (test) => keep(test, { status: TestStatus.Skipped }));
      runner.on('fail', (test, error) =>
        keep(test, { status: TestStatus.Failed, failureMessage: String(error?.message ?? error) }),
      );
    });
  }
}

/**
 * What tests cover, without what also ran while their files were loaded: Stryker would start a process for
 * each of those changes, though the tests themselves are enough to find it.
 */
function whileTested({ perTest, static: loaded }) {
  const tested = new Set(Object.values(perTest).flatMap((of) => Object.keys(of)));
  const others = Object.entries(loaded).filter(([id]) => !tested.has(id));
  return { perTest, static: Object.fromEntries(others) };
}

/** What mocha asks of a test's title: here a set may answer, where an expression would be far too long. */
class Titles extends RegExp {
  #isWanted;

  constructor(isWanted) {
    super('');
    this.#isWanted = isWanted;
  }

  test(title) {
    return this.#isWanted(title);
  }
}

const testsIn = (path) =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(path, { recursive: true })
        .filter((name) => name.endsWith('.test.ts'))
        .sort()
        .map((name) => join(path, name));

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'mocha', MochaRunner)];
