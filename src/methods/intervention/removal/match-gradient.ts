/**
 * The reflection H that turns a rotation Q into R = H Q with R g = g and R 1 = 1, for the gradient g of one prompt and position:
 *
 *   H = I − 2wwᵀ,   w ∝ Qĝ − ĝ,   ĝ the part of g that is orthogonal to 1, length 1,   Q1 = 1
 *
 * R is orthogonal, so R v_a and R v_b have the inner products of v_a and v_b with each other and with themselves; and R v·g = v·g, so
 * they have their first-order effects. On what is orthogonal to g and 1, R is uniform when Q is: for any U that fixes ĝ, U H Q is the
 * map made in the same way from U Q. The same Q at every prompt and position keeps a rotated direction nearly the same everywhere,
 * as a feature's is.
 */
import type { Rotation } from './rotation.ts';

/** A gradient whose part orthogonal to ones is this short beside its largest entry has no direction to keep. */
const NOTHING = 1e-12;

/** @param gradient g, [D] @returns w of length 1, or zeros where g has no direction (then every v·g is 0 whatever R is) */
export function matchGradient(rotate: Rotation, gradient: ArrayLike<number>): Float64Array {
  const width = gradient.length;
  const unit = new Float64Array(width);
  let [mean, largest] = [0, 0];
  for (let d = 0; d < width; d++) {
    mean += gradient[d] / width;
    largest = Math.max(largest, Math.abs(gradient[d]));
  }
  for (let d = 0; d < width; d++) unit[d] = gradient[d] - mean;
  const norm = Math.hypot(...unit);
  if (norm <= NOTHING * largest) return new Float64Array(width);
  for (let d = 0; d < width; d++) unit[d] /= norm;
  const w = unit.slice();
  rotate(w);
  for (let d = 0; d < width; d++) w[d] -= unit[d];
  const left = Math.hypot(...w);
  return left === 0 ? w : w.map((value) => value / left);
}

/** H x. */
export function reflected(x: Float64Array, w: Float64Array): Float64Array {
  let inner = 0;
  for (let d = 0; d < x.length; d++) inner += x[d] * w[d];
  return x.map((value, d) => value - 2 * inner * w[d]);
}
