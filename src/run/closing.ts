/**
 * What is made of a run's tables after the last stage: the report. It has a row in `stage_run` like a stage, under no analysis of its
 * own, and is made again when any stage, its code or its settings have changed, or when a file of it is missing.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { watchPeakMemory } from '../memory-budget.ts';
import { sha256 } from '../sha256.ts';
import { keyOf } from './analysis.ts';
import type { StageReport } from './manifest.ts';
import type { PlannedUnit, StageRun } from './plan-run.ts';
import { canonical } from './stage-hash.ts';
import { storeRun } from './stage-run.ts';
import type { Study } from './study/study.ts';
import { MAIN, type Tables } from './tables/tables.ts';

export interface Closing {
  readonly name: string;
  /** Version of its code. */
  readonly code: string;
  /** Files it makes, relative to the run folder. */
  readonly files: readonly string[];
  write(out: string, tables: Tables, study: Study, note: (text: string) => void): Promise<void>;
}

interface Past {
  readonly plan: readonly PlannedUnit[];
  readonly stored: readonly StageRun[];
  readonly force: boolean;
}

/** Changes when any stage, the code of what is made, or the study's name does. */
export function closingHash({ name, code }: Closing, study: Study, plan: readonly PlannedUnit[]): string {
  const hashes = Object.fromEntries(plan.map((unit) => [keyOf(unit), unit.hash]));
  return sha256(canonical({ name, code, study: study.name, hashes }));
}

/** How it was last made here, if it was. */
export function lastClosing({ name }: Closing, stored: readonly StageRun[]): StageRun | undefined {
  return stored.find(({ analysis, stage }) => analysis === name && stage === name);
}

export async function runClosing(
  closing: Closing,
  study: Study,
  tables: Tables,
  out: string,
  { plan, stored, force }: Past,
  notes: string[],
): Promise<StageReport> {
  const { name, files } = closing;
  const hash = closingHash(closing, study, plan);
  const before = lastClosing(closing, stored);
  if (!force && before?.hash === hash && files.every((file) => existsSync(join(out, file))))
    return { ...before, skipped: true };
  const peak = watchPeakMemory();
  const start = performance.now();
  await closing.write(out, tables, study, (text) => notes.push(text));
  const seconds = (performance.now() - start) / 1000;
  const run = {
    analysis: name,
    scope: MAIN,
    stage: name,
    hash,
    settings: '{}',
    rows: 0,
    seconds,
    peak_rss_bytes: peak(),
  };
  await tables.transaction(() => storeRun(tables, run));
  return { ...run, skipped: false };
}
