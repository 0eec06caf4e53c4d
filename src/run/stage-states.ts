/** What a run folder holds of a study, stage by stage, and what a run would do: nothing is written. */
import { existsSync } from 'node:fs';
import { type PlannedUnit, shardFolder } from './plan-run.ts';
import { hasPlan, readPlan } from './shards.ts';
import type { ShardPlan } from './stage.ts';

export interface StageState {
  readonly analysis: string;
  /** The schema of its tables. */
  readonly scope: string;
  readonly stage: string;
  /** `stale`: it ran with other settings, code, files or earlier stages, or its shards are gone. */
  readonly state: 'current' | 'stale' | 'never run';
  /** What changed; null where it is current or never ran. */
  readonly why: string | null;
  readonly rows: number | null;
  /** When it last ran. */
  readonly seconds: number | null;
  /** Of the shards that it would make now, those that are there; null where none were begun. */
  readonly shards_done: number | null;
  readonly shards_left: number | null;
}

/** @param out the run folder */
export function stageStates(plan: readonly PlannedUnit[], out: string): StageState[] {
  return plan.map((unit) => {
    const { analysis, scope, stage, before, current, hash } = unit;
    const folder = shardFolder(out, unit, hash);
    const begun = hasPlan(folder);
    const files = begun ? folder.files(readPlan<ShardPlan>(folder).sizes.length) : [];
    const done = files.filter((path) => existsSync(path)).length;
    return {
      ...{ analysis, scope, stage: stage.name },
      state: before === undefined ? 'never run' : current ? 'current' : 'stale',
      why: before === undefined || current ? null : whatChanged(unit, before),
      ...{ rows: before?.rows ?? null, seconds: before?.seconds ?? null },
      ...{ shards_done: begun ? done : null, shards_left: begun ? files.length - done : null },
    };
  });
}

function whatChanged({ hash, stage, study }: PlannedUnit, before: NonNullable<PlannedUnit['before']>): string {
  if (before.hash === hash) return 'not all of its shards are there';
  if (before.settings !== JSON.stringify(stage.settings(study as never))) return 'other settings';
  return 'its code, a file or an earlier stage changed';
}
