/** Counts the live tests that were really run: an empty or shortened run is a failure, unless files or names were asked for. */
import type { Reporter, TestModule } from 'vitest/node';

/** As many as there are; raise it with each new test. */
export const LIVE_TESTS = 102;

export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0;
    for (const module of modules) for (const test of module.children.allTests('passed')) if (test.result().state === 'passed') passed += 1;
    const isWhole = !process.argv.slice(2).some((word) => word.includes('test.ts') || word === '-t');
    process.stdout.write(`\nlive tests with Asterisk: ${passed} passed${isWhole ? ` of at least ${LIVE_TESTS}` : ''}\n`);
    if (isWhole && passed < LIVE_TESTS) process.exitCode = 1;
  }
}
