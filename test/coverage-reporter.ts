/** After `make coverage`: an exception of coverage-floor.ts whose file now reaches the floor of all others fails the run. */
import { relative } from 'node:path';
import type { Reporter } from 'vitest/node';
import { EXCEPTIONS, FLOOR } from './coverage-floor.ts';

/** What of istanbul's CoverageMap is read. */
interface CoverageMap {
  files(): string[];
  fileCoverageFor(file: string): { toSummary(): { lines: { pct: number } } };
}

export default class CoverageReporter implements Reporter {
  onCoverage(coverage: unknown): void {
    const map = coverage as CoverageMap;
    const measured = new Map(map.files().map((file) => [relative(process.cwd(), file), map.fileCoverageFor(file)]));
    for (const path of Object.keys(EXCEPTIONS)) {
      const { pct } = measured.get(path)?.toSummary().lines ?? { pct: Number.NaN };
      if (pct < FLOOR) continue;
      process.exitCode = 1;
      process.stderr.write(
        `test/coverage-floor.ts: ${path} has ${pct} % of its lines, expected under ${FLOOR} % of an exception. Remove its line.\n`,
      );
    }
  }
}
