/**
 * Adds an intervention to a residual: x' = x + c · Σ_f d_f at the chosen positions.
 *
 * `all` every position, BOS included (the study's); `non-bos` all but position 0 where a BOS stands there; `final` the last;
 * `active` each feature's own direction at the positions where its code is above zero.
 */
export type SteeringPositions = 'all' | 'non-bos' | 'final' | 'active';

/** One prompt's residual and where each feature is active in it. */
export interface SteeredPrompt {
  /** [T, D] row-major. */
  readonly resid: Float32Array;
  /** feature → positions with a non-zero code; read for `active` alone. */
  readonly active: ReadonlyMap<number, readonly number[]>;
}

export interface Push {
  readonly featureIds: readonly number[];
  /** One [D] vector a feature. */
  readonly directions: readonly Float32Array[];
  /** Σ of the directions, [D]. */
  readonly sum: Float32Array;
  /** c */
  readonly coefficient: number;
}

/** Writes x' into `into`, [T, D]. */
export function applyPush(
  prompt: SteeredPrompt,
  push: Push,
  positions: SteeringPositions,
  hasBos: boolean,
  into: Float32Array,
): void {
  const width = push.sum.length;
  const length = prompt.resid.length / width;
  into.set(prompt.resid);
  if (positions === 'active') {
    push.featureIds.forEach((feature, i) => {
      for (const position of prompt.active.get(feature) ?? [])
        addAt(into, position, push.directions[i]!, push.coefficient);
    });
    return;
  }
  const first = positions === 'final' ? length - 1 : positions === 'non-bos' && hasBos ? 1 : 0;
  for (let position = first; position < length; position++) addAt(into, position, push.sum, push.coefficient);
}

function addAt(into: Float32Array, position: number, direction: Float32Array, coefficient: number): void {
  const from = position * direction.length;
  for (let d = 0; d < direction.length; d++) into[from + d]! += coefficient * direction[d]!;
}
