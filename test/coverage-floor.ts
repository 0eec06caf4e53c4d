/**
 * The share of lines of every file of src/ that the tests must run, per cent, and the files that may have less: each with its own
 * floor and the reason. vitest.config.ts reads it; `make coverage` measures. A file that moves takes its line here with it; a line
 * that is no longer needed fails the run (coverage-reporter.ts), one whose file is gone fails the tests.
 */
export const FLOOR = 85;

export interface Exception {
  readonly lines: number;
  readonly reason: string;
}

export const EXCEPTIONS: Readonly<Record<string, Exception>> = {
  'src/engine/onnx/session-worker.ts': {
    lines: 0,
    reason:
      'it runs in worker threads, whose lines the coverage of the process does not count; session-pool.test.ts and session-worker.test.ts run it',
  },
};

/** The floor of each of `files`, paths from the root, as vitest's thresholds: one pattern a file. */
export function thresholds(files: readonly string[]): Record<string, { lines: number }> {
  return Object.fromEntries(files.map((file) => [file, { lines: EXCEPTIONS[file]?.lines ?? FLOOR }]));
}
