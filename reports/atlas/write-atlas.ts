/** Writes `RUNS/index.html` from what the reports of the runs below a folder left; no database is opened. */
import { join, sep } from 'node:path';
import { writeAtomic } from '../../src/write-atomic.ts';
import type { ListedRun } from '../claim-table.ts';
import { outOfDate, readSummary } from '../run-summary.ts';
import { atlasPage } from './atlas-page.ts';
import { findRuns } from './find-runs.ts';

/** @returns the file, and how many runs it shows @throws StudyError where there is no such folder */
export function writeAtlas(root: string): { path: string; runs: number } {
  const runs: ListedRun[] = [];
  const unread: { folder: string; reason: string }[] = [];
  for (const folder of findRuns(root)) {
    const summary = readSummary(join(root, folder));
    if (typeof summary === 'string') unread.push({ folder, reason: summary });
    else {
      const address = `${folder.split(sep).map(encodeURIComponent).join('/')}/report/index.html`;
      runs.push({ summary, folder, address, reason: outOfDate(join(root, folder), summary) });
    }
  }
  const path = join(root, 'index.html');
  writeAtomic(path, atlasPage(runs, unread));
  return { path, runs: runs.length };
}
