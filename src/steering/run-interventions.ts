/** Runs a plan of interventions on the kept prompts, a shard a chunk, continuing where an earlier run stopped. */
import { taskContrasts } from '../attribution/task-contrasts.ts';
import { DEFAULT_MEMORY_BYTES } from '../memory-budget.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Progress } from '../progress.ts';
import type { ShardFolder } from '../shards.ts';
import type { SteeredPrompt } from './apply.ts';
import type { Change } from './change.ts';
import type { RunPrompt } from './kept-prompts.ts';
import { type OutcomeTables, openOutcomePool, openOutcomes, outcomeTables, outcomeWeightBytes } from './outcomes.ts';
import { packRuns } from './pack.ts';
import { divideMemory, runLimits } from './run-limits.ts';
import { openRun, type RunPlan } from './run-plan.ts';
import { emptyOutcomes, type SweepInput, type SweepOutcomes, sweep, unchanged } from './sweep.ts';

/** Interventions a shard holds: a few seconds of work. */
const CHUNK = 64;
/** Multiplications from which more than one thread pays: some seconds of them. */
const WORTH_THREADS = 2e11;

export interface SteeringRun {
  readonly inputs: Inputs;
  /** Every prompt of the task: its other answers are part of a prompt's contrast. */
  readonly task: readonly RunPrompt[];
  /** Those that are steered. */
  readonly prompts: readonly RunPrompt[];
  /** The steered prompts' residuals. */
  readonly steered: readonly SteeredPrompt[];
  readonly changes: readonly Change[];
  /** What the progress bar says. */
  readonly label: string;
  readonly threads: number;
  /** What the whole run may hold in memory; 4 GiB unless given. */
  readonly memoryBytes?: number;
  /** Opens the shard folder for a plan; without one, as it is. */
  folder(plan?: RunPlan): ShardFolder;
  progress(label: string, total: number): Progress;
}

/** @returns outcomes [interventions, prompts] row-major */
export async function runInterventions(run: SteeringRun): Promise<SweepOutcomes> {
  const { inputs, prompts, steered, changes, threads, memoryBytes = DEFAULT_MEMORY_BYTES } = run;
  const { config } = inputs.model;
  const { sessions, threadsEach, nBytes } = divideMemory(memoryBytes, outcomeWeightBytes(inputs), threads);
  const planned = { chunk: CHUNK, interventions: changes.length, limits: runLimits(config, nBytes) };
  const { folder, limits } = openRun(run.folder, planned);
  const chunks = Math.ceil(changes.length / CHUNK);
  const left = Array.from({ length: chunks }, (_, chunk) => chunk).filter((chunk) => !folder.has(chunk));
  const progress = run.progress(run.label, changes.length * prompts.length);
  const sizeOf = (chunk: number): number => Math.min(CHUNK, changes.length - chunk * CHUNK) * prompts.length;
  progress.advance(changes.length * prompts.length - left.reduce((sum, chunk) => sum + sizeOf(chunk), 0));
  if (left.length > 0 && prompts.length > 0) {
    const worth = left.length * CHUNK * prompts.length * multiplications(inputs, steered) > WORTH_THREADS;
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
      for (const chunk of left) {
        const own = changes.slice(chunk * CHUNK, (chunk + 1) * CHUNK);
        const dims = [own.length, prompts.length];
        const found = await sweep(runner, own, input);
        folder.write(chunk, Object.fromEntries(Object.entries(found).map(([name, data]) => [name, { data, dims }])));
        progress.advance(sizeOf(chunk));
      }
    } finally {
      await runner.release();
    }
  }
  progress.done();
  return storedOutcomes(folder, { chunk: CHUNK, interventions: changes.length }, prompts.length);
}

/** Of one evaluation, about: every block after the hook, and the unembedding. */
function multiplications({ model, sae }: Inputs, steered: readonly SteeredPrompt[]): number {
  const { dModel, dInner, nLayers, vocabSize } = model.config;
  const positions = steered.reduce((sum, { resid }) => sum + resid.length / dModel, 0) / steered.length;
  const block = 4 * dModel ** 2 + 2 * dModel * dInner;
  return (nLayers - sae.config.hook.blocksBefore) * positions * block + dModel * vocabSize;
}

async function tablesOf(
  inputs: Inputs,
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
  inputs: Inputs,
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

/** The outcomes that a finished run left in its shards. @param plan as the folder holds it; @param prompts number of steered prompts */
export function storedOutcomes(
  folder: ShardFolder,
  { chunk, interventions }: { chunk: number; interventions: number },
  prompts: number,
): SweepOutcomes {
  const all = emptyOutcomes(interventions * prompts);
  let at = 0;
  for (let index = 0; index < Math.ceil(interventions / chunk); index++) {
    const shard = folder.read(index);
    for (const [name, column] of Object.entries(all)) column.set(shard[name]!.data, at);
    at += shard.kl!.data.length;
  }
  return all;
}
