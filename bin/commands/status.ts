/** `cofire status DIR`: what a run folder holds, by the settings of its last run. */
import { join } from 'node:path';
import { readManifest } from '../../reports/manifest.ts';
import { StudyError } from '../../src/errors.ts';
import { isHeld } from '../../src/lock-file.ts';
import type { Study } from '../../src/run/study/study.ts';
import { formatRows, type RowFormat } from '../../src/run/tables/format-rows.ts';
import { statesOf } from '../states-of.ts';

const COLUMNS = [
  'analysis',
  'scope',
  'stage',
  'state',
  'why',
  'rows',
  'seconds',
  'shards_done',
  'shards_claimed',
  'shards_failed',
  'shards_left',
];

export async function status(folder: string, { format }: { readonly format: RowFormat }): Promise<void> {
  const { study, status: state, failed_stage: failed } = readManifest(folder);
  if (study?.analyses === undefined)
    throw new StudyError({
      where: join(folder, 'run.json'),
      found: 'no run of a study',
      expected: 'a folder that `cofire run` wrote',
    });
  const rows = await statesOf(folder, study as Study);
  const width = process.stdout.isTTY ? process.stdout.columns : undefined;
  process.stdout.write(
    formatRows(
      COLUMNS,
      rows.map((row) => ({ ...row })),
      format,
      width,
    ),
  );
  if (format !== 'table') return;
  const left = rows.filter((row) => row.state !== 'current').length;
  const last =
    state === 'failed'
      ? `the last run failed in stage ${failed}`
      : state === 'running'
        ? isHeld(join(folder, '.lock'))
          ? 'a run is going on'
          : 'the last run was killed'
        : 'the last run ended';
  process.stdout.write(
    `${last}; ${left === 0 ? 'every stage is current' : `${left} of ${rows.length} stages are not current`}\n`,
  );
}
