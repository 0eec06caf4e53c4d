/** Runs a plan of interventions on the kept prompts, each on all or on its own, a shard a chunk, continuing where an earlier run stopped. */

import { firstBlock } from '../../../../src/engine/model/site.ts';
import {
  type OutcomeTables,
  openOutcomePool,
  openOutcomes,
  outcomeTables,
  outcomeWeightBytes,
} from '../../../../src/engine/passes/outcomes.ts';
import { packRuns } from '../../../../src/engine/passes/packed-batch.ts';
import { divideMemory, runLimits } from '../../../../src/engine/passes/run-limits.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { taskContrasts } from '../../../../src/engine/passes/task-contrasts.ts';
import { DEFAULT_MEMORY_BYTES } from '../../../../src/memory-budget.ts';
import type { Change } from '../../../../src/methods/intervention/change.ts';
import type { SteeredPrompt } from '../../../../src/methods/intervention/modes.ts';
import {
  emptyOutcomes,
  type SweepInput,
  type SweepOutcomes,
  sweep,
  unchanged,
} from '../../../../src/methods/intervention/run-changes.ts';
import type { Progress } from '../../../../src/progress.ts';
import type { ShardFolder } from '../../../../src/run/shards.ts';
import { openRun, type RunPlan } from './run-plan.ts';
import type { RunPrompt } from './steered-subset.ts';

/** Interventions a shard holds where each has every prompt, a few seconds of work; more of them where they have fewer. */
const CHUNK = 64;
/** Multiplications from which more than one thread pays: some seconds of them. */
const WORTH_THREADS = 2e11;

export interface SteeringRun {
  readonly inputs: Subject;
  /** Every prompt of the task: its other answers are part of a prompt's contrast. */
  readonly task: readonly RunPrompt[];
  /** Those that are steered. */
  readonly prompts: readonly RunPrompt[];
  /** The steered prompts' residuals. */
  readonly steered: readonly SteeredPrompt[];
  readonly changes: readonly Change[];
  /** Prompts of each change, as indices, ascending; all of them where it is left out. */
  readonly on?: readonly Int32Array[];
  /** What the progress bar says. */
  readonly label: string;
  readonly threads: number;
  /** What the whole run may hold in memory; 4 GiB unless given. */
  readonly memoryBytes?: number;
  /** Opens the shard folder for a plan; without one, as it is. */
  folder(plan?: RunPlan): ShardFolder;
  progress(label: string, total: number): Progress;
}

/** @returns outcomes of every intervention's prompts, one intervention after another */
export async function runInterventions(run: SteeringRun): Promise<SweepOutcomes> {
  const { inputs, prompts, steered, changes, on, threads, memoryBytes = DEFAULT_MEMORY_BYTES } = run;
  const { config } = inputs.model;
  const { sessions, threadsEach, nBytes } = divideMemory(memoryBytes, outcomeWeightBytes(inputs), threads);
  const cells = (from: number, to: number): number =>
    changes.slice(from, to).reduce((sum, _, i) => sum + (on?.[from + i].length ?? prompts.length), 0);
  const total = cells(0, changes.length);
  const chunk = total === 0 ? CHUNK : Math.round((CHUNK * changes.length * prompts.length) / total);
  const planned = { chunk, interventions: changes.length, limits: runLimits(config, nBytes) };
  const { folder, limits } = openRun(run.folder, planned);
  const chunks = Math.ceil(changes.length / chunk);
  const left = Array.from({ length: chunks }, (_, index) => index).filter((index) => !folder.has(index));
  const progress = run.progress(run.label, total);
  const sizeOf = (index: number): number => cells(index * chunk, (index + 1) * chunk);
  const ahead = left.reduce((sum, index) => sum + sizeOf(index), 0);
  progress.advance(total - ahead);
  if (left.length > 0 && prompts.length > 0) {
    const worth = ahead * multiplications(inputs, steered) > WORTH_THREADS;
    const [workers, inside] = worth ? [sessions, threadsEach] : [1, 1];
    // One run more than workers: it is made ready while they compute.
    const input: SweepInput = { prompts: steered, width: config.dModel, limits, atOnce: workers + 1 };
    const tables = await tablesOf(inputs, run.task, prompts);
    const baseline = await baselineOf(inputs, tables, input, inside);
    const runner =
      workers === 1
        ? await openOutcomes(inputs, tables, inside, baseline)
        : openOutcomePool(inputs, tables, { workers, threads: inside }, baseline);
    try {
      for (const index of left) {
        const [from, to] = [index * chunk, (index + 1) * chunk];
        const found = await sweep(runner, changes.slice(from, to), input, on?.slice(from, to));
        const columns = Object.entries(found);
        folder.write(index, Object.fromEntries(columns.map(([name, data]) => [name, { data, dims: [data.length] }])));
        progress.advance(sizeOf(index));
      }
    } finally {
      await runner.release();
    }
  }
  progress.done();
  return storedOutcomes(folder, planned, total);
}

/** Of one evaluation, about: every block after the hook, and the unembedding. */
function multiplications({ model, sae }: Subject, steered: readonly SteeredPrompt[]): number {
  const { dModel, dInner, nLayers, vocabSize } = model.config;
  const positions = steered.reduce((sum, { resid }) => sum + resid.length / dModel, 0) / steered.length;
  const block = 4 * dModel ** 2 + 2 * dModel * dInner;
  return (nLayers - firstBlock(sae.config.hook)) * positions * block + dModel * vocabSize;
}

async function tablesOf(
  inputs: Subject,
  task: readonly RunPrompt[],
  kept: readonly RunPrompt[],
): Promise<OutcomeTables> {
  const contrastOf = await taskContrasts(inputs.model, task);
  const width = inputs.model.config.dModel;
  const own = new Float32Array(kept.length * width);
  kept.forEach(({ prompt_id: id }, i) => own.set(contrastOf(id), i * width));
  const tokenizer = await inputs.tokenizer();
  const accepted = kept.map((prompt) => prompt.accepted.map((word) => tokenizer.singleToken(` ${word}`)));
  return outcomeTables(accepted, own);
}

/** log p of every prompt without steering, [P, V]. */
async function baselineOf(
  inputs: Subject,
  tables: OutcomeTables,
  input: SweepInput,
  threads: number,
): Promise<Float32Array> {
  const maker = await openOutcomes(inputs, tables, threads);
  const vocabulary = inputs.model.config.vocabSize;
  const baseline = new Float32Array(input.prompts.length * vocabulary);
  for (const pack of packRuns(unchanged(input.prompts, input.width), input.limits)) {
    const { logProbs } = await maker.runPacked(pack, pack.sequences);
    pack.sequences.forEach((prompt, b) =>
      baseline.set(logProbs.subarray(b * vocabulary, (b + 1) * vocabulary), prompt * vocabulary),
    );
  }
  await maker.release();
  return baseline;
}

/** The outcomes that a finished run left in its shards. @param plan as the folder holds it; @param cells their number */
export function storedOutcomes(
  folder: ShardFolder,
  { chunk, interventions }: { readonly chunk: number; readonly interventions: number },
  cells: number,
): SweepOutcomes {
  const all = emptyOutcomes(cells);
  let at = 0;
  for (let index = 0; index < Math.ceil(interventions / chunk); index++) {
    const shard = folder.read(index);
    for (const [name, column] of Object.entries(all)) column.set(shard[name].data, at);
    at += shard.kl.data.length;
  }
  return all;
}
