/** What a run folder holds of a study, stage by stage, and what a run would do: nothing is written. */
import { type PlannedUnit, shardFolder } from './plan-run.ts';
import { hasPlan, readPlan, type ShardFolder } from './shards.ts';
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
  /** The one that a run which is going on is at. */
  readonly shards_claimed: number | null;
  /** Those whose making threw in the last run that came to them. */
  readonly shards_failed: number | null;
  /** Neither done nor one of these. */
  readonly shards_left: number | null;
}

/** @param out the run folder; @param running a run is going on in it */
export function stageStates(plan: readonly PlannedUnit[], out: string, running: boolean): StageState[] {
  /** Units run in order: the first with shards to make has the one that is being made. */
  let isToClaim = running;
  return plan.map((unit) => {
    const { analysis, scope, stage, before, current, hash } = unit;
    const shards = shardsOf(shardFolder(out, unit, hash), isToClaim);
    if (shards.shards_claimed === 1) isToClaim = false;
    return {
      ...{ analysis, scope, stage: stage.name },
      state: before === undefined ? 'never run' : current ? 'current' : 'stale',
      why: before === undefined || current ? null : whatChanged(unit, before),
      ...{ rows: before?.rows ?? null, seconds: before?.seconds ?? null },
      ...shards,
    };
  });
}

type Shards = Pick<StageState, 'shards_done' | 'shards_claimed' | 'shards_failed' | 'shards_left'>;

function shardsOf(folder: ShardFolder, isToClaim: boolean): Shards {
  if (!hasPlan(folder)) return { shards_done: null, shards_claimed: null, shards_failed: null, shards_left: null };
  const all = Array.from(readPlan<ShardPlan>(folder).sizes, (_, index) => index);
  const missing = all.filter((index) => !folder.has(index));
  const failed = missing.filter((index) => folder.hasFailed(index)).length;
  const claimed = isToClaim && missing.length > failed ? 1 : 0;
  return {
    shards_done: all.length - missing.length,
    shards_claimed: claimed,
    shards_failed: failed,
    shards_left: missing.length - failed - claimed,
  };
}

function whatChanged({ hash, stage, study }: PlannedUnit, before: NonNullable<PlannedUnit['before']>): string {
  if (before.hash === hash) return 'not all of its shards are there';
  if (before.settings !== JSON.stringify(stage.settings(study as never))) return 'other settings';
  return 'its code, a file or an earlier stage changed';
}
