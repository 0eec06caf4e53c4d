/** The tables of a run folder as commands read them; while a run goes on, as its last finished stage left them, which is said. */
import { join } from 'node:path';
import { Tables } from '../src/run/tables/tables.ts';

/** @throws StudyError where the folder holds no run */
export async function openRun(folder: string): Promise<Tables> {
  const tables = await Tables.open(join(folder, 'study.duckdb'), { readOnly: true });
  if (tables.isSnapshot)
    process.stderr.write(
      'note: a run is going on in this folder; the tables are as its last finished stage left them\n',
    );
  return tables;
}
