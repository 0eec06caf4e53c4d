/** The stages of a study beside what a run folder holds of them. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isHeld } from '../src/lock-file.ts';
import type { StageRun } from '../src/run/plan-run.ts';
import type { StageState } from '../src/run/stage-states.ts';
import type { Study } from '../src/run/study/study.ts';

export async function statesOf(folder: string, study: Study): Promise<StageState[]> {
  const out = resolve(folder);
  const analyses = await import('../pipeline/analyses.ts');
  const { stageCode } = await import('../src/run/code-hash.ts');
  const { unitsOf } = await import('../src/run/units.ts');
  const { planUnits } = await import('../src/run/plan-run.ts');
  const { stageStates } = await import('../src/run/stage-states.ts');
  const units = unitsOf(study, Object.values(analyses));
  const codeOf = stageCode();
  return stageStates(planUnits({ out, units, codeOf }, await storedIn(out)), out, isHeld(join(out, '.lock')));
}

async function storedIn(out: string): Promise<StageRun[]> {
  if (!existsSync(join(out, 'study.duckdb'))) return [];
  const { openRun } = await import('./open-run.ts');
  const tables = await openRun(out);
  try {
    return await tables.query<StageRun>('stage_run');
  } finally {
    tables.close();
  }
}
