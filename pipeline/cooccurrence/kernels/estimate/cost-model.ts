/**
 * Time and memory of each stage before a study runs.
 *
 *   seconds = FLOPs / (rate · efficiency) + runs · overhead + bytes read / reading rate
 *
 * (positions that steered prompts share count once, as they are computed)
 *
 * for the stages that run the model, where `rate` is the machine's own rate of a matrix product, measured by a short probe; and a
 * multiple of what grows for the others, from a run on two cores of an AMD EPYC. Memory is that of the program, the weights of the
 * sessions open at the same time, and the batches. docs/cost.md holds estimates beside runs.
 */

import { divideMemory, runBytes, runLimits, WORKER_BYTES } from '../../../../src/engine/passes/run-limits.ts';
import { batchBytes } from '../../../../src/memory-budget.ts';
import type { CooccurrenceStudy } from '../../settings.ts';
import { DROPPED } from '../resampling/case-dropping.ts';
import { blockBytes, headFlops, rowFlops, type Sizes, sequenceFlops, tailFlops, unembeddingFlops } from './flops.ts';
import type { Counts, Evaluations, Workload } from './workload.ts';

/** The model, the SAE and the task of a study. */
export interface Subject {
  readonly study: CooccurrenceStudy;
  readonly sizes: Sizes;
  readonly blocksBefore: number;
  readonly features: number;
  /** Tokens of every prompt. */
  readonly lengths: readonly number[];
  /** Float32 bytes of every parameter. */
  readonly modelBytes: number;
  readonly saeBytes: number;
}

export interface Machine {
  /** FLOP/s of a large matrix product on all threads. */
  readonly rate: number;
  readonly threads: number;
  readonly memoryBytes: number;
}

export interface StageEstimate {
  readonly stage: string;
  readonly seconds: number;
  readonly nBytes: number;
}

/** Share of the probe's rate that the products of a stage reach. */
const EFFICIENCY = { evaluate: 0.5, attribute: 0.5, verify: 0.8, steer: 0.92, direct: 0.8 } as const;
/** Starting a session, seconds a gigabyte of weights, and checking a file's numbers and checksum. */
const SECONDS_PER_GIGABYTE = 2.5;
/** Of an evaluation beside its products: changing its residual, finding what is shared, ten largest logits, writing its outcomes. */
const EVALUATION_SECONDS = 8e-5;
/** Of an evaluation and token of the vocabulary, on one thread: log p, KL, rank, ten largest; bound by memory, not by products. */
const TOKEN_SECONDS = 1.2e-8;
const STEPS_OF_A_PATH = 10;
/**
 * A direct effect runs the later layers whole and with attention, norms and both held, and its tangential change whole and with both held:
 * 2.6 times what the whole run and one with both held take (2.6 runs with what is beside products, less the beginnings that are shared).
 */
const DIRECT_RUNS = 6.6;
/** What the program holds when a stage begins (Node.js, onnxruntime, DuckDB, the tables). */
const PROGRAM_BYTES = 330 * 2 ** 20;
/** Of a selected feature and a network of fewer prompts, or a clustering with another seed. */
const NETWORK_SECONDS = 4.6e-5;
/** Outcome columns of an evaluation, in memory and on their way into the database. */
const OUTCOME_BYTES = 9 * 4 + 400;

