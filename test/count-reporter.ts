/**
 * Ends a test run with `N passed, M failed` on a line of its own, kept in build/tests.txt for .ci/run. A test file that cannot
 * be loaded counts as one failed. COUNT_ON_TOP=yes adds what an earlier run has left there: .ci/run tests on two versions of Node.js.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

const FILE = 'build/tests.txt';

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = countOf(modules, errors);
    const line = lineOf(process.env.COUNT_ON_TOP === 'yes' ? [readCount(readFileSync(FILE, 'utf8')), count] : [count]);
    mkdirSync('build', { recursive: true });
    writeFileSync(FILE, line);
    process.stdout.write(`\n${line}`);
  }
}

function countOf(modules: readonly TestModule[], errors: readonly unknown[]): Count {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const passed = tests.filter((test) => test.result().state === 'passed').length;
  const broken = modules.filter((module) => module.errors().length > 0).length;
  const failed = tests.filter((test) => test.result().state === 'failed').length + broken + errors.length;
  return { passed, failed };
}

export function lineOf(counts: readonly Count[]): string {
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed\n`;
}

/** @throws Error where the line is another, so that no run is counted as nothing */
export function readCount(line: string): Count {
  const [, passed, failed] = line.match(/^(\d+) passed, (\d+) failed\n$/) ?? [];
  if (failed === undefined) throw new Error(`${FILE}: ${JSON.stringify(line)}, expected "N passed, M failed"`);
  return { passed: Number(passed), failed: Number(failed) };
}
