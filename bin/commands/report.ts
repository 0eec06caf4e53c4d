/** `cofire report DIR`: writes a run's report again from its tables. */
import { join } from 'node:path';
import { buildReport } from '../../reports/build.ts';
import { openDoors } from '../../reports/door.ts';

export async function report(folder: string): Promise<void> {
  const analyses = await import('../../pipeline/analyses.ts');
  const { files } = await buildReport(folder, { doors: await openDoors(Object.values(analyses)) });
  for (const { path, nBytes } of files)
    process.stdout.write(`${join(folder, path)}  ${(nBytes / 1e6).toFixed(2)} MB\n`);
}
