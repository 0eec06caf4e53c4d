/**
 * What a run has to do, worked out before anything is written: the hash of every unit under these settings, whether the run
 * folder holds the unit with that hash, and the refusals that follow. A refused run leaves run.json as it was.
 */
import { existsSync } from 'node:fs';
import { StudyError } from '../errors.ts';
import { keyOf, nameOf, type Unit } from './analysis.ts';
import type { StageReport } from './manifest.ts';
import { folderName } from './run-stage.ts';
import { hasPlan, openShards, readPlan, type ShardFolder } from './shards.ts';
import type { ShardPlan, Stage } from './stage.ts';
import { stageHash } from './stage-hash.ts';
import { checkWriters, upstreamOf } from './upstream.ts';

export type StageRun = Omit<StageReport, 'skipped'> & { readonly settings: string };

export interface PlannedUnit extends Unit {
  /** Its hash under these settings. */
  readonly hash: string;
  /** How it last ran here, if it did. */
  readonly before: StageRun | undefined;
  /** It last ran with this hash, and all that later stages read of it is there. */
  readonly current: boolean;
}

export interface PlanOptions {
  /** The run folder, absolute. */
  readonly out: string;
  /** All units of the study, in order. */
  readonly units: readonly Unit[];
  /** Version of a stage's code. */
  codeOf(stage: Stage): string;
}

/** All units, in order. @param stored the stages that the run folder holds */
export function planUnits({ out, units, codeOf }: PlanOptions, stored: readonly StageRun[]): PlannedUnit[] {
  checkWriters(units);
  const hashes = new Map<string, string>();
  const sharded = new Set(
    units.flatMap((unit) =>
      [...upstreamOf(unit, units)].filter(([, { stage }]) => readsShards(unit, stage)).map(([key]) => key),
    ),
  );
  return units.map((unit) => {
    const hash = stageHash(unit, units, codeOf(unit.stage), hashes);
    hashes.set(keyOf(unit), hash);
    const before = stored.find(
      (run) => run.analysis === unit.analysis && run.scope === unit.scope && run.stage === unit.stage.name,
    );
    const whole = !sharded.has(keyOf(unit)) || isWhole(shardFolder(out, unit, hash));
    return { ...unit, hash, before, current: before?.hash === hash && whole };
  });
}

/** Where the shards of a unit lie. */
export function shardFolder(out: string, unit: Pick<Unit, 'stage' | 'scope'>, hash: string): ShardFolder {
  return openShards(out, folderName(unit), hash);
}

function readsShards({ stage: { reads } }: Unit, { name }: Stage): boolean {
  return Object.values(reads).some(({ stage }) => stage?.split('.').at(-1) === name);
}

function isWhole(folder: ShardFolder): boolean {
  return hasPlan(folder) && folder.files(readPlan<ShardPlan>(folder).sizes.length).every((path) => existsSync(path));
}

/**
 * Places of the first and the last unit to run, both included: the first of a name, and the last. What closes a run stands after the
 * last unit.
 */
export function rangeOf(
  units: readonly Unit[],
  { from, to, closing }: { readonly from?: string; readonly to?: string; readonly closing?: { readonly name: string } },
): { first: number; last: number } {
  const placesOf = (where: string, name: string): number[] =>
    name === closing?.name ? [units.length] : placesOfStage(units, where, name);
  const first = from === undefined ? 0 : placesOf('--from', from)[0];
  const last = to === undefined ? units.length : (placesOf('--to', to).at(-1) ?? 0);
  if (first > last)
    throw new StudyError({
      where: '--to',
      found: `${to}, which comes before ${from}`,
      expected: 'a stage at or after --from',
    });
  return { first, last };
}

/** Refuses a run that would begin after a stage that is not up to date. */
export function requireCurrent(earlier: readonly PlannedUnit[]): void {
  const behind = earlier.find(({ current }) => !current);
  if (behind !== undefined)
    throw new StudyError({
      where: '--from',
      found: `stage ${nameOf(behind)} before it is not up to date`,
      expected: 'up-to-date stages before the first',
      fix: 'Run without --from.',
    });
}

/** Stages whose tables were made with other settings, code or inputs than these. */
export function outdated(left: readonly PlannedUnit[]): string[] {
  return left.filter(({ before, hash }) => before !== undefined && before.hash !== hash).map(nameOf);
}

/** `stage`, or `analysis.stage` where two analyses have a stage of that name. */
function placesOfStage(units: readonly Unit[], where: string, name: string): number[] {
  const places = units.flatMap(({ analysis, stage }, place) =>
    name === stage.name || name === `${analysis}.${stage.name}` ? [place] : [],
  );
  const names = [...new Set(units.map(({ stage }) => stage.name))];
  if (places.length === 0) throw new StudyError({ where, found: name, expected: `one of ${names.join(', ')}` });
  const owners = [...new Set(places.map((place) => `${units[place].analysis}.${units[place].stage.name}`))];
  if (owners.length > 1) throw new StudyError({ where, found: name, expected: `one of ${owners.join(', ')}` });
  return places;
}
