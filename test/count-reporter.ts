/**
 * Ends a test run with `N passed, M failed` on a line of its own, kept in build/tests.txt for .ci/run. A test file that cannot
 * be loaded counts as one failed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const failed = tests.filter((test) => test.result().state === 'failed').length + broken + errors.length;
    const line = `${passed} passed, ${failed} failed\n`;
    mkdirSync('build', { recursive: true });
    writeFileSync('build/tests.txt', line);
    process.stdout.write(`\n${line}`);
  }
}
