/** `cofire export DIR --format …`: the network or the tables of a run for other programs. */
import { join } from 'node:path';
import type { ExportFormat } from '../../reports/export/export.ts';
import { readManifest } from '../../reports/manifest.ts';
import { everyTable, unmadeNotes } from '../unmade-tables.ts';

export async function exportTables(
  folder: string,
  flags: { readonly format: ExportFormat; readonly out?: string },
): Promise<void> {
  const { exportRun } = await import('../../reports/export/export.ts');
  const { openDoors } = await import('../../reports/door.ts');
  const analyses = await import('../../pipeline/analyses.ts');
  const { openRun } = await import('../open-run.ts');
  const tables = await openRun(folder);
  try {
    const doors = await openDoors(Object.values(analyses));
    const { outdated = [] } = readManifest(folder);
    const names =
      flags.format === 'csv' || flags.format === 'parquet' ? await everyTable(tables) : ['edge', 'feature', 'cluster'];
    for (const note of await unmadeNotes(tables, { names, outdated })) process.stderr.write(`note: ${note}\n`);
    const { format, out = folder } = flags;
    for (const path of await exportRun({ dir: folder, out }, tables, doors, format))
      process.stdout.write(`${join(out, path)}\n`);
  } finally {
    tables.close();
  }
}
