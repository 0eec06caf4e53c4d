/**
 * Runs the units of a study in order. Each is one transaction: its tables and its row in stage_run change together or not at all. A
 * unit whose hash is the stored one is skipped, so a run that was killed goes on where it stopped.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../lock-file.ts';
import { DEFAULT_MEMORY_BYTES, databaseBytes, watchPeakMemory } from '../memory-budget.ts';
import { lineClock, type ProgressTarget, startProgress } from '../progress.ts';
import { keyOf, nameOf } from './analysis.ts';
import { checksByUnit, runChecks } from './checks.ts';
import { type Closing, closingHash, lastClosing, runClosing } from './closing.ts';
import { digestsOf, type Manifest, type StageReport, versions, writeManifest } from './manifest.ts';
import {
  outdated,
  type PlannedUnit,
  type PlanOptions,
  planUnits,
  rangeOf,
  requireCurrent,
  type StageRun,
  shardFolder,
} from './plan-run.ts';
import { runStage } from './run-stage.ts';
import { storeRun } from './stage-run.ts';
import { statusLine } from './status-line.ts';
import type { Study } from './study/study.ts';
import { MAIN, Tables } from './tables/tables.ts';

export interface RunOptions extends PlanOptions {
  readonly study: Study;
  /** First and last stage to run; earlier ones must be up to date. With a last one, what closes a run is left as it is. */
  readonly from?: string;
  readonly to?: string;
  /** Runs stages although their hashes are unchanged. */
  readonly force: boolean;
  readonly threads: number;
  /** What the run may hold in memory; 4 GiB unless given. */
  readonly memoryBytes?: number;
  readonly target: ProgressTarget;
  /** What is made of the tables after the last stage. */
  readonly closing?: Closing;
}

const memoryOf = ({ memoryBytes = DEFAULT_MEMORY_BYTES }: RunOptions): number => memoryBytes;

export async function runStudy(options: RunOptions): Promise<readonly StageReport[]> {
  const range = rangeOf(options.units, options);
  mkdirSync(options.out, { recursive: true });
  const release = takeLock(join(options.out, '.lock'));
  try {
    const tables = await Tables.open(join(options.out, 'study.duckdb'), {
      memoryBytes: databaseBytes(memoryOf(options)),
    });
    try {
      return await runUnits(options, tables, range);
    } finally {
      tables.close();
    }
  } finally {
    release();
  }
}

async function runUnits(
  options: RunOptions,
  tables: Tables,
  range: { readonly first: number; readonly last: number },
): Promise<readonly StageReport[]> {
  const { study, units, target, closing } = options;
  const started = new Date();
  const sha256 = digestsOf(units, study);
  const stored = await tables.query<StageRun>('stage_run');
  const plan = planUnits(options, stored);
  requireCurrent(plan.slice(0, range.first));
  const base = {
    ...versions(),
    started: started.toISOString(),
    threads: options.threads,
    memory_bytes: memoryOf(options),
    seed: study.seed,
    study,
  };
  const reports: StageReport[] = [];
  const closed = closing === undefined ? undefined : lastClosing(closing, stored);
  const isOld = closing !== undefined && closed !== undefined && closed.hash !== closingHash(closing, study, plan);
  /** What this run has not reached and an earlier one made of other settings; what closes a run comes after all units. */
  const oldFrom = (reached: number): string[] => [
    ...outdated(plan.slice(reached)),
    ...(isOld && reached <= units.length ? [closing.name] : []),
  ];
  /** @param reached units that are done or under way */
  const record = (state: Pick<Manifest, 'status' | 'failed_stage'>, reached: number) =>
    writeManifest(options.out, {
      ...base,
      seconds: (Date.now() - started.getTime()) / 1000,
      ...state,
      sha256,
      stages: reports,
      outdated: oldFrom(reached),
    });
  /** Does a piece of work, or says what it did when it last ran. */
  const step = async (
    name: string,
    reached: number,
    hasTables: boolean,
    work: (notes: string[]) => Promise<StageReport>,
  ) => {
    record({ status: 'running' }, reached + 1);
    const notes: string[] = [];
    try {
      reports.push(await work(notes));
    } catch (error) {
      record({ status: 'failed', failed_stage: name }, reached);
      throw error;
    }
    if (reached >= range.first && target.mode !== 'quiet')
      target.write(statusLine(reports[reports.length - 1], notes, hasTables));
  };

  const checks = checksByUnit(units);
  for (const [place, planned] of plan.slice(0, range.last + 1).entries()) {
    const { before, current } = planned;
    const skipped = before !== undefined && current && (place < range.first || !options.force);
    await step(nameOf(planned), place, planned.stage.writes.length > 0, async (notes) =>
      skipped
        ? { ...before, skipped }
        : { ...(await runUnit(options, tables, planned, plan, checks.get(keyOf(planned)) ?? [], notes)), skipped },
    );
  }
  const closes = range.last === units.length;
  if (closing !== undefined && closes) {
    await tables.within(MAIN, '');
    const past = { plan, stored, force: options.force };
    await step(closing.name, units.length, false, (notes) =>
      runClosing(closing, study, tables, options.out, past, notes),
    );
  }
  const reached = closes ? units.length + 1 : range.last + 1;
  record({ status: 'done' }, reached);
  const old = oldFrom(reached);
  if (old.length > 0 && target.mode !== 'quiet')
    target.write(
      `made with other settings, code or inputs: ${old.join(', ')}; run again without --to to bring them up to date\n`,
    );
  return reports;
}

async function runUnit(
  options: RunOptions,
  tables: Tables,
  unit: PlannedUnit,
  plan: readonly PlannedUnit[],
  checks: readonly string[],
  notes: string[],
): Promise<StageRun> {
  const { out, threads, target } = options;
  const { analysis, scope, stage, hash } = unit;
  const clock = lineClock(target);
  const peak = watchPeakMemory();
  const start = performance.now();
  return await tables.transaction(async () => {
    const rows = await runStage(
      unit,
      { out, hash },
      { tables, units: plan, shardsOf: (other) => shardFolder(out, other, (other as PlannedUnit).hash) },
      {
        study: options.study.name,
        threads,
        memoryBytes: memoryOf(options),
        keep: join(out, 'labels'),
        progress: (label, total) => startProgress(target, label, total, 0, clock),
        note: (text) => notes.push(text),
      },
    );
    await runChecks(tables, checks, unit);
    const settings = JSON.stringify(stage.settings(unit.study as never));
    const seconds = (performance.now() - start) / 1000;
    const run: StageRun = { analysis, scope, stage: stage.name, hash, settings, rows, seconds, peak_rss_bytes: peak() };
    await storeRun(tables, run);
    return run;
  });
}
