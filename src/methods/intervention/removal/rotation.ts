/**
 * A random orthogonal map Q of R^D with Q1 = 1, uniform (Haar) on the rest: the subgroup algorithm of Diaconis & Shahshahani 1987
 * (https://doi.org/10.1017/S0269964800000255). With u_k uniform on the unit sphere of R^k and A_k the reflection that takes e_1 to u_k,
 *
 *   Q_1 = ±1,   Q_k = A_k (1 ⊕ Q_{k−1}),   k = 2 … D−1
 *
 * acts on the D−1 coordinates left when a reflection has turned 1 into √D·e_1. One application costs 2D² multiplications; no D × D
 * matrix is formed. The vector of ones is kept because a model with layer normalisation cannot read along it.
 */
import type { Random } from '../../../random.ts';

/** Rotates x in place. */
export type Rotation = (x: Float64Array) => void;

export function randomRotation(width: number, rng: Random): Rotation {
  if (!(Number.isInteger(width) && width >= 2))
    throw new RangeError(`randomRotation: width ${width}, expected a whole number of at least 2`);
  const ones = reflector(new Float64Array(width).fill(1));
  const sign = rng.uniform() < 0.5 ? -1 : 1;
  const reflectors = Array.from({ length: width - 2 }, (_, i) =>
    reflector(Float64Array.from({ length: i + 2 }, () => rng.normal())),
  );
  return (x) => {
    if (x.length !== width) throw new RangeError(`rotation: ${x.length} values, expected ${width}`);
    reflect(x, ones, 0);
    x[width - 1] *= sign;
    reflectors.forEach((w, i) => reflect(x, w, width - 2 - i));
    reflect(x, ones, 0);
  };
}

/** w of length 1 with (I − 2wwᵀ) e_1 = u/‖u‖; all zero when u is e_1 itself. */
function reflector(u: Float64Array): Float64Array {
  const norm = length(u);
  const w = u.map((value) => value / norm);
  w[0] -= 1;
  const left = length(w);
  return left === 0 ? w : w.map((value) => value / left);
}

/** x ← x − 2w(w·x) on the coordinates from `from` on. */
function reflect(x: Float64Array, w: Float64Array, from: number): void {
  let inner = 0;
  for (let d = 0; d < w.length; d++) inner += w[d] * x[from + d];
  for (let d = 0; d < w.length; d++) x[from + d] -= 2 * inner * w[d];
}

function length(x: Float64Array): number {
  let squares = 0;
  for (const value of x) squares += value * value;
  return Math.sqrt(squares);
}