export function estimateStages(subject: Subject, work: Workload, counts: Counts, machine: Machine): StageEstimate[] {
  const { sizes, blocksBefore, lengths, features, study } = subject;
  const P = lengths.length;
  const mean = lengths.reduce((sum, length) => sum + length, 0) / P;
  const sum = (of: (length: number) => number): number => lengths.reduce((total, length) => total + of(length), 0);
  const head = sum((T) => headFlops(sizes, blocksBefore, T));
  const tail = sum((T) => tailFlops(sizes, blocksBefore, T));
  const oneTail = tailFlops(sizes, blocksBefore, mean);
  const answer = unembeddingFlops(sizes);
  const whole = (head + tail) / P + answer;
  const { rate, memoryBytes } = machine;
  const opening = (nBytes: number): number => (SECONDS_PER_GIGABYTE * nBytes) / 1e9;

  const { modelBytes, saeBytes } = subject;
  const all = modelBytes + saeBytes;
  const headBytes = blocksBefore * blockBytes(sizes);
  const embeddingBytes = 4 * sizes.dModel * sizes.vocabSize;
  // The unembedding is read whole where there are logits; of the token embedding, rows alone.
  const blocksAfter = Math.max(0, modelBytes - headBytes - embeddingBytes);
  const tailBytes = blocksAfter + embeddingBytes;
  // One side of the hook at a time (src/engine/passes/resident-weights.ts).
  const largest = Math.max(headBytes, tailBytes) + saeBytes;
  const batch = batchBytes(memoryBytes, largest) / 2;
  const each = sequenceFlops(sizes, blocksBefore, mean) + answer;
  const evaluations = ({ count, rows }: Evaluations): number =>
    (rows * rowFlops(sizes, blocksBefore) + count * each) / (rate * EFFICIENCY.steer) +
    count * (EVALUATION_SECONDS + (TOKEN_SECONDS * sizes.vocabSize) / machine.threads) +
    opening(tailBytes);
  // Encoding; decoding and projecting take the rows of active features alone.
  const dictionary = sum((T) => 2 * T * sizes.dModel * features);
  // Tokens that a stage reads and encodes by itself, in texts as long as a prompt.
  const reading = (tokens: number): number =>
    tokens === 0
      ? 0
      : (tokens * (headFlops(sizes, blocksBefore, mean) / mean + 2 * sizes.dModel * features)) /
          (rate * EFFICIENCY.attribute) +
        opening(headBytes + saeBytes);
  const { removals, paths } = work.verify;
  const pathFlops = (paths / P) * STEPS_OF_A_PATH * 2 * tail;

  const at = (stage: string, seconds: number, nBytes: number): StageEstimate => ({
    stage,
    seconds,
    nBytes: PROGRAM_BYTES + nBytes,
  });
  const { sessions, nBytes } = divideMemory(memoryBytes, tailBytes, machine.threads);
  // Each session maps the weights for itself: the system holds them once, and counts them in resident memory as often.
  const running = sessions * (tailBytes + WORKER_BYTES + runBytes(sizes, runLimits(sizes, nBytes)));
  return [
    at(
      'evaluate',
      (head + tail + P * answer) / (rate * EFFICIENCY.evaluate) + opening(2 * all),
      Math.max(headBytes, tailBytes) + batch / 2,
    ),
    at(
      'attribute',
      (head + 2 * tail + dictionary) / (rate * EFFICIENCY.attribute) + opening(all),
      Math.max(headBytes, blocksAfter + saeBytes) + batch,
    ),
    at(
      'verify',
      (pathFlops + removals * oneTail) / (rate * EFFICIENCY.verify) + opening(all),
      blocksAfter + saeBytes + batch,
    ),
    at('network', networkSeconds(study, counts), 0),
    at('relevance', evaluations(work.relevance), running),
    ...(work.effect.count === 0 ? [] : [at('effect', evaluations(work.effect), running)]),
    ...(work.effectSplits.count === 0 ? [] : [at('effect-splits', evaluations(work.effectSplits), running)]),
    ...(work.transfer.count === 0
      ? []
      : [at('transfer', evaluations(work.transfer) + reading(work.read.transfer), running)]),
    ...(work.source.count === 0 ? [] : [at('source', evaluations(work.source) + reading(work.read.source), running)]),
    ...(work.edgeEffect === 0
      ? []
      : [
          at(
            'edge-effect',
            // Forward and backward.
            (work.edgeEffect * 2 * oneTail) / (rate * EFFICIENCY.verify) + opening(tailBytes),
            blocksAfter + batch,
          ),
        ]),
    ...(work.read.metrics === 0 ? [] : [at('metrics', reading(work.read.metrics), headBytes + saeBytes + batch)]),
    at('steer', evaluations(work.steer), running + OUTCOME_BYTES * work.steer.stored),
    ...(work.nextToken === 0
      ? []
      : [at('next-token', (2 * work.nextToken * whole) / (rate * EFFICIENCY.evaluate) + opening(all), all)]),
    ...(work.interaction.count === 0 ? [] : [at('interaction', evaluations(work.interaction), running)]),
    at(
      'direct',
      (DIRECT_RUNS * work.direct * oneTail) / (rate * EFFICIENCY.direct) + opening(tailBytes),
      tailBytes + 2 * batch,
    ),
    at('statistics', statisticsSeconds(study, counts, work, P), OUTCOME_BYTES * work.steer.stored),
  ];
}

/** Seconds of load to anova: S selected features, in seconds of an AMD EPYC core. */
function networkSeconds({ stability }: CooccurrenceStudy, { selected: S }: Counts): number {
  // Clusters and centralities each have subsamples of their own.
  const networks = 2 * stability.subsamples + DROPPED.length * stability.case_drops;
  return 1.5 + NETWORK_SECONDS * S * (stability.seeds + networks) + 4e-5 * S * S;
}

/** Seconds of summarise, regress, nulls, verdict and report. */
function statisticsSeconds(
  { nulls }: CooccurrenceStudy,
  { selected: S }: Counts,
  { steer }: Workload,
  prompts: number,
): number {
  const replicates = nulls.replicates * nulls.kinds.length;
  return 4 + 3e-5 * steer.stored + replicates * (2e-3 + 1.1e-8 * S * S * prompts);
}
