/**
 * Directions of the residual that need no dictionary, found on the prompts that find the clusters, of residuals less their slot's mean:
 *
 *   components         the principal components of largest variance over positions
 *   mean-differences   for each answer, the mean over its prompts' positions: what tells answers apart on average
 */
import { basisOf } from '../../../../src/methods/stats/basis.ts';
import { principalComponents } from '../../../../src/methods/stats/principal-components.ts';
import { type DirectionSource, slotMeans } from './direction-ablation.ts';

export interface BaselineSource extends DirectionSource {
  readonly answers: readonly string[];
  /** Whether a prompt is of those that find. */
  readonly finds: readonly boolean[];
}

/** @returns an orthonormal basis, of fewer than `count` where the width or the residuals allow no more */
export function componentDirections(source: BaselineSource, count: number): Float64Array[] {
  const { width } = source;
  const product = new Float64Array(width * width);
  eachCentred(source, (_, x) => {
    for (let i = 0; i < width; i++) for (let j = i; j < width; j++) product[i * width + j] += x[i] * x[j];
  });
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) product[i * width + j] = product[j * width + i];
  const { values, vectors } = principalComponents(product, width);
  return vectors.slice(0, count).filter((_, k) => values[k] > SMALLEST * values[0]);
}

/** Share of the largest variance below which a component is rounding of float32 residuals. */
const SMALLEST = 1e-10;

export function meanDifferenceDirections(source: BaselineSource): Float64Array[] {
  // The means of all answers sum to about nothing, so the last adds only rounding; it is left out as one that depends on the others.
  return [...basisOf(source.width, [...answerMeans(source).values()], DEPENDENT).vectors];
}

/** Of each answer, the mean over its finding prompts' positions. */
export function answerMeans(source: BaselineSource): Map<string, Float64Array> {
  const { width, answers } = source;
  const means = new Map<string, { sum: Float64Array; count: number }>();
  eachCentred(source, (prompt, x) => {
    const own = means.get(answers[prompt]) ?? { sum: new Float64Array(width), count: 0 };
    means.set(answers[prompt], own);
    own.count++;
    for (let d = 0; d < width; d++) own.sum[d] += x[d];
  });
  return new Map([...means].map(([answer, { sum, count }]) => [answer, sum.map((value) => value / count)]));
}

/** Share of a mean's length below which it lies in the span of those before. */
const DEPENDENT = 1e-6;

/** Every position that counts of the prompts that find, less its slot's mean. */
function eachCentred(source: BaselineSource, see: (prompt: number, x: Float64Array) => void): void {
  const { width, prompts, slots, skip, finds } = source;
  const means = slotMeans(source);
  const x = new Float64Array(width);
  prompts.forEach(({ resid }, prompt) => {
    if (!finds[prompt]) return;
    for (let t = skip; t < resid.length / width; t++) {
      const mean = slots.of[prompt][t] * width;
      for (let d = 0; d < width; d++) x[d] = resid[t * width + d] - means[mean + d];
      see(prompt, x);
    }
  });
}
