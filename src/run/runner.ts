/**
 * Runs the stages of a study in order. Each stage is one transaction: its tables and its row in stage_run change
 * together or not at all. A stage whose hash is the stored one is skipped, so a run that was killed goes on where it stopped.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../lock-file.ts';
import { DEFAULT_MEMORY_BYTES, databaseBytes } from '../memory-budget.ts';
import { watchPeakMemory } from '../peak-memory.ts';
import { lineClock, type ProgressTarget, startProgress } from '../progress.ts';
import { checksByStage, runChecks } from './checks.ts';
import { digestsOf, type Manifest, type StageReport, versions, writeManifest } from './manifest.ts';
import { outdated, type PlannedStage, planStages, rangeOf, requireCurrent, type StageRun } from './plan-run.ts';
import type { Stage, StageName } from './stage.ts';
import { statusLine } from './status-line.ts';
import type { Study } from './study/study.ts';
import { Tables } from './tables/tables.ts';

export interface RunOptions {
  readonly study: Study;
  /** The run folder, absolute; made when missing. */
  readonly out: string;
  /** All stages, in order. */
  readonly stages: readonly Stage[];
  /** Version of a stage's code. */
  codeOf(stage: Stage): string;
  /** First and last stage to run; earlier ones must be up to date. */
  readonly from?: StageName;
  readonly to?: StageName;
  /** Runs stages although their hashes are unchanged. */
  readonly force: boolean;
  readonly threads: number;
  /** What the run may hold in memory; 4 GiB unless given. */
  readonly memoryBytes?: number;
  readonly target: ProgressTarget;
}

const memoryOf = ({ memoryBytes = DEFAULT_MEMORY_BYTES }: RunOptions): number => memoryBytes;

export async function runStudy(options: RunOptions): Promise<readonly StageReport[]> {
  const range = rangeOf(options.stages, options);
  mkdirSync(options.out, { recursive: true });
  const release = takeLock(join(options.out, '.lock'));
  try {
    const tables = await Tables.open(join(options.out, 'study.duckdb'), {
      memoryBytes: databaseBytes(memoryOf(options)),
    });
    try {
      return await runStages(options, tables, range);
    } finally {
      tables.close();
    }
  } finally {
    release();
  }
}

async function runStages(
  options: RunOptions,
  tables: Tables,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<readonly StageReport[]> {
  const { study, stages, target } = options;
  const started = new Date();
  const sha256 = digestsOf(stages, study);
  const plan = planStages(options, await tables.query<StageRun>('runner_stage_run'));
  requireCurrent(plan.slice(0, first));
  const base = {
    ...versions(),
    started: started.toISOString(),
    threads: options.threads,
    memory_bytes: memoryOf(options),
    seed: study.seed,
    study,
  };
  const reports: StageReport[] = [];
  /** @param reached stages that are done or under way */
  const record = (state: Pick<Manifest, 'status' | 'failed_stage'>, reached: number) =>
    writeManifest(options.out, {
      ...base,
      seconds: (Date.now() - started.getTime()) / 1000,
      ...state,
      sha256,
      stages: reports,
      outdated: outdated(plan.slice(reached)),
    });

  const checks = checksByStage(stages);
  for (const [place, planned] of plan.slice(0, last + 1).entries()) {
    const { stage, before, current } = planned;
    record({ status: 'running' }, place + 1);
    const skipped = before !== undefined && current && (place < first || !options.force);
    const notes: string[] = [];
    try {
      const run = skipped
        ? before
        : await runStage(options, tables, planned, plan, checks.get(stage.name) ?? [], notes);
      reports.push({ ...run, skipped });
    } catch (error) {
      record({ status: 'failed', failed_stage: stage.name }, place);
      throw error;
    }
    if (place >= first && target.mode !== 'quiet') target.write(statusLine(reports[place], notes));
  }
  record({ status: 'done' }, last + 1);
  const old = outdated(plan.slice(last + 1));
  if (old.length > 0 && target.mode !== 'quiet')
    target.write(
      `made with other settings, code or inputs: ${old.join(', ')}; run again without --to to bring them up to date\n`,
    );
  return reports;
}

async function runStage(
  options: RunOptions,
  tables: Tables,
  { stage, hash }: PlannedStage,
  plan: readonly PlannedStage[],
  checks: readonly string[],
  notes: string[],
): Promise<StageRun> {
  const { study, out, threads, target } = options;
  const hashOf = (name: StageName): string => {
    const asked = name === stage.name || stage.after?.includes(name);
    const found = asked ? plan.find((other) => other.stage.name === name) : undefined;
    if (found === undefined)
      throw new Error(`stage ${stage.name}: asks for the hash of ${name}, which its \`after\` does not name`);
    return found.hash;
  };
  const peak = watchPeakMemory();
  const start = performance.now();
  return await tables.transaction(async () => {
    const clock = lineClock(target);
    const progress = (label: string, total: number) => startProgress(target, label, total, 0, clock);
    await stage.run({
      study,
      tables,
      out,
      hash,
      hashOf,
      threads,
      memoryBytes: memoryOf(options),
      progress,
      note: (text) => notes.push(text),
    });
    await runChecks(tables, checks);
    const run: StageRun = {
      stage: stage.name,
      hash,
      rows: await countRows(tables, stage),
      seconds: (performance.now() - start) / 1000,
      peak_rss_bytes: peak(),
    };
    await storeRun(tables, run);
    return run;
  });
}

async function countRows(tables: Tables, stage: Stage): Promise<number> {
  let rows = 0;
  for (const table of stage.writes) {
    const [{ n }] = await tables.sql<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`);
    rows += n;
  }
  return rows;
}

async function storeRun(tables: Tables, run: StageRun): Promise<void> {
  const others = (await tables.query<StageRun>('runner_stage_run')).filter((row) => row.stage !== run.stage);
  const rows = [...others, run];
  await tables.replace('stage_run', {
    stage: rows.map((row) => row.stage),
    hash: rows.map((row) => row.hash),
    rows: rows.map((row) => row.rows),
    seconds: rows.map((row) => row.seconds),
    peak_rss_bytes: rows.map((row) => row.peak_rss_bytes),
  });
}
