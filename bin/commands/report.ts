/** `cofire report DIR`: writes a run's report again from its tables. */
import { join } from 'node:path';
import { buildReport } from '../../reports/build.ts';
import { openDoors } from '../../reports/door.ts';
import { openRun } from '../open-run.ts';

export async function report(folder: string, { out = folder }: { readonly out?: string }): Promise<void> {
  const analyses = await import('../../pipeline/analyses.ts');
  const tables = await openRun(folder);
  try {
    const { files } = await buildReport(folder, { doors: await openDoors(Object.values(analyses)), tables, out });
    for (const { path, nBytes } of files) process.stdout.write(`${join(out, path)}  ${(nBytes / 1e6).toFixed(2)} MB\n`);
  } finally {
    tables.close();
  }
}
