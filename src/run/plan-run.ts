/**
 * What a run has to do, worked out before anything is written: the hash of every stage under these settings, whether the run
 * folder holds the stage with that hash, and the refusals that follow. A refused run leaves run.json as it was.
 */
import { existsSync } from 'node:fs';
import { StudyError } from '../errors.ts';
import type { StageReport } from './manifest.ts';
import type { Stage, StageName } from './stage.ts';
import { producersOf, stageHash } from './stage-hash.ts';
import type { Study } from './study/study.ts';

export type StageRun = Omit<StageReport, 'skipped'>;

export interface PlannedStage {
  readonly stage: Stage;
  /** Its hash under these settings. */
  readonly hash: string;
  /** How it last ran here, if it did. */
  readonly before: StageRun | undefined;
  /** It last ran with this hash, and all that it made is there. */
  readonly current: boolean;
}

interface PlanOptions {
  readonly study: Study;
  readonly out: string;
  readonly stages: readonly Stage[];
  codeOf(stage: Stage): string;
}

/** All stages, in order. @param stored the stages that the run folder holds */
export function planStages({ study, out, stages, codeOf }: PlanOptions, stored: readonly StageRun[]): PlannedStage[] {
  const producers = producersOf(stages);
  const hashes = new Map<StageName, string>();
  return stages.map((stage) => {
    const hash = stageHash(stage, study, codeOf(stage), hashes, producers);
    hashes.set(stage.name, hash);
    const before = stored.find((run) => run.stage === stage.name);
    const whole = (stage.outputs?.(out, hash) ?? []).every((path) => existsSync(path));
    return { stage, hash, before, current: before?.hash === hash && whole };
  });
}

/** Places of the first and the last stage to run, both included. */
export function rangeOf(
  stages: readonly Stage[],
  { from, to }: { readonly from?: StageName; readonly to?: StageName },
): { first: number; last: number } {
  const first = from === undefined ? 0 : placeOf(stages, from);
  const last = to === undefined ? stages.length - 1 : placeOf(stages, to);
  if (first > last)
    throw new StudyError({
      where: '--to',
      found: `${to}, which comes before ${from}`,
      expected: 'a stage at or after --from',
    });
  return { first, last };
}

/** Refuses a run that would begin after a stage that is not up to date. */
export function requireCurrent(earlier: readonly PlannedStage[]): void {
  const behind = earlier.find(({ current }) => !current);
  if (behind !== undefined)
    throw new StudyError({
      where: '--from',
      found: `stage ${behind.stage.name} before it is not up to date`,
      expected: 'up-to-date stages before the first',
      fix: 'Run without --from.',
    });
}

/** Stages whose tables were made with other settings, code or inputs than these. */
export function outdated(left: readonly PlannedStage[]): StageName[] {
  return left.filter(({ before, hash }) => before !== undefined && before.hash !== hash).map(({ stage }) => stage.name);
}

function placeOf(stages: readonly Stage[], name: StageName): number {
  const place = stages.findIndex((stage) => stage.name === name);
  if (place < 0)
    throw new StudyError({
      where: 'stage',
      found: name,
      expected: `one of ${stages.map((stage) => stage.name).join(', ')}`,
    });
  return place;
}
