/**
 * Exact removal of features, x' = x − λ Σ_i v_i, v_i(t) = s(t)·f_i(t)·d_i with code f_i, decoder row d_i and s(t) what the SAE's
 * normalisation makes of one unit there; the SAE's error stays. With a control, every v_i(t) is replaced by R v_i(t), the rotation
 * matched to the gradient at that prompt and position (controls.ts). Sums are float64 and rounded once into the residual.
 */

import type { Change } from '../change.ts';
import { type SteeredPrompt, type SteeringPositions, touched } from '../modes.ts';
import { type Control, reflected } from './controls.ts';

export interface Removable {
  readonly prompts: readonly SteeredPrompt[];
  /** s of each prompt, [T]. */
  readonly scales: readonly Float64Array[];
  readonly featureIds: readonly number[];
  /** Decoder row [D] of each feature, in the residual's own scale where s is 1. */
  readonly directions: readonly Float32Array[];
  /** Which of these features are removed as one, by index; each alone where it is left out. */
  readonly parts?: readonly (readonly number[])[];
  readonly positions: SteeringPositions;
  readonly hasBos: boolean;
}

/** Indices of the features that are removed with some members. */
export function partsOfMembers({ parts }: Pick<Removable, 'parts'>, members: readonly number[]): readonly number[] {
  return parts === undefined ? members : members.flatMap((i) => parts[i]);
}

/** @param members indices of what to remove, a feature or several as one; none leaves the residual as it is. @param share λ */
export function removal(from: Removable, members: readonly number[], share: number, control?: Control): Change {
  const width = from.directions[0].length;
  const rows: readonly ArrayLike<number>[] = control?.images ?? from.directions;
  const features = partsOfMembers(from, members);
  return (prompt, into) => {
    const { resid, codes } = from.prompts[prompt];
    into.set(resid);
    for (const position of touched(from.positions, resid.length / width, from.hasBos)) {
      let delta: Float64Array | undefined;
      for (const i of features) {
        const amount = (codes.get(from.featureIds[i])?.[position] ?? 0) * from.scales[prompt][position] * share;
        if (amount === 0) continue;
        delta ??= new Float64Array(width);
        for (let d = 0; d < width; d++) delta[d] += amount * rows[i][d];
      }
      if (delta === undefined) continue;
      const moved = control === undefined ? delta : reflected(delta, control.reflector(prompt, position));
      const at = position * width;
      for (let d = 0; d < width; d++) into[at + d] = resid[at + d] - moved[d];
    }
    return null;
  };
}
