/** `cofire export DIR --format …`: the network or the tables of a run for other programs. */
import { join } from 'node:path';
import type { ExportFormat } from '../../reports/export/export.ts';
import { readManifest } from '../../reports/manifest.ts';
import { everyTable, unmadeNotes } from '../unmade-tables.ts';

export async function exportTables(folder: string, flags: { readonly format: ExportFormat }): Promise<void> {
  const { exportRun } = await import('../../reports/export/export.ts');
  const { openDoors } = await import('../../reports/door.ts');
  const analyses = await import('../../pipeline/analyses.ts');
  const { Tables } = await import('../../src/run/tables/tables.ts');
  const tables = await Tables.open(join(folder, 'study.duckdb'), { readOnly: true });
  try {
    const doors = await openDoors(Object.values(analyses));
    const { outdated = [] } = readManifest(folder);
    const names =
      flags.format === 'csv' || flags.format === 'parquet' ? await everyTable(tables) : ['edge', 'feature', 'cluster'];
    for (const note of await unmadeNotes(tables, { names, outdated })) process.stderr.write(`note: ${note}\n`);
    for (const path of await exportRun(folder, tables, doors, flags.format))
      process.stdout.write(`${join(folder, path)}\n`);
  } finally {
    tables.close();
  }
}
