/**
 * The part of a change that lies along what later layers read of the residual. At each position, with v what a change takes off,
 * x̂ = x_c / ‖x_c‖ and x_c the part of the residual that later layers can read (readable.ts):
 *
 *   v = (v·x̂) x̂ + (v − (v·x̂) x̂)      radial, and tangential
 *
 * A norm that reads x alone divides a radial change out again, to the ε in it, so effects with 1/σ held are asked of the
 * tangential change alone. Where x_c is 0 nothing of v is radial.
 */
import { type Norm, readable } from '../../../engine/model/readable.ts';
import type { Change } from '../change.ts';
import type { SteeredPrompt } from '../modes.ts';

/** The tangential part of a change. Its v is that of float32 residuals, x − x', and is rounded once more. */
export function tangential(prompts: readonly SteeredPrompt[], norm: Norm, width: number, change: Change): Change {
  return (prompt, into) => {
    change(prompt, into);
    const { resid } = prompts[prompt];
    for (const { from, axis, along } of radialParts(resid, into, norm, width))
      for (let d = 0; d < width; d++) into[from + d] += along * axis[d];
    return null;
  };
}

/** Σ ‖(v·x̂) x̂‖² / Σ ‖v‖² over positions; NaN where nothing is changed. @param changed x', [T, D] */
export function radialShare(resid: Float32Array, changed: Float32Array, norm: Norm, width: number): number {
  const whole = resid.reduce((sum, x, i) => sum + (x - changed[i]) ** 2, 0);
  let radial = 0;
  for (const { axis, along } of radialParts(resid, changed, norm, width))
    radial += along ** 2 * axis.reduce((sum, x) => sum + x * x, 0);
  return radial / whole;
}

interface RadialPart {
  /** Where its position's values begin. */
  readonly from: number;
  /** x_c, [D], of which `along` is the radial part of v. */
  readonly axis: Float32Array;
  readonly along: number;
}

/** Of the positions where something is radial. */
function* radialParts(resid: Float32Array, changed: Float32Array, norm: Norm, width: number): Generator<RadialPart> {
  for (let from = 0; from < resid.length; from += width) {
    const axis = readable(norm, resid.subarray(from, from + width));
    let [product, squares] = [0, 0];
    for (let d = 0; d < width; d++) {
      product += (resid[from + d] - changed[from + d]) * axis[d];
      squares += axis[d] * axis[d];
    }
    if (product !== 0) yield { from, axis, along: product / squares };
  }
}
