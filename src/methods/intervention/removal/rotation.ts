/**
 * A random orthogonal map Q of R^D with Qv = v for what later layers cannot read (the vector of ones where they normalise by layer,
 * nothing under RMS normalisation; readable.ts), uniform (Haar) on the rest: the subgroup algorithm of Diaconis & Shahshahani 1987
 * (https://doi.org/10.1017/S0269964800000255). With u_k uniform on the unit sphere of R^k and A_k the reflection that takes e_1 to u_k,
 *
 *   Q_1 = ±1,   Q_k = A_k (1 ⊕ Q_{k−1}),   k = 2 … D−1 (or D)
 *
 * acts on the D−1 coordinates left when a reflection has turned 1 into √D·e_1. One application costs 2D² multiplications; no D × D
 * matrix is formed.
 */
import { type Norm, unreadable } from '../../../engine/model/readable.ts';
import type { Random } from '../../../random.ts';

/** Rotates x in place. */
export type Rotation = (x: Float64Array) => void;

/** @param norm of the model; by layer unless given */
export function randomRotation(width: number, rng: Random, norm: Norm): Rotation {
  if (!(Number.isInteger(width) && width >= 2))
    throw new RangeError(`randomRotation: width ${width}, expected a whole number of at least 2`);
  // Each turns one kept vector into the next coordinate in turn: there is one at most.
  const kept = unreadable(norm, width).map(reflector);
  const sign = rng.uniform() < 0.5 ? -1 : 1;
  const reflectors = Array.from({ length: width - kept.length - 1 }, (_, i) =>
    reflector(Float64Array.from({ length: i + 2 }, () => rng.normal())),
  );
  return (x) => {
    if (x.length !== width) throw new RangeError(`rotation: ${x.length} values, expected ${width}`);
    for (const w of kept) reflect(x, w, 0);
    x[width - 1] *= sign;
    reflectors.forEach((w, i) => reflect(x, w, width - 2 - i));
    for (const w of kept) reflect(x, w, 0);
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
