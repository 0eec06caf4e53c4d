import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: './test/temporary-folder.ts',
    // onnxruntime and DuckDB are native and want processes, not threads. The two processes keep their modules from file to file:
    // starting one for each of the 370 files takes longer than the tests.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    reporters: ['default', './test/count-reporter.ts'],
  },
});
