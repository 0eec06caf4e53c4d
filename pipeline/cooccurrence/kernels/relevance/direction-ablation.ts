/**
 * Mean ablation by slot of directions of the residual itself, for baselines without a dictionary: with an orthonormal basis U of the directions
 * and x̄ the mean residual of the position's slot over every prompt of the task,
 *
 *   taken out   x' = x + U Uᵀ (x̄ − x),      kept alone   x' = x̄ + U Uᵀ (x − x̄),
 *
 * at every position that is not left out. With no directions kept, the whole residual is its slot's mean: more than every feature of a
 * dictionary taken out, whose error stays.
 */
import type { Change } from '../../../../src/methods/intervention/change.ts';
import type { Slots } from './slots.ts';

export interface DirectionSource {
  readonly slots: Slots;
  readonly width: number;
  /** Residual of each prompt, [T, D]. */
  readonly prompts: readonly { readonly resid: Float32Array }[];
  /** Positions from 0 that stay as they are: 1 where a BOS is left out, else 0. */
  readonly skip: number;
}

export interface DirectionAblation {
  /** @param basis orthonormal, [D] each */
  drop(basis: readonly Float64Array[]): Change;
  keep(basis: readonly Float64Array[]): Change;
}

export function directionAblation(source: DirectionSource): DirectionAblation {
  const { slots, width, prompts, skip } = source;
  let means: Float64Array | undefined;
  const ablation = (basis: readonly Float64Array[], complement: boolean): Change => {
    const away = new Float64Array(width);
    return (prompt, into) => {
      means ??= slotMeans(source);
      const { resid } = prompts[prompt];
      into.set(resid.subarray(0, skip * width));
      for (let t = skip; t < resid.length / width; t++) {
        const mean = slots.of[prompt][t] * width;
        for (let d = 0; d < width; d++) away[d] = means[mean + d] - resid[t * width + d];
        const part = project(away, basis);
        for (let d = 0; d < width; d++)
          into[t * width + d] = resid[t * width + d] + (complement ? away[d] - part[d] : part[d]);
      }
      return null;
    };
  };
  return { drop: (basis) => ablation(basis, false), keep: (basis) => ablation(basis, true) };
}

/** U Uᵀ x */
function project(x: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const found = new Float64Array(x.length);
  for (const u of basis) {
    let along = 0;
    for (let d = 0; d < x.length; d++) along += u[d] * x[d];
    for (let d = 0; d < x.length; d++) found[d] += along * u[d];
  }
  return found;
}

/** Mean residual of each slot, [slots, D]. */
export function slotMeans({ slots, width, prompts }: DirectionSource): Float64Array {
  const sums = new Float64Array(slots.count * width);
  const counts = new Float64Array(slots.count);
  prompts.forEach(({ resid }, prompt) => {
    slots.of[prompt].forEach((slot, t) => {
      counts[slot]++;
      for (let d = 0; d < width; d++) sums[slot * width + d] += resid[t * width + d];
    });
  });
  return sums.map((sum, k) => sum / (counts[Math.floor(k / width)] || 1));
}
