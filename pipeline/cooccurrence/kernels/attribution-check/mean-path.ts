/**
 * Integrated gradients from the mean codes. x₀ is the residual in which every feature has the mean code of its place in the prompt and
 * the dictionary's error is kept (mean-ablation.ts, all features taken out), and the path goes straight from there to x. Of a cell
 *
 *   Σ_t (f_t − f̄_t) s_t (d·ḡ_t),   ḡ the gradient averaged over x₀ + α (x − x₀), α = (k + ½)/STEPS,
 *
 * over the cell's positions. What the gradient at x says of the same is the centred attribution Σ_t (f_t − f̄_t) s_t (d·g_t), which is 0 for a code
 * that never varies. Of a prompt Σ (x − x₀)·ḡ over all positions is m(x) − m(x₀), up to the midpoint rule: completeness, which a
 * gradient at x alone does not have. A path from no features at all leaves the data and runs along the radius that every norm divides out; this one does not.
 * Sundararajan, Taly & Yan, https://arxiv.org/abs/1703.01365
 */
import { concatenated, startsOf } from '../../../../src/concatenated.ts';
import { decoderRows } from '../../../../src/engine/dictionary/decoder-rows.ts';
import { openContrasts } from '../../../../src/engine/passes/contrast-runner.ts';
import { openWeightBytes } from '../../../../src/engine/passes/resident-weights.ts';
import { batchBytes } from '../../../../src/memory-budget.ts';
import { positionsWithin } from '../../../../src/methods/attribution/attribute.ts';
import { openGradient } from '../../../../src/methods/attribution/contrast-gradient.ts';
import { STEPS } from '../../../../src/methods/attribution/integrated-gradients.ts';
import { type ActiveCodes, meanAblation, slotMeans } from '../relevance/mean-ablation.ts';
import type { Slots } from '../relevance/slots.ts';
import type { CheckCell } from './cells.ts';
import type { CheckedPrompt, CheckInput } from './values.ts';

export interface MeanCodes {
  /** Of every prompt of the task, features by place. */
  readonly codes: ActiveCodes;
  /** Ids by place. */
  readonly firing: readonly number[];
  readonly slots: Slots;
  /** Positions from 0 that stay as they are. */
  readonly skip: number;
}

/** Row of the table `attribution_path`, logits. */
export interface PathRow {
  readonly prompt_id: number;
  readonly contrast: number;
  readonly reference: number;
  readonly integrated: number;
  /** integrated − (contrast − reference). */
  readonly error: number;
}

interface Path {
  readonly prompt: CheckedPrompt;
  /** x₀, [T, D]. */
  readonly from: Float32Array;
}

/** @returns of every cell the value along the path and the centred attribution, and each prompt's path */
export async function meanPath(
  cells: readonly CheckCell[],
  input: CheckInput,
  source: MeanCodes,
): Promise<{ readonly fromMeans: Float64Array; readonly centred: Float64Array; readonly paths: PathRow[] }> {
  const promptIds = [...new Set(cells.map(({ promptId }) => promptId))];
  const own = await pathsOf(promptIds, input, source);
  const { along: gradients, at } = await gradientsOf(own, input);
  const ends = await contrastsOf(own, input);
  const paths = own.map(({ prompt, from }, p): PathRow => {
    const integrated = prompt.resid.reduce((sum, x, i) => sum + (x - from[i]) * gradients[p][i], 0);
    const { contrast, reference } = ends[p];
    return { prompt_id: promptIds[p], contrast, reference, integrated, error: integrated - (contrast - reference) };
  });
  const means = slotMeans(source.codes, source.slots, source.slots.of.length);
  const placeOf = new Map(source.firing.map((id, place) => [id, place]));
  const cellValue = ({ promptId, featureId, positions }: CheckCell, by: readonly Float64Array[]): number => {
    const { codes, scales } = input.prompts.get(promptId) as CheckedPrompt;
    const direction = input.directions.get(featureId) as Float32Array;
    const gradient = by[promptIds.indexOf(promptId)];
    let sum = 0;
    for (const t of positions.filter((position) => position >= source.skip)) {
      const mean = means[source.slots.of[promptId][t]].get(placeOf.get(featureId) ?? -1) ?? 0;
      const weight = ((codes.get(featureId)?.[t] ?? 0) - mean) * scales[t];
      for (let d = 0, at = t * direction.length; d < direction.length; d++, at++)
        sum += weight * direction[d] * gradient[at];
    }
    return sum;
  };
  const over = (by: readonly Float64Array[]): Float64Array => Float64Array.from(cells, (cell) => cellValue(cell, by));
  return { fromMeans: over(gradients), centred: over(at), paths };
}

