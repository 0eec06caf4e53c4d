/**
 * What cofire computes on some prompts, written to one file for bench/peers/parity.py to compare with PyTorch: residual at the hook,
 * gradient of the contrast, codes, attributions and ledger, logits, and the outcomes of steering, all by the paths that a study takes.
 * Usage: node --import tsx bench/engine/parity.ts MODEL SAE TOKENS OUT; TOKENS is a JSON file of token lists. Prints one JSON object.
 * P prompts, N their positions, D width, V vocabulary, I interventions.
 */
import { readFileSync } from 'node:fs';
import { decoderRows } from '../../src/engine/dictionary/decoder-rows.ts';
import { writeSafetensors } from '../../src/engine/model/files/write-safetensors.ts';
import { batchesByLength } from '../../src/engine/passes/batches.ts';
import { promptContrasts } from '../../src/engine/passes/contrasts.ts';
import { openOutcomePool, openOutcomes, outcomeTables } from '../../src/engine/passes/outcomes.ts';
import { packRuns } from '../../src/engine/passes/packed-batch.ts';
import { openWeightBytes } from '../../src/engine/passes/resident-weights.ts';
import { openResiduals } from '../../src/engine/passes/residuals.ts';
import { runLimits } from '../../src/engine/passes/run-limits.ts';
import { openSubject } from '../../src/engine/passes/subject.ts';
import { batchBytes, DEFAULT_MEMORY_BYTES } from '../../src/memory-budget.ts';
import { openAttributor, positionsWithin } from '../../src/methods/attribution/attribute.ts';
import { pushChange } from '../../src/methods/intervention/change.ts';
import type { SteeredPrompt } from '../../src/methods/intervention/modes.ts';
import { sweep, unchanged } from '../../src/methods/intervention/run-changes.ts';
import { sharePrefixes } from '../../src/methods/intervention/shared-prefixes.ts';
import { parseShortStudy } from '../short-study.ts';

const [model, sae, file, out] = process.argv.slice(2) as [string, string, string, string];
const THREADS = 2;
/** Every eighth of the task's prompts: lengths, and beginnings that prompts share, as they come. */
const EVERY = 8;
/** Features that are steered: those of the largest attributions, summed over all positions. */
const STEERED = 6;
const COEFFICIENTS = [-2, -20];

const study = parseShortStudy(
  `name: parity\npreset: seed-exact\nmodel: { path: ${model} }\nsae: { path: ${sae}, center: true }\ntask: { file: none.csv }\n`,
  '/parity.yaml',
  [],
);
const inputs = await openSubject(study);
const { dModel: width, vocabSize } = inputs.model.config;
const tokens = (JSON.parse(readFileSync(file, 'utf8')) as number[][])
  .filter((_, prompt) => prompt % EVERY === 0)
  .map((ids) => Int32Array.from(ids));
const lengths = tokens.map((ids) => ids.length);
const starts = lengths.map((_, p) => lengths.slice(0, p).reduce((sum, length) => sum + length, 0));
const N = lengths.reduce((sum, length) => sum + length, 0);
const P = tokens.length;
const word = (token: number) => ({ word: `${token}`, token: token % vocabSize });
const answers = tokens.map((_, p) => word(1000 + 37 * p));
const foils = tokens.map((_, p) => word(20_000 + 91 * p));
const contrast = await promptContrasts(inputs.model, answers, foils);

const resid = new Float32Array(N * width);
const gradient = new Float32Array(N * width);
const parts = { error: new Float32Array(N), total: new Float32Array(N), bias: new Float32Array(N) };
const contrastValue = new Float32Array(P);
/** Of each code that is not 0: where, which feature, f, and f · (d · g). */
const codes: [place: number, feature: number, activation: number, attribution: number][] = [];
const own: SteeredPrompt[] = [];
const reader = await openResiduals(inputs, tokens, THREADS);
const attributor = await openAttributor(inputs, THREADS);
const most = positionsWithin(batchBytes(DEFAULT_MEMORY_BYTES, openWeightBytes(inputs)), inputs);
for (const batch of batchesByLength(lengths, most)) {
  const { rows, length } = batch;
  const x = await reader.read(batch);
  const u = new Float32Array(rows.length * width);
  rows.forEach((p, b) => u.set(contrast.subarray(p * width, (p + 1) * width), b * width));
  const found = await attributor.attribute(
    rows.map(() => length),
    x,
    u,
  );
  const size = length * width;
  rows.forEach((p, b) => {
    const at = starts[p]!;
    resid.set(x.subarray(b * size, (b + 1) * size), at * width);
    gradient.set(found.gradient.subarray(b * size, (b + 1) * size), at * width);
    for (const name of ['error', 'total', 'bias'] as const)
      parts[name].set(found[name].subarray(b * length, (b + 1) * length), at);
    contrastValue[p] = found.contrast[b]!;
    own[p] = { resid: x.slice(b * size, (b + 1) * size), codes: new Map() };
  });
  found.feature.forEach((feature, i) => {
    const [p, position, activation] = [rows[found.row[i]!]!, found.position[i]!, found.activation[i]!];
    codes.push([starts[p]! + position, feature, activation, activation * found.projection[i]!]);
    const all = own[p]!.codes as Map<number, Float32Array>;
    if (!all.has(feature)) all.set(feature, new Float32Array(lengths[p]!));
    all.get(feature)![position] = activation;
  });
}
await reader.release();
await attributor.release();

