/** A change to the residuals of a task's prompts, as the sweep runs it, and the one that a push makes. */
import { applyPush, type Push, type SteeredPrompt, type SteeringPositions } from './modes.ts';
import { type PushSize, pushSize } from './push-size.ts';

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