/** How well the path adds up, in a sentence. */
export function completeness(paths: readonly PathRow[]): string {
  const worst = Math.max(...paths.map(({ error }) => Math.abs(error)));
  const whole = paths.reduce((sum, { contrast, reference }) => sum + contrast - reference, 0) / paths.length;
  return `integrated gradients from mean codes add up to the ${whole.toFixed(2)} logits that features bring in the mean, with an error of at most ${worst.toPrecision(2)} on a prompt`;
}

async function pathsOf(
  promptIds: readonly number[],
  { inputs, prompts }: CheckInput,
  source: MeanCodes,
): Promise<Path[]> {
  const { codes, firing, slots, skip } = source;
  const rows = concatenated(Float32Array, [...(await decoderRows(inputs.sae, firing)).values()]);
  // Codes of every prompt make the means; residuals are asked of the checked ones alone.
  const absent = { resid: new Float32Array(0) };
  const every = slots.of.map((_, id) => prompts.get(id) ?? absent);
  const width = inputs.model.config.dModel;
  const change = meanAblation({ codes, slots, rows, width, prompts: every, skip }).drop([...firing.keys()]);
  return promptIds.map((id) => {
    const prompt = prompts.get(id);
    if (prompt === undefined) throw new Error(`mean path: prompt ${id} is not given`);
    const from = new Float32Array(prompt.resid.length);
    change(id, from);
    return { prompt, from };
  });
}

/** ḡ of each path, and g at its end, [T, D] each. */
async function gradientsOf(paths: readonly Path[], input: CheckInput) {
  const { inputs, threads, memoryBytes } = input;
  const most = positionsWithin(batchBytes(memoryBytes, openWeightBytes(inputs)), inputs);
  const runner = await openGradient(inputs, threads, most);
  const lengths = paths.map(({ prompt }) => prompt.scales.length);
  const contrast = concatenated(Float32Array, paths.map(({ prompt }) => prompt.contrast)); // biome-ignore format: one line
  const starts = startsOf(lengths, inputs.model.config.dModel);
  const gradientAt = async (alpha: number): Promise<Float32Array[]> => {
    const at = paths.map(({ prompt, from }) => from.map((x, i) => x + alpha * (prompt.resid[i] - x)));
    const gradient = await runner.at(lengths, concatenated(Float32Array, at), contrast);
    return at.map(({ length }, p) => gradient.subarray(starts[p], starts[p] + length));
  };
  const along = paths.map(({ from }) => new Float64Array(from.length));
  for (let k = 0; k < STEPS; k++) {
    const found = await gradientAt((k + 0.5) / STEPS);
    along.forEach((own, p) => {
      for (let i = 0; i < own.length; i++) own[i] += found[p][i] / STEPS;
    });
  }
  const at = (await gradientAt(1)).map((own) => Float64Array.from(own));
  await runner.release();
  return { along, at };
}

/** m at both ends of each path. */
async function contrastsOf(paths: readonly Path[], { inputs, threads }: CheckInput) {
  const runner = await openContrasts(inputs, threads);
  const found = paths.map(() => ({ contrast: 0, reference: 0 }));
  for (const length of new Set(paths.map(({ prompt }) => prompt.scales.length))) {
    const places = paths.flatMap(({ prompt }, p) => (prompt.scales.length === length ? [p] : []));
    const values = await runner.run(2 * places.length, length, (row, into, u) => {
      const { prompt, from } = paths[places[row >> 1]];
      into.set(row % 2 === 0 ? prompt.resid : from);
      u.set(prompt.contrast);
    });
    places.forEach((p, k) => {
      found[p] = { contrast: values[2 * k], reference: values[2 * k + 1] };
    });
  }
  await runner.release();
  return found;
}
