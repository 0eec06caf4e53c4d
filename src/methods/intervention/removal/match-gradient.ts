/**
 * The reflection H that turns a rotation Q into R = H Q with R g = g and R v = v for what later layers cannot read, for the gradient g of one prompt and position:
 *
 *   H = I − 2wwᵀ,   w ∝ Qĝ − ĝ,   ĝ the part of g that is orthogonal to v, length 1,   Qv = v
 *
 * R is orthogonal, so R v_a and R v_b have the inner products of v_a and v_b with each other and with themselves; and R v·g = v·g, so
 * they have their first-order effects. On what is orthogonal to g and v, R is uniform when Q is: for any U that fixes ĝ, U H Q is the
 * map made in the same way from U Q. The same Q at every prompt and position keeps a rotated direction nearly the same everywhere,
 * as a feature's is. v is the vector of ones where the model normalises by layer, and nothing under RMS normalisation (readable.ts).
 */
import { type Norm, unreadable } from '../../../engine/model/readable.ts';
import type { Rotation } from './rotation.ts';

/** A gradient whose part orthogonal to v is this short beside its largest entry has no direction to keep. */
const NOTHING = 1e-12;

/** @param gradient g, [D] @returns w of length 1, or zeros where g has no direction (then every v·g is 0 whatever R is) */
export function matchGradient(rotate: Rotation, gradient: ArrayLike<number>, norm: Norm): Float64Array {
  const width = gradient.length;
  const unit = Float64Array.from(gradient);
  const largest = unit.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (const ones of unreadable(norm, width)) {
    let mean = 0;
    for (let d = 0; d < width; d++) mean += (unit[d] * ones[d]) / width;
    for (let d = 0; d < width; d++) unit[d] -= mean * ones[d];
  }
  const length = Math.hypot(...unit);
  if (length <= NOTHING * largest) return new Float64Array(width);
  for (let d = 0; d < width; d++) unit[d] /= length;
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
