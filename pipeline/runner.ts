/**
 * Runs the stages of a study in order. Each stage is one transaction: its tables and its row in stage_run change
 * together or not at all. A stage whose hash is the stored one is skipped, so a run that was killed goes on where it stopped.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StudyError } from '../src/errors.ts';
import { takeLock } from '../src/lock-file.ts';
import { DEFAULT_MEMORY_BYTES, databaseBytes } from '../src/memory-budget.ts';
import { watchPeakMemory } from '../src/peak-memory.ts';
import { type ProgressTarget, startProgress } from '../src/progress.ts';
import type { Study } from '../src/study/study.ts';
import { Tables } from '../src/tables.ts';
import { checksByStage, runChecks } from './checks.ts';
import { digestsOf, type Manifest, type StageReport, versions, writeManifest } from './manifest.ts';
import type { Stage, StageName } from './stage.ts';
import { producersOf, stageHash } from './stage-hash.ts';
import { statusLine } from './status-line.ts';

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

type StageRun = Omit<StageReport, 'skipped'>;

export async function runStudy(options: RunOptions): Promise<readonly StageReport[]> {
  mkdirSync(options.out, { recursive: true });
  const release = takeLock(join(options.out, '.lock'));
  try {
    const tables = await Tables.open(join(options.out, 'study.duckdb'), {
      memoryBytes: databaseBytes(memoryOf(options)),
    });
    try {
      return await runStages(options, tables);
    } finally {
      tables.close();
    }
  } finally {
    release();
  }
}

async function runStages(options: RunOptions, tables: Tables): Promise<readonly StageReport[]> {
  const { study, stages } = options;
  const started = new Date();
  const base = {
    ...versions(),
    started: started.toISOString(),
    threads: options.threads,
    memory_bytes: memoryOf(options),
    seed: study.seed,
    study,
  };
  const reports: StageReport[] = [];
  const record = (state: Pick<Manifest, 'status' | 'failed_stage'>, sha256: Manifest['sha256']) =>
    writeManifest(options.out, {
      ...base,
      seconds: (Date.now() - started.getTime()) / 1000,
      ...state,
      sha256,
      stages: reports,
    });

  const sha256 = digestsOf(stages, study);
  record({ status: 'running' }, sha256);
  const producers = producersOf(stages);
  const checks = checksByStage(stages);
  const hashes = new Map<StageName, string>();
  const stored = new Map((await tables.query<StageRun>('runner_stage_run')).map((run) => [run.stage, run]));
  const first = placeOf(stages, options.from ?? stages[0].name);
  const last = placeOf(stages, options.to ?? stages[stages.length - 1].name);
  if (first > last)
    throw new StudyError({
      where: '--to',
      found: `${options.to}, which comes before ${options.from}`,
      expected: 'a stage at or after --from',
    });

  for (const [place, stage] of stages.slice(0, last + 1).entries()) {
    const hash = stageHash(stage, study, options.codeOf(stage), hashes, producers);
    hashes.set(stage.name, hash);
    const before = stored.get(stage.name);
    const whole = (stage.outputs?.(options.out, hash) ?? []).every((path) => existsSync(path));
    const current = before !== undefined && before.hash === hash && whole;
    if (place < first && !current) {
      throw new StudyError({
        where: '--from',
        found: `stage ${stage.name} before it is not up to date`,
        expected: 'up-to-date stages before the first',
        fix: 'Run without --from.',
      });
    }
    const skipped = before !== undefined && current && (place < first || !options.force);
    const notes: string[] = [];
    try {
      const run = skipped
        ? before
        : await runStage(options, tables, stage, hashes, checks.get(stage.name) ?? [], notes);
      reports.push({ ...run, skipped });
    } catch (error) {
      record({ status: 'failed', failed_stage: stage.name }, sha256);
      throw error;
    }
    record({ status: 'running' }, sha256);
    if (place >= first && options.target.mode !== 'quiet') options.target.write(statusLine(reports[place], notes));
  }
  record({ status: 'done' }, sha256);
  return reports;
}

async function runStage(
  options: RunOptions,
  tables: Tables,
  stage: Stage,
  hashes: ReadonlyMap<StageName, string>,
  checks: readonly string[],
  notes: string[],
): Promise<StageRun> {
  const { study, out, threads, target } = options;
  const hashOf = (name: StageName): string => {
    const hash = name === stage.name || stage.after?.includes(name) ? hashes.get(name) : undefined;
    if (hash === undefined)
      throw new Error(`stage ${stage.name}: asks for the hash of ${name}, which its \`after\` does not name`);
    return hash;
  };
  const peak = watchPeakMemory();
  const start = performance.now();
  return await tables.transaction(async () => {
    const progress = (label: string, total: number) => startProgress(target, label, total);
    await stage.run({
      study,
      tables,
      out,
      hash: hashOf(stage.name),
      hashOf,
      threads,
      memoryBytes: memoryOf(options),
      progress,
      note: (text) => notes.push(text),
    });
    await runChecks(tables, checks);
    const run: StageRun = {
      stage: stage.name,
      hash: hashOf(stage.name),
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
