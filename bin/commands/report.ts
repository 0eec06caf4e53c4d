/** `cofire report DIR`: writes a run's report again from its tables. */
import { join } from 'node:path';
import { buildReport } from '../../reports/build.ts';

export async function report(folder: string): Promise<void> {
  const { files } = await buildReport(folder);
  for (const { path, nBytes } of files)
    process.stdout.write(`${join(folder, path)}  ${(nBytes / 1e6).toFixed(2)} MB\n`);
}
