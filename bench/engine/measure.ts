/**
 * Measures the engine on one model and SAE, in a process of its own so that its peak memory is its own. Prints one JSON object.
 * Usage: node --import tsx bench/engine/measure.ts MODEL SAE TOKENS WHAT; TOKENS is a JSON file of token lists, WHAT one of forward,
 * attribution, steering.
 *
 * forward      prompts through the blocks before the hook, sessions already open
 * attribution  all of it from nothing: files checked, sessions opened, residual, gradient, codes, projections
 * steering     residual + Δ → every outcome, interventions × prompts, sessions already open (steering.ts)
 */

import { readFileSync } from 'node:fs';
import { batchesByLength, mixedBatches } from '../../src/engine/passes/batches.ts';
import { openResiduals } from '../../src/engine/passes/residuals.ts';
import { openSubject } from '../../src/engine/passes/subject.ts';
import { openAttributor, positionsWithin } from '../../src/methods/attribution/attribute.ts';
import { parseShortStudy } from '../short-study.ts';
import { peakMemory } from './peak-memory.ts';
import { contrastOf, steering } from './steering.ts';

const [model, sae, file, what] = process.argv.slice(2);
const THREADS = 2;
const BATCH_BYTES = 256 * 2 ** 20;

const study = parseShortStudy(
  `name: bench\npreset: seed-exact\nmodel: { path: ${model} }\nsae: { path: ${sae}, center: true }\ntask: { file: none.csv }\n`,
  '/bench.yaml',
  [],
);
const tokens = (JSON.parse(readFileSync(file!, 'utf8')) as number[][]).map((ids) => Int32Array.from(ids));
const lengths = tokens.map((ids) => ids.length);
const positions = lengths.reduce((sum, length) => sum + length, 0);

async function forward() {
  const inputs = await openSubject(study);
  const reader = await openResiduals(inputs, tokens, THREADS);
  const batches = batchesByLength(lengths, 1024);
  const all = async (): Promise<void> => {
    for (const batch of batches) await reader.read(batch);
  };
  await all();
  const seconds = await median(3, all);
  return { seconds, positionsPerSecond: positions / seconds };
}

async function attribution() {
  let codes = 0;
  let batchPositions = 0;
  const seconds = await secondsOf(async () => {
    const inputs = await openSubject(study);
    const width = inputs.model.config.dModel;
    batchPositions = positionsWithin(BATCH_BYTES, inputs);
    const batches = mixedBatches(lengths, batchPositions);
    const reader = await openResiduals(inputs, tokens, THREADS);
    const resids: Float32Array[] = [];
    for (const batch of batches) resids.push(await reader.read(batch));
    await reader.release();
    const attributor = await openAttributor(inputs, THREADS);
    for (const [i, { lengths: own }] of batches.entries()) {
      const found = await attributor.attribute(own, resids[i]!, contrastOf(own.length, width));
      codes += found.feature.length;
    }
  });
  return { seconds, promptsPerSecond: tokens.length / seconds, batchPositions, activePerPosition: codes / positions };
}

const work = {
  forward,
  attribution,
  steering: async () => steering(await openSubject(study), tokens, THREADS),
}[what as 'forward' | 'attribution' | 'steering'];
if (work === undefined) throw new Error(`measure: ${what}, expected forward, attribution or steering`);
const result = await work();
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ ...result, peakMiB: peakMemory(), cpuSeconds: (user + system) / 1e6 }));

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function median(times: number, work: () => Promise<void>): Promise<number> {
  const seconds: number[] = [];
  for (let i = 0; i < times; i++) seconds.push(await secondsOf(work));
  return seconds.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}
