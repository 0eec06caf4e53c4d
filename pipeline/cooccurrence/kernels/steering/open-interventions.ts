/**
 * Interventions on the steered prompts, cut into shards. How much one run of the graph holds is part of the plan: the last bits of an
 * outcome depend on what is computed together, so a run that goes on keeps the limits it began with, also where it may now use more or
 * less memory, and its rows are those of a run that was never cut.
 */
import { blockWeights } from '../../../../src/engine/model/config.ts';
import { firstBlock } from '../../../../src/engine/model/site.ts';
import {
  openOutcomePool,
  openOutcomes,
  outcomeTables,
  outcomeWeightBytes,
} from '../../../../src/engine/passes/outcomes.ts';
import { packRuns, type RunLimits } from '../../../../src/engine/passes/packed-batch.ts';
import { divideMemory, runLimits } from '../../../../src/engine/passes/run-limits.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import type { Change } from '../../../../src/methods/intervention/change.ts';
import {
  emptyOutcomes,
  type SweepInput,
  type SweepOutcomes,
  sweep,
  unchanged,
} from '../../../../src/methods/intervention/run-changes.ts';
import type { ShardFolder } from '../../../../src/run/shards.ts';
import type { ShardEngine, ShardMaker, ShardPlan } from '../../../../src/run/stage.ts';
import type { SteeredMaterial } from './steered-material.ts';

/** Interventions a shard holds where each has every prompt, a few seconds of work; more of them where they have fewer. */
const CHUNK = 64;
/** Multiplications from which more than one thread pays: some seconds of them. */
const WORTH_THREADS = 2e11;

export interface InterventionPlan extends ShardPlan {
  /** Interventions a shard. */
  readonly chunk: number;
  readonly limits: RunLimits;
}

/** @param on prompts of each intervention, as indices, ascending @param prompts how many are steered */
export function planInterventions(
  subject: Subject,
  on: readonly Int32Array[],
  prompts: number,
  { threads, memoryBytes }: { readonly threads: number; readonly memoryBytes: number },
): InterventionPlan {
  const limits = limitsOf(subject, memoryBytes, threads);
  if (prompts === 0) return { chunk: CHUNK, limits, sizes: [] };
  const cells = (from: number, to: number): number => on.slice(from, to).reduce((sum, { length }) => sum + length, 0);
  const total = cells(0, on.length);
  const chunk = total === 0 ? CHUNK : Math.round((CHUNK * on.length * prompts) / total);
  const sizes = Array.from({ length: Math.ceil(on.length / chunk) }, (_, k) => cells(k * chunk, (k + 1) * chunk));
  return { chunk, limits, sizes };
}

function limitsOf(subject: Subject, memoryBytes: number, threads: number): RunLimits {
  const { nBytes } = divideMemory(memoryBytes, outcomeWeightBytes(subject), threads);
  return runLimits(subject.model.config, nBytes);
}

/** @param changes what each intervention does @param on its prompts */
export async function openInterventions(
  { chunk, limits, sizes }: InterventionPlan,
  changes: readonly Change[],
  on: readonly Int32Array[],
  material: SteeredMaterial,
  { subject, threads, memoryBytes, left }: ShardEngine,
): Promise<ShardMaker> {
  const { sessions, threadsEach } = divideMemory(memoryBytes, outcomeWeightBytes(subject), threads);
  const ahead = left.reduce((sum, index) => sum + sizes[index], 0);
  const worth = ahead * multiplications(subject, material) > WORTH_THREADS;
  const [workers, inside] = worth ? [sessions, threadsEach] : [1, 1];
  // One run more than workers: it is made ready while they compute.
  const { dModel: width } = subject.model.config;
  const input: SweepInput = { prompts: material.prompts, width, limits, atOnce: workers + 1 };
  const tables = outcomeTables(material.accepted, material.contrasts);
  const baseline = await baselineOf(subject, tables, input, inside);
  const runner =
    workers === 1
      ? await openOutcomes(subject, tables, inside, baseline)
      : openOutcomePool(subject, tables, { workers, threads: inside }, baseline);
  return {
    async make(index) {
      const [from, to] = [index * chunk, (index + 1) * chunk];
      const outcomes = await sweep(runner, changes.slice(from, to), input, on.slice(from, to));
      return Object.fromEntries(Object.entries(outcomes).map(([name, data]) => [name, { data, dims: [data.length] }]));
    },
    release: () => runner.release(),
  };
}

/** Of one evaluation, about: every block after the hook, and the unembedding. */
function multiplications({ model, sae }: Subject, { prompts }: SteeredMaterial): number {
  const { dModel, nLayers, vocabSize } = model.config;
  const positions = prompts.reduce((sum, { resid }) => sum + resid.length / dModel, 0) / prompts.length;
  return (nLayers - firstBlock(sae.config.reads)) * positions * blockWeights(model.config) + dModel * vocabSize;
}

/** log p of every prompt without steering, [P, V]. */
async function baselineOf(
  subject: Subject,
  tables: ReturnType<typeof outcomeTables>,
  input: SweepInput,
  threads: number,
): Promise<Float32Array> {
  const maker = await openOutcomes(subject, tables, threads);
  const vocabulary = subject.model.config.vocabSize;
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

/** The outcomes that a finished run left in its shards, one intervention after another. */
export function storedOutcomes(folder: ShardFolder, { sizes }: ShardPlan): SweepOutcomes {
  const all = emptyOutcomes(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  sizes.forEach((_, index) => {
    const shard = folder.read(index);
    for (const [name, column] of Object.entries(all)) column.set(shard[name].data, at);
    at += shard.kl.data.length;
  });
  return all;
}
