/** What a run of a study will take on this machine, as text: the probe, the counts of an earlier run if there is one, the model of cost. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { firstBlock } from '../../../../src/engine/model/site.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { StudyError } from '../../../../src/errors.ts';
import { formatBytes } from '../../../../src/memory-budget.ts';
import { formatSeconds, group } from '../../../../src/progress.ts';
import { MAIN } from '../../../../src/run/tables/schema.ts';
import { name as analysis, type CooccurrenceStudy } from '../../settings.ts';
import type { Machine, StageEstimate } from './cost-model.ts';
import { estimateStages } from './cost-model.ts';
import { productRate } from './probe.ts';
import { textsOf } from './texts.ts';
import type { Evaluations, Workload } from './workload.ts';
import { assumedCounts, type Counts, type TaskPrompt, workloadOf } from './workload.ts';

interface EstimateOptions {
  readonly threads: number;
  readonly memoryBytes: number;
  /** Folder of an earlier run of this study, which may not exist. */
  readonly out: string | undefined;
  /** Schema of the tables of the dictionary that is meant. */
  readonly scope: string;
}

/** @param task every prompt */
export async function estimateStudy(
  study: CooccurrenceStudy,
  { model, sae }: Subject,
  task: readonly TaskPrompt[],
  { threads, memoryBytes, out, scope }: EstimateOptions,
): Promise<string> {
  const found = await countsOf(study, out, scope);
  const counts = found ?? assumedCounts(task.length);
  const machine = { rate: await productRate(threads), threads, memoryBytes };
  const subject = {
    study,
    sizes: model.config,
    blocksBefore: firstBlock(sae.config.reads),
    features: sae.config.dSae,
    lengths: task.map(({ tokens }) => tokens.length),
    modelBytes: bytesOf(model.tensors),
    saeBytes: bytesOf(sae.tensors),
  };
  const own = { hasBos: sae.config.prependBos, width: model.config.dModel, texts: textsOf(study) };
  const work = workloadOf(study, counts, task, own);
  const stages = estimateStages(subject, work, counts, machine);
  return estimateLines({ stages, machine, counts, work, counted: found !== undefined });
}

/** As float32, the form in which weights are computed with. */
function bytesOf(tensors: ReadonlyMap<string, { readonly shape: readonly number[] }>): number {
  return [...tensors.values()].reduce((sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 4), 0);
}

/** A row of the query estimate_counts. */
type CountsRow = Omit<Counts, 'activePrompts' | 'activeShare'> & {
  readonly active_prompts: number | null;
  readonly active_share: number | null;
};

/** Undefined where there is no run of this version of cofire that has clustered its features. */
async function countsOf(study: CooccurrenceStudy, out: string | undefined, scope: string): Promise<Counts | undefined> {
  const path = out === undefined ? undefined : join(out, 'study.duckdb');
  if (path === undefined || !existsSync(path)) return undefined;
  // DuckDB takes longer to load than a check without it.
  const { Tables } = await import('../../../../src/run/tables/tables.ts');
  const tables = await Tables.open(path, { readOnly: true });
  try {
    const ran = await tables.query<{ readonly analysis: string; readonly scope: string }>('stage_run');
    // Where the dictionary's own schema is not there, names would be looked up in `main`, the first dictionary's.
    if (scope !== MAIN && !ran.some((row) => row.analysis === analysis && row.scope === scope)) return undefined;
    await tables.within(scope, analysis);
    const { algorithm } = study.cluster;
    const rank0 = study.steering.prompts === 'rank0';
    const bos = study.steering.positions === 'non-bos';
    const [found] = await tables.query<CountsRow>('estimate_counts', { algorithm, rank0, bos });
    if (found === undefined || found.selected === 0) return undefined;
    const { active_prompts: prompts, active_share: share, ...counts } = found;
    const { activePrompts, activeShare } = assumedCounts(0);
    return { ...counts, activePrompts: prompts ?? activePrompts, activeShare: share ?? activeShare };
  } catch (error) {
    if (error instanceof StudyError) return undefined;
    throw error;
  } finally {
    tables.close();
  }
}

/** The estimate of a study as lines of text. */
interface EstimateText {
  readonly stages: readonly StageEstimate[];
  readonly machine: Machine;
  readonly counts: Counts;
  readonly work: Pick<
    Workload,
    'steer' | 'interaction' | 'relevance' | 'effect' | 'effectSplits' | 'transfer' | 'source'
  >;
  /** Whether an earlier run gave the counts. */
  readonly counted: boolean;
}

export function estimateLines({ stages, machine, counts, work, counted }: EstimateText): string {
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  const most = stages.reduce((best, { nBytes }) => Math.max(best, nBytes), 0);
  const threads = `${machine.threads} ${machine.threads === 1 ? 'thread' : 'threads'}`;
  const features = `${counts.selected} selected features, ${counts.kept} of them in ${counts.clusters} kept clusters`;
  const source = counted ? 'as in the last run' : 'assumed';
  const row = (name: string, seconds: number, nBytes: number): string =>
    `  ${name.padEnd(12)}${formatSeconds(seconds).padStart(12)}${formatBytes(nBytes).padStart(10)}`;
  const evaluations = new Map<string, Evaluations>([
    ['steer', work.steer],
    ['interaction', work.interaction],
    ['relevance', work.relevance],
    ['effect', work.effect],
    ['effect-splits', work.effectSplits],
    ['transfer', work.transfer],
    ['source', work.source],
  ]);
  const amount = (name: string): string => {
    const { count, rows } = evaluations.get(name) ?? { count: 0, rows: 0 };
    return count === 0 ? '' : `   ${group(count)} evaluations of ${(rows / count).toFixed(1)} positions`;
  };
  return [
    `estimate for ${threads} at ${Math.round(machine.rate / 1e9)} GFLOP/s; ${features} (${source}), ${counts.steered} steered prompts:`,
    ...stages.map(({ stage, seconds, nBytes }) => row(stage, seconds, nBytes) + amount(stage)),
    row('in all', total, most),
    'Half to twice as long; less, once nothing else runs. "network" is load to anova, "statistics" the stages after steering.',
    '',
  ].join('\n');
}
