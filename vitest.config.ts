import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // onnxruntime and DuckDB are native: one process each keeps a crash from taking the others with it.
    pool: 'forks',
    testTimeout: 30_000,
    reporters: ['default', './test/count-reporter.ts'],
  },
});
