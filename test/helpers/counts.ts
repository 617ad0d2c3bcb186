/**
 * Ends what vitest prints with the seed of the draw, and with how many tests passed, failed and
 * were skipped, in a line that is easy to find.
 */
import process from 'node:process';
import type {Reporter, TestModule} from 'vitest/node';

export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = {passed: 0, failed: 0, skipped: 0, pending: 0};
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state]++;
      // A file that does not load, and what is thrown outside of any test, is a failure too.
      counts.failed += module.errors().length;
    }
    // One file may have no test that is drawn. A whole run has.
    const isEmpty = modules.length !== 1 && counts.passed + counts.failed === 0;
    if (isEmpty) process.exitCode = 1;
    const failed = counts.failed + errors.length;
    const {TEST_ALL, TEST_SEED} = process.env;
    if (!TEST_ALL) process.stdout.write(`drawn with TEST_SEED=${TEST_SEED}\n`);
    process.stdout.write(
      `${counts.passed} passed, ${failed} failed, ${counts.skipped + counts.pending} skipped\n`,
    );
  }
}
