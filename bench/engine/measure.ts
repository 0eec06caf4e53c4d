/**
 * Measures the engine on one model and SAE, in a process of its own so that its peak memory is its own. Prints one JSON object.
 * Usage: node --import tsx bench/engine/measure.ts MODEL SAE PROMPTS LENGTH WHAT, WHAT one of forward, attribution, steering.
 *
 * forward      prompts through the blocks before the hook, sessions already open
 * attribution  all of it from nothing: files checked, sessions opened, residual, gradient, codes, projections
 * steering     residual + Δ → every outcome, through openOutcomes, at several batch sizes; the best counts
 */
import { openAttributor, positionsWithin } from '../../src/attribution/attribute.ts';
import { batchesByLength } from '../../src/model/batches.ts';
import { openInputs } from '../../src/model/inputs.ts';
import { openResiduals } from '../../src/model/residuals.ts';
import { openOutcomes, outcomeTables } from '../../src/steering/outcomes.ts';
import { parseStudy } from '../../src/study/study.ts';
import { peakMemory } from './peak-memory.ts';
import { median, secondsOf } from './timing.ts';

const [model, sae, promptCount, lengthText, what] = process.argv.slice(2);
const [P, T] = [Number(promptCount), Number(lengthText)];
const THREADS = 2;
const BATCH_BYTES = 256 * 2 ** 20;
const BATCHES = [8, 16, 32, 64, 128];

const study = parseStudy(
  `name: bench\npreset: seed-exact\nmodel: { path: ${model} }\nsae: { path: ${sae}, center: true }\ntask: { file: none.csv }\n`,
  '/bench.yaml',
  [],
);
const tokensOf = (vocabulary: number): Int32Array[] =>
  Array.from({ length: P }, (_, p) =>
    Int32Array.from({ length: T }, (_, t) => (t === 0 ? vocabulary - 1 : (p * 131 + t * 7919 + 17) % (vocabulary - 1))),
  );
const contrastOf = (rows: number, width: number): Float32Array =>
  Float32Array.from({ length: rows * width }, (_, i) => Math.sin(i * 0.7) * 0.1);

async function forward() {
  const inputs = await openInputs(study);
  const tokens = tokensOf(inputs.model.config.vocabSize);
  const reader = await openResiduals(inputs, tokens, THREADS);
  const batches = batchesByLength(
    tokens.map((ids) => ids.length),
    1024,
  );
  const all = async (): Promise<void> => {
    for (const batch of batches) await reader.read(batch);
  };
  await all();
  const seconds = await median(3, all);
  return { seconds, positionsPerSecond: (P * T) / seconds };
}

async function attribution() {
  let codes = 0;
  let positions = 0;
  const seconds = await secondsOf(async () => {
    const inputs = await openInputs(study);
    const width = inputs.model.config.dModel;
    const tokens = tokensOf(inputs.model.config.vocabSize);
    positions = positionsWithin(BATCH_BYTES, inputs);
    const batches = batchesByLength(
      tokens.map((ids) => ids.length),
      positions,
    );
    const reader = await openResiduals(inputs, tokens, THREADS);
    const attributor = await openAttributor(inputs, THREADS);
    for (const batch of batches) {
      const found = await attributor.attribute(batch, await reader.read(batch), contrastOf(batch.rows.length, width));
      codes += found.feature.length;
    }
  });
  return { seconds, promptsPerSecond: P / seconds, batchPositions: positions, activePerPosition: codes / (P * T) };
}

async function steering() {
  const inputs = await openInputs(study);
  const { dModel: width, nLayers, vocabSize } = inputs.model.config;
  const tokens = tokensOf(vocabSize);
  const reader = await openResiduals(inputs, tokens, THREADS);
  const resid = await reader.read({ rows: tokens.map((_, p) => p).slice(0, 8), length: T });
  await reader.release();
  const prompts = 8;
  const tables = outcomeTables(
    Array.from({ length: prompts }, (_, p) => [p]),
    contrastOf(prompts, width),
  );
  const maker = await openOutcomes(inputs, tables, THREADS);
  const { logProbs } = await maker.run(
    resid,
    Int32Array.from({ length: prompts }, (_, p) => p),
  );
  await maker.release();
  const runner = await openOutcomes(inputs, tables, THREADS, logProbs);
  const rates: Record<number, number> = {};
  for (const rows of BATCHES) {
    const pushed = new Float32Array(rows * T * width);
    const which = Int32Array.from({ length: rows }, (_, row) => row % prompts);
    const step = async (): Promise<void> => {
      for (let row = 0; row < rows; row++) {
        const from = (row % prompts) * T * width;
        for (let i = 0; i < T * width; i++) pushed[row * T * width + i] = resid[from + i]! - 2 * Math.cos(i % width);
      }
      await runner.run(pushed, which);
    };
    await step();
    rates[rows] = rows / (await median(3, step));
  }
  const [rows, best] = Object.entries(rates).reduce((a, b) => (b[1] > a[1] ? b : a));
  // Products alone: full blocks, keys and values of the last block, its last row, the unembedding.
  const full = nLayers - inputs.sae.config.hook.blocksBefore - 1;
  const flops = 2 * (full * T * 12 * width ** 2 + T * 2 * width ** 2 + 10 * width ** 2 + width * vocabSize);
  return { evaluationsPerSecond: best, batch: Number(rows), rates, gflopPerSecond: (best * flops) / 1e9 };
}

const work = { forward, attribution, steering }[what as 'forward' | 'attribution' | 'steering'];
if (work === undefined) throw new Error(`measure: ${what}, expected forward, attribution or steering`);
const result = await work();
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ ...result, peakMiB: peakMemory(), cpuSeconds: (user + system) / 1e6 }));