const weight = new Map<number, number>();
for (const [, feature, , attribution] of codes) weight.set(feature, (weight.get(feature) ?? 0) + Math.abs(attribution));
const features = [...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([feature]) => feature);
const steered = features.slice(0, STEERED);
const rows = await decoderRows(inputs.sae, steered);
const prompts = sharePrefixes(
  own,
  tokens.map((ids) => [...ids]),
);
// Each feature pushed at every position, and removed exactly; then all of them together.
const interventions = [...steered.map((feature) => [feature]), steered].flatMap((set) => [
  ...COEFFICIENTS.map((coefficient) => ({ mode: 'seed' as const, coefficient, set })),
  { mode: 'ablate' as const, coefficient: 1, set },
]);
const changes = interventions.map(({ mode, coefficient, set: featureIds }) => {
  const directions = featureIds.map((feature) => rows.get(feature)!);
  const scales = featureIds.map(() => ({ max: 1, mean: 0 }));
  return pushChange(
    prompts,
    { mode, norm: 'layer' as const, featureIds, directions, coefficient, scales },
    'all',
    true,
  );
});
const input = { prompts, width, limits: runLimits({ vocabSize, dModel: width }), atOnce: THREADS + 1 };
const tables = outcomeTables(
  answers.map(({ token }) => [token]),
  contrast,
);
const maker = await openOutcomes(inputs, tables, 1);
const baseline = new Float32Array(P * vocabSize);
const logits = new Float32Array(P * vocabSize);
const before = new Float32Array(P);
const difference = new Float32Array(P);
for (const pack of packRuns(unchanged(prompts, width), input.limits)) {
  const found = await maker.runPacked(pack, pack.sequences);
  pack.sequences.forEach((p, b) => {
    const logProbs = found.logProbs.subarray(b * vocabSize, (b + 1) * vocabSize);
    baseline.set(logProbs, p * vocabSize);
    before[p] = found.answerLogProb[b]!;
    difference[p] = found.logitDiff[b]!;
    // The graph gives log p of every token and the answer's logit; what lies between them is the same for all tokens.
    const shift = found.answerLogit[b]! - found.answerLogProb[b]!;
    for (let v = 0; v < vocabSize; v++) logits[p * vocabSize + v] = logProbs[v]! + shift;
  });
}
await maker.release();
const pool = openOutcomePool(inputs, tables, { workers: THREADS }, baseline);
const outcomes = await sweep(pool, changes, input);
await pool.release();
const I = interventions.length;
const change = (after: Float32Array, from: Float32Array) => after.map((value, cell) => value - from[cell % P]!);

const column = (values: Float32Array | number[], shape: number[]) => ({ shape, values: Float32Array.from(values) });
const tensors = {
  residual: column(resid, [N, width]),
  contrast: column(contrastValue, [P]),
  gradient: column(gradient, [N, width]),
  ledger_error: column(parts.error, [N]),
  ledger_total: column(parts.total, [N]),
  ledger_bias: column(parts.bias, [N]),
  logits: column(logits, [P, vocabSize]),
  log_probabilities: column(baseline, [P, vocabSize]),
  steered_log_probability: column(change(outcomes.answerLogProb, before), [I, P]),
  steered_contrast: column(change(outcomes.logitDiff, difference), [I, P]),
  steered_kl: column(outcomes.kl, [I, P]),
  // Integers as float32, which holds them exactly below 2^24.
  code: column(codes.flat(), [codes.length, 4]),
};
await writeSafetensors(out, tensors, {});
console.log(
  JSON.stringify({
    tokens: tokens.map((ids) => [...ids]),
    answers: answers.map(({ token }) => token),
    foils: foils.map(({ token }) => token),
    interventions,
  }),
);
