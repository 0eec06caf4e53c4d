/**
 * What integrated gradients and exact removal say of cells. With v_t = f_t·d what the feature writes at position t of the cell:
 *
 *   integrated gradients   Σ_t v_t·ḡ_t, ḡ the gradient averaged over the path from no features to all (integrated-gradients.ts)
 *   exact                  m(x) − m(x − v), all of the cell's positions at once, the SAE's error kept
 *
 * The float32 rounding of an exact value is measured on some cells by removing λ·v with λ = 2⁻¹⁰: there m(x) − m(x − λv) is λ·Σ v·g up
 * to terms of order λ², so what differs is rounding, which does not depend on λ.
 */

import { concatenated } from '../../../../src/concatenated.ts';
import { batchesByLength } from '../../../../src/engine/passes/batches.ts';
import { openContrasts } from '../../../../src/engine/passes/contrast-runner.ts';
import { openWeightBytes } from '../../../../src/engine/passes/resident-weights.ts';
import type { Subject } from '../../../../src/engine/passes/subject.ts';
import { batchBytes } from '../../../../src/memory-budget.ts';
import { positionsWithin } from '../../../../src/methods/attribution/attribute.ts';
import { openPath } from '../../../../src/methods/attribution/integrated-gradients.ts';
import type { SteeredPrompt } from '../../../../src/methods/intervention/modes.ts';
import type { CheckCell } from './cells.ts';

const TINY = 2 ** -10;
/** Cells that measure rounding. */
export const TINY_CELLS = 64;

export interface CheckedPrompt extends SteeredPrompt {
  /** What one unit of code adds at each position, as a multiple of the feature's direction, [T]. */
  readonly scales: Float64Array;
  /** u, [D]. */
  readonly contrast: Float32Array;
}

export interface CheckInput {
  readonly inputs: Subject;
  readonly prompts: ReadonlyMap<number, CheckedPrompt>;
  /** Decoder row [D] of every feature. */
  readonly directions: ReadonlyMap<number, Float32Array>;
  readonly threads: number;
  /** What the run may hold in memory. */
  readonly memoryBytes: number;
  readonly advance: (prompts: number) => void;
}

export interface CheckValues {
  /** In the order of the cells, logits. */
  readonly integrated: Float64Array;
  readonly exact: Float64Array;
  /** Root mean square of the rounding of an exact value, logits; NaN without cells. */
  readonly noiseFloor: number;
}

export async function checkValues(cells: readonly CheckCell[], input: CheckInput): Promise<CheckValues> {
  const { exact, noiseFloor } = await removed(cells, input);
  return { integrated: await integrated(cells, input), exact, noiseFloor };
}

async function integrated(cells: readonly CheckCell[], input: CheckInput): Promise<Float64Array> {
  const path = await openPath(input.inputs, input.threads);
  const promptIds = [...new Set(cells.map((cell) => cell.promptId))];
  const means = new Map<number, Float32Array>();
  const batches = batchesByLength(
    promptIds.map((id) => promptOf(input, id).scales.length),
    positionsWithin(batchBytes(input.memoryBytes, openWeightBytes(input.inputs)), input.inputs),
  );
  for (const { rows } of batches) {
    const own = rows.map((row) => promptOf(input, promptIds[row]));
    const [resid, contrast] = [
      concatenated(
        Float32Array,
        own.map((prompt) => prompt.resid),
      ),
      concatenated(
        Float32Array,
        own.map((prompt) => prompt.contrast),
      ),
    ];
    const mean = await path.meanGradient(resid, contrast);
    const size = mean.length / rows.length;
    rows.forEach((row, b) => means.set(promptIds[row], mean.subarray(b * size, (b + 1) * size)));
    input.advance(rows.length);
  }
  await path.release();
  return Float64Array.from(cells, (cell) => {
    const mean = means.get(cell.promptId) as Float32Array;
    let sum = 0;
    eachWrite(cell, input, (at, amount, direction) => {
      for (let d = 0; d < direction.length; d++) sum += amount * direction[d] * mean[at + d];
    });
    return sum;
  });
}

async function removed(cells: readonly CheckCell[], input: CheckInput) {
  const runner = await openContrasts(input.inputs, input.threads);
  const tiny = cells.filter((_, i) => i % Math.ceil(cells.length / TINY_CELLS) === 0);
  // Share 0 is the prompt itself, on the same graph.
  const wanted = [
    ...cells.flatMap((cell) => [{ cell, share: 1 }]),
    ...tiny.map((cell) => ({ cell, share: TINY })),
    ...[...new Set(cells.map(({ promptId }) => promptId))].map((promptId) => ({
      cell: cells.find((cell) => cell.promptId === promptId)!,
      share: 0,
    })),
  ];
  const values = new Float64Array(wanted.length);
  const lengthOf = ({ cell }: (typeof wanted)[number]): number => promptOf(input, cell.promptId).scales.length;
  for (const length of new Set(wanted.map(lengthOf))) {
    const places = wanted.flatMap((one, i) => (lengthOf(one) === length ? [i] : []));
    const found = await runner.run(places.length, length, (row, into, u) => {
      const { cell, share } = wanted[places[row]];
      const { resid, contrast } = promptOf(input, cell.promptId);
      into.set(resid);
      u.set(contrast);
      eachWrite(cell, input, (at, amount, direction) => {
        for (let d = 0; d < direction.length; d++) into[at + d] -= share * amount * direction[d];
      });
    });
    places.forEach((place, row) => {
      values[place] = found[row];
    });
  }
  await runner.release();
  const whole = new Map<number, number>();
  wanted.forEach(({ cell, share }, i) => {
    if (share === 0) whole.set(cell.promptId, values[i]);
  });
  const fallAt = (i: number): number => whole.get(wanted[i].cell.promptId)! - values[i];
  const exact = Float64Array.from(cells, (_, i) => fallAt(i));
  const squares = tiny.reduce((sum, { gradient }, i) => sum + (fallAt(cells.length + i) - TINY * gradient) ** 2, 0);
  return { exact, noiseFloor: Math.sqrt(squares / tiny.length) };
}

function promptOf({ prompts }: CheckInput, promptId: number): CheckedPrompt {
  const prompt = prompts.get(promptId);
  if (prompt === undefined) throw new Error(`attribution check: prompt ${promptId} is not given`);
  return prompt;
}

/** Calls `visit` with the offset of each of the cell's positions in the residual, and what the feature writes there. */
function eachWrite(
  { promptId, featureId, positions }: CheckCell,
  input: CheckInput,
  visit: (at: number, amount: number, direction: Float32Array) => void,
): void {
  const { codes, scales } = promptOf(input, promptId);
  const direction = input.directions.get(featureId);
  if (direction === undefined) throw new Error(`attribution check: no decoder row of feature ${featureId}`);
  for (const t of positions) visit(t * direction.length, (codes.get(featureId)?.[t] ?? 0) * scales[t], direction);
}
