/**
 * Control dictionaries: the kept features' decoder rows under one random rotation each, to be matched to the gradient where they are
 * removed. All pairs of a control share its rotation, so the single removals are run once for all of them; and because R is orthogonal
 * and keeps the gradient, every control pair has exactly the single first-order effects and the Gram matrix of the pair it stands for.
 */

import { type Norm, unreadable } from '../../../engine/model/readable.ts';
import { random } from '../../../random.ts';
import { type Rotation, randomRotation } from './rotation.ts';

export interface Control {
  /** Q d_i of each feature, [D]. */
  readonly images: readonly Float64Array[];
  /** w of a prompt and position (controls.ts), [D]. */
  reflector(prompt: number, position: number): Float64Array;
}

/**
 * Everything is computed when it is first asked for, so a resumed run pays only for what is left.
 * @param gradient gradient of a steered prompt at a position, [D]
 * @param norm of the model; by layer unless given
 */
export function openControl(
  directions: readonly Float32Array[],
  gradient: (prompt: number, position: number) => Float32Array,
  seed: number,
  replicate: number,
  norm: Norm,
): Control {
  let rotation: Rotation | undefined;
  const rotate: Rotation = (x) => {
    rotation ??= randomRotation(x.length, random(seed, 'interaction', 'control', replicate), norm);
    rotation(x);
  };
  let images: Float64Array[] | undefined;
  const reflectors = new Map<string, Float64Array>();
  return {
    get images() {
      images ??= directions.map((direction) => {
        const image = Float64Array.from(direction);
        rotate(image);
        return image;
      });
      return images;
    },
    reflector(prompt, position) {
      const key = `${prompt}/${position}`;
      const known = reflectors.get(key);
      if (known !== undefined) return known;
      const w = matchGradient(rotate, gradient(prompt, position), norm);
      reflectors.set(key, w);
      return w;
    },
  };
}

/** A gradient whose part orthogonal to v is this short beside its largest entry has no direction to keep. */
const NOTHING = 1e-12;

/**
 * The reflection H that turns a rotation Q into R = H Q with R g = g and R v = v for what later layers cannot read, for the gradient g
 * of one prompt and position:
 *
 *   H = I − 2wwᵀ,   w ∝ Qĝ − ĝ,   ĝ the part of g that is orthogonal to v, length 1,   Qv = v
 *
 * R is orthogonal, so R v_a and R v_b have the inner products of v_a and v_b with each other and with themselves; and R v·g = v·g, so
 * they have their first-order effects. On what is orthogonal to g and v, R is uniform when Q is: for any U that fixes ĝ, U H Q is the
 * map made in the same way from U Q. The same Q at every prompt and position keeps a rotated direction nearly the same everywhere,
 * as a feature's is. v is the vector of ones where the model normalises by layer, and nothing under RMS normalisation (readable.ts).
 * @param gradient g, [D] @returns w of length 1, or zeros where g has no direction (then every v·g is 0 whatever R is)
 */
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
