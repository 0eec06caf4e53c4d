import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { thresholds } from './test/coverage-floor.ts';
import { SLOW_TESTS } from './test/slow-tests.ts';

const sources = readdirSync(fileURLToPath(new URL('src', import.meta.url)), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/${name}`);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env.TESTS === 'quick' ? SLOW_TESTS : [])],
    globalSetup: './test/temporary-folder.ts',
    // onnxruntime and DuckDB are native and want processes, not threads. The two processes keep their modules from file to file:
    // starting one for each of the 370 files takes longer than the tests.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    reporters: ['default', './test/count-reporter.ts', './test/coverage-reporter.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['json-summary'],
      reportsDirectory: 'build/coverage',
      thresholds: thresholds(sources),
    },
  },
});
