/**
 * Directions of the residual as coordinates with values: the code of u is u·(x − x̄), x̄ the mean residual of the position's slot, so that its
 * attribution, times u·g, is the first order of what taking the direction out changes. The sign of u does not matter to it.
 */
import { readPlan, type ShardFolder } from '../../../../src/run/shards.ts';
import { type DirectionSource, slotMeans } from '../relevance/direction-ablation.ts';
import type { Coordinates } from './coordinates.ts';

/** @param gradients of each prompt, [T, D] @param directions of unit length, [D] each; a direction's id is its place */
export function directionCoordinates(
  source: DirectionSource,
  gradients: readonly Float32Array[],
  directions: readonly (readonly number[])[],
): Coordinates {
  const { width, slots, prompts } = source;
  const means = slotMeans(source);
  const count = directions.length;
  const found = prompts.map(({ resid }, prompt) => {
    const positions = resid.length / width;
    const [codes, attributions] = [new Float32Array(positions * count), new Float32Array(positions * count)];
    for (let t = 0; t < positions; t++) {
      const mean = slots.of[prompt][t] * width;
      directions.forEach((u, k) => {
        let [code, slope] = [0, 0];
        for (let d = 0; d < width; d++) {
          code += u[d] * (resid[t * width + d] - means[mean + d]);
          slope += u[d] * gradients[prompt][t * width + d];
        }
        codes[t * count + k] = code;
        attributions[t * count + k] = code * slope;
      });
    }
    return { codes, attributions };
  });
  return {
    rows: new Map(directions.map((u, k) => [k, Float32Array.from(u)])),
    codes: found.map(({ codes }) => codes),
    attributions: found.map(({ attributions }) => attributions),
  };
}

/** The stored gradient of every prompt, [T, D], by prompt_id. */
export function promptGradients(folder: ShardFolder): Float32Array[] {
  const found: Float32Array[] = [];
  readPlan<{ batches: readonly unknown[] }>(folder).batches.forEach((_, index) => {
    const { prompt, length, gradient } = folder.read(index);
    const width = gradient.dims[1];
    let from = 0;
    prompt.data.forEach((id, b) => {
      const to = from + length.data[b] * width;
      found[id] = (gradient.data as Float32Array).subarray(from, to);
      from = to;
    });
  });
  return found;
}
