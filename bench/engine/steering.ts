/**
 * The rate of steered evaluations as a study runs them: `seed` interventions on every prompt, through sweep and a pool of workers.
 * Beside evaluations per second stands the rate per CPU second, which a busy machine spoils less.
 */
import { firstBlock } from '../../src/engine/model/site.ts';
import { batchesByLength } from '../../src/engine/passes/batches.ts';
import { type OutcomeRunner, openOutcomePool, openOutcomes, outcomeTables } from '../../src/engine/passes/outcomes.ts';
import { packRuns } from '../../src/engine/passes/packed-batch.ts';
import { openResiduals } from '../../src/engine/passes/residuals.ts';
import { runLimits } from '../../src/engine/passes/run-limits.ts';
import type { Subject } from '../../src/engine/passes/subject.ts';
import { type Change, pushChange } from '../../src/methods/intervention/change.ts';
import type { SteeredPrompt } from '../../src/methods/intervention/modes.ts';
import { type SweepInput, sweep, unchanged } from '../../src/methods/intervention/run-changes.ts';
import { sharePrefixes } from '../../src/methods/intervention/shared-prefixes.ts';

/** Prompts that the study kept. */
const PROMPTS = 57;
const INTERVENTIONS = 16;

export const contrastOf = (rows: number, width: number): Float32Array =>
  Float32Array.from({ length: rows * width }, (_, i) => Math.sin(i * 0.7) * 0.1);

export async function steering(inputs: Subject, all: readonly Int32Array[], threads: number) {
  const tokens = all.slice(0, PROMPTS);
  const { dModel: width, vocabSize } = inputs.model.config;
  const prompts = sharePrefixes(
    await residualsOf(inputs, tokens, threads),
    tokens.map((ids) => [...ids]),
  );
  const tables = outcomeTables(
    tokens.map((_, prompt) => [prompt]),
    contrastOf(tokens.length, width),
  );
  const input: SweepInput = { prompts, width, limits: runLimits({ vocabSize, dModel: width }), atOnce: threads + 1 };
  const maker = await openOutcomes(inputs, tables, threads);
  const baseline = new Float32Array(tokens.length * vocabSize);
  for (const pack of packRuns(unchanged(prompts, width), input.limits)) {
    const { logProbs } = await maker.runPacked(pack, pack.sequences);
    pack.sequences.forEach((prompt, b) =>
      baseline.set(logProbs.subarray(b * vocabSize, (b + 1) * vocabSize), prompt * vocabSize),
    );
  }
  await maker.release();

  const runner = openOutcomePool(inputs, tables, { workers: threads }, baseline);
  await sweep(runner, changesOf(prompts, width, 4), input);
  const counted = counting(runner);
  const start = { wall: performance.now(), cpu: process.cpuUsage() };
  await sweep(counted.runner, changesOf(prompts, width, INTERVENTIONS), input);
  const seconds = (performance.now() - start.wall) / 1000;
  const { user, system } = process.cpuUsage(start.cpu);
  const cpu = (user + system) / 1e6;
  await runner.release();
  const evaluations = tokens.length * INTERVENTIONS;
  const gflop = gflopOf(inputs, counted);
  return {
    evaluationsPerSecond: evaluations / seconds,
    evaluationsPerCpuSecond: evaluations / cpu,
    gflopPerSecond: gflop / seconds,
    gflopPerCpuSecond: gflop / cpu,
    rowsPerEvaluation: counted.rows / evaluations,
    positionsPerEvaluation: tokens.reduce((sum, ids) => sum + ids.length, 0) / tokens.length,
    runs: counted.runs,
  };
}

async function residualsOf(inputs: Subject, tokens: readonly Int32Array[], threads: number): Promise<SteeredPrompt[]> {
  const reader = await openResiduals(inputs, tokens, threads);
  const found: SteeredPrompt[] = [];
  const lengths = tokens.map((ids) => ids.length);
  for (const { rows, length } of batchesByLength(lengths, 1024)) {
    const resid = await reader.read({ rows });
    const size = length * inputs.model.config.dModel;
    rows.forEach((row, b) => {
      found[row] = { resid: resid.slice(b * size, (b + 1) * size), codes: new Map() };
    });
  }
  await reader.release();
  return found;
}

/** Δ = −2·(1 + i mod 5)·v_i at every position, as the peer's. */
function changesOf(prompts: readonly SteeredPrompt[], width: number, count: number): Change[] {
  return Array.from({ length: count }, (_, i) => {
    const direction = Float32Array.from({ length: width }, (__, d) => 0.05 * Math.cos(d * (1 + i * 0.01)));
    const coefficient = -2 * (1 + (i % 5));
    const push = {
      mode: 'seed' as const,
      norm: 'layer' as const,
      featureIds: [0],
      directions: [direction],
      coefficient,
      scales: [],
    };
    return pushChange(prompts, push, 'all', true);
  });
}

interface Counts {
  rows: number;
  sequences: number;
  runs: number;
}

function counting(runner: OutcomeRunner): Counts & { readonly runner: OutcomeRunner } {
  const counts = { rows: 0, sequences: 0, runs: 0 };
  const runPacked: OutcomeRunner['runPacked'] = (pack, prompts) => {
    counts.rows += pack.source.length;
    counts.sequences += pack.sequences.length;
    counts.runs++;
    return runner.runPacked(pack, prompts);
  };
  return Object.assign(counts, { runner: { ...runner, runPacked } });
}

/** Products with weights alone: full blocks, keys and values of the last block, its last row, the unembedding. */
function gflopOf({ model, sae }: Subject, { rows, sequences }: Counts): number {
  const { dModel, dInner, nLayers, vocabSize } = model.config;
  const full = nLayers - firstBlock(sae.config.reads) - 1;
  const block = 4 * dModel ** 2 + 2 * dModel * dInner;
  const perRow = full * block + 2 * dModel ** 2;
  const perSequence = block - 2 * dModel ** 2 + dModel * vocabSize;
  return (2 * (rows * perRow + sequences * perSequence)) / 1e9;
}
