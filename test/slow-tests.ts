/**
 * Tests that take long and say little about the Node.js they run on: `.ci/run` leaves them out of its second run, on the newest one
 * (TESTS=quick). A fuzz test or one of several machines joins them by its name, `*.slow.test.ts`.
 */
export const SLOW_TESTS: readonly string[] = [
  'test/**/*.slow.test.ts',
  'test/reports/browser/**/*.test.ts',
  'test/pipeline/whole-study.test.ts',
  'test/fixtures/training.test.ts',
  'test/studies/*.test.ts',
];
