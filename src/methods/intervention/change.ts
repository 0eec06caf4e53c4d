/** A change to the residuals of a task's prompts, as the sweep runs it, the one that a push makes, and how large it was. */

import { type Norm, readableProduct } from '../../engine/model/readable.ts';
import { applyPush, codeChange, membersAt, type Push, type SteeredPrompt, type SteeringPositions } from './modes.ts';

/**
 * Writes a prompt's changed residual into `into`, [T, D], every value of it.
 * @returns how large the change was, or null where nobody asks
 */
export type Change = (prompt: number, into: Float32Array) => PushSize | null;

export function pushChange(
  prompts: readonly SteeredPrompt[],
  push: Push,
  positions: SteeringPositions,
  hasBos: boolean,
): Change {
  return (prompt, into) => {
    applyPush(prompts[prompt], push, positions, hasBos, into);
    return pushSize(prompts[prompt], push, positions, into);
  };
}

/**
 * How large an intervention was, over the positions it changed: ‖Δ‖/‖x_c‖ and cos(Δ, x_c), both over all those positions
 * together, x_c the part of the residual that later layers can read (readable.ts); and of the codes it changed, the share that fell
 * below zero, where no natural activation lies.
 */
export interface PushSize {
  /** 0 when nothing was changed. */
  readonly ratio: number;
  /** NaN when nothing was changed. */
  readonly cosine: number;
  /** NaN when no code was changed, and for orthogonal and cap, which change no codes. */
  readonly belowZero: number;
}

/** Codes this little below zero are rounding: exact removal leaves f − f·1. */
const ROUNDING = 1e-6;

/** @param positions that applyPush was given; @param steered x' as it left it, [T, D] */
export function pushSize(
  prompt: SteeredPrompt,
  push: Push,
  positions: SteeringPositions,
  steered: Float32Array,
): PushSize {
  const width = push.directions[0]?.length;
  if (width === undefined) throw new RangeError('steering: a set without features has no size');
  const changesCodes = push.mode !== 'orthogonal' && push.mode !== 'cap';
  let [delta2, resid2, product, changed, below] = [0, 0, 0, 0, 0];
  for (let from = 0, position = 0; from < steered.length; from += width, position++) {
    const [own, whole, cross] = momentsAt(prompt.resid, steered, from, width, push.norm);
    if (own === 0) continue;
    delta2 += own;
    resid2 += whole;
    product += cross;
    if (!changesCodes) continue;
    for (const i of membersAt(prompt, push, positions, position)) {
      const change = codeChange(prompt, push, i, position);
      if (change === 0) continue;
      changed++;
      if ((prompt.codes.get(push.featureIds[i])?.[position] ?? 0) + change < -ROUNDING) below++;
    }
  }
  return {
    ratio: delta2 === 0 ? 0 : Math.sqrt(delta2 / resid2),
    cosine: product / Math.sqrt(delta2 * resid2),
    belowZero: below / changed,
  };
}

/** ‖Δ‖², ‖x_c‖² and Δ·x_c at one position. */
function momentsAt(
  resid: Float32Array,
  steered: Float32Array,
  from: number,
  width: number,
  norm: Norm,
): [number, number, number] {
  let [delta2, squares, product, sum, deltaSum] = [0, 0, 0, 0, 0];
  for (let d = from; d < from + width; d++) {
    const x = resid[d];
    const delta = steered[d] - x;
    delta2 += delta * delta;
    squares += x * x;
    product += delta * x;
    sum += x;
    deltaSum += delta;
  }
  const whole = readableProduct(norm, squares, [sum, sum], width);
  return [delta2, whole, readableProduct(norm, product, [sum, deltaSum], width)];
}
