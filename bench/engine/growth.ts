/**
 * One measurement of how cost grows, in a process of its own so that its peak memory is its own. Prints one JSON object.
 * Usage: node --import tsx bench/engine/growth.ts MODEL SAE PROMPTS LENGTH INTERVENTIONS
 *
 * Seconds are the processor's, over all threads: they hardly depend on what else runs on the machine.
 *
 * opening      files checked
 * attribution  sessions opened, residual, gradient, codes, projections of every prompt
 * steering     every intervention on every prompt through the sweep that stage `steer` runs
 *
 * Beside the last two stand the seconds that `cofire check` would predict from the rate of one thread, measured first.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { estimateStages } from '../../pipeline/cooccurrence/kernels/estimate/cost-model.ts';
import { packedRows } from '../../pipeline/cooccurrence/kernels/estimate/packed-rows.ts';
import { assumedCounts } from '../../pipeline/cooccurrence/kernels/estimate/workload.ts';
import {
  openInterventions,
  planInterventions,
} from '../../pipeline/cooccurrence/kernels/steering/open-interventions.ts';
import { readSteeredMaterial, steeredMaterial } from '../../pipeline/cooccurrence/kernels/steering/steered-material.ts';
import type { RunPrompt } from '../../pipeline/cooccurrence/kernels/steering/steered-prompts.ts';
import { firstBlock } from '../../src/engine/model/site.ts';
import { mixedBatches } from '../../src/engine/passes/batches.ts';
import { openWeightBytes } from '../../src/engine/passes/resident-weights.ts';
import { openResiduals } from '../../src/engine/passes/residuals.ts';
import { openSubject } from '../../src/engine/passes/subject.ts';
import { batchBytes, DEFAULT_MEMORY_BYTES } from '../../src/memory-budget.ts';
import { openAttributor, positionsWithin } from '../../src/methods/attribution/attribute.ts';
import type { Change } from '../../src/methods/intervention/change.ts';
import type { SteeredPrompt } from '../../src/methods/intervention/modes.ts';
import { panelPrompts } from '../../src/methods/intervention/run-changes.ts';
import { openShards } from '../../src/run/shards.ts';
import { parseShortStudy } from '../short-study.ts';
import { peakMemory } from './peak-memory.ts';
import { productRate } from './product-rate.ts';

const [model, sae, ...sizes] = process.argv.slice(2);
const [P, T, interventions] = sizes.map(Number);
const THREADS = 2;

const study = parseShortStudy(
  `name: growth\npreset: seed-exact\nmodel: { path: ${model} }\nsae: { path: ${sae}, center: true }\ntask: { file: none.csv }\n`,
  '/growth.yaml',
  [],
);
const scratch = mkdtempSync(join(tmpdir(), 'cofire-growth-'));
const rate = 1e9 * (await productRate(scratch));
rmSync(scratch, { recursive: true });
/** Processor seconds since the last call. */
let before = process.cpuUsage();
const lap = (): number => {
  const { user, system } = process.cpuUsage(before);
  before = process.cpuUsage();
  return (user + system) / 1e6;
};
lap();
const inputs = await openSubject(study);
const openingSeconds = lap();
const { dModel: width, vocabSize } = inputs.model.config;
const tokens = Array.from({ length: P }, (_, p) =>
  Int32Array.from({ length: T }, (_, t) => (t === 0 ? vocabSize - 1 : (p * 131 + t * 7919 + 17) % (vocabSize - 1))),
);
const lengths = tokens.map((ids) => ids.length);
const most = positionsWithin(batchBytes(DEFAULT_MEMORY_BYTES, openWeightBytes(inputs)), inputs);
const reader = await openResiduals(inputs, tokens, THREADS);
const attributor = await openAttributor(inputs, THREADS);
const steered: SteeredPrompt[] = [];
for (const batch of mixedBatches(lengths, most)) {
  const resid = await reader.read(batch);
  const contrast = Float32Array.from({ length: batch.rows.length * width }, (_, i) => Math.sin(i * 0.7) * 0.1);
  await attributor.attribute(batch.lengths, resid, contrast);
  batch.rows.forEach((row, b) => {
    steered[row] = { resid: resid.slice(b * T * width, (b + 1) * T * width), codes: new Map() };
  });
}
await reader.release();
await attributor.release();
const attributionSeconds = lap();
const attributionMiB = peakMemory();

const task = tokens.map((ids, i): RunPrompt => {
  const [answer, foil] = [
    { answer: 'a', answer_token: i },
    { foil: 'b', foil_token: i + P },
  ];
  return {
    prompt_id: i,
    ...answer,
    ...foil,
    accepted_tokens: [i],
    n_tokens: T,
    answer_rank: 0,
    tokens: Array.from(ids),
  };
});
const push =
  (n: number): Change =>
  (prompt, into) => {
    into.set(steered[prompt].resid);
    for (let i = 0; i < into.length; i++) into[i] += Math.cos(n + (i % width));
    return null;
  };
const out = mkdtempSync(join(tmpdir(), 'cofire-growth-'));
lap();
const changes = Array.from({ length: interventions }, (_, n) => push(n));
const on = changes.map(() => Int32Array.from(task, (_, p) => p));
const budget = { threads: THREADS, memoryBytes: DEFAULT_MEMORY_BYTES };
const plan = planInterventions(inputs, on, P, budget);
const folder = openShards(out, 'growth', '0'.repeat(64), plan);
const material = readSteeredMaterial(await steeredMaterial(inputs, task, task, steered), inputs);
const engine = { ...budget, subject: inputs, left: plan.sizes.map((_, index) => index) };
const maker = await openInterventions(plan, changes, on, material, engine);
for (const index of engine.left) folder.write(index, await maker.make(index));
await maker.release();
const steeringSeconds = lap();
rmSync(out, { recursive: true });
const peakMiB = peakMemory();

const bytesOf = (tensors: ReadonlyMap<string, { readonly shape: readonly number[] }>): number =>
  [...tensors.values()].reduce((sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 4), 0);
const everyone = Int32Array.from(tokens, (_, p) => p);
const together = panelPrompts(T * width, Math.min(interventions, 64));
const rows = interventions * packedRows({ tokens, first: () => 0, together }, everyone);
const none = { count: 0, rows: 0 };
const stages = estimateStages(
  {
    ...{ study, sizes: inputs.model.config, blocksBefore: firstBlock(inputs.sae.config.reads) },
    ...{ features: inputs.sae.config.dSae, lengths, modelBytes: bytesOf(inputs.model.tensors) },
    saeBytes: bytesOf(inputs.sae.tensors),
  },
  {
    steer: { count: interventions * P, rows, stored: 0 },
    ...{ read: { transfer: 0, source: 0, metrics: 0 }, nextToken: 0, edgeEffect: 0 },
    ...{
      interaction: none,
      relevance: none,
      effect: none,
      effectSplits: none,
      transfer: none,
      source: none,
      direct: 0,
      verify: { removals: 0, paths: 0 },
    },
  },
  assumedCounts(P),
  { rate, threads: 1, memoryBytes: DEFAULT_MEMORY_BYTES },
);
const predicted = (name: string): number => stages.find(({ stage }) => stage === name)?.seconds ?? Number.NaN;
const prediction = { predictedAttribution: predicted('attribute'), predictedSteering: predicted('steer') };
console.log(
  JSON.stringify({ openingSeconds, attributionSeconds, attributionMiB, steeringSeconds, peakMiB, ...prediction }),
);
