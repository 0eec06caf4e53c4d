/**
 * What an intervention does to a residual. At position t, with x the residual, f_i(t) the code and d_i the decoder row of
 * feature i of the set, every mode but the last two changes codes, x' = x + Σ_i δ_i(t) s(t) d_i:
 *
 *   seed                δ = c                        the study's: absolute units, whether or not the feature is active
 *   activation-scaled   δ = c · max_i                in units of the feature's largest code on the task
 *   global-scaled       δ = c · gmax_i               in units of its largest code on a generic text, the study's global maximum
 *   ablate              δ = −λ · f_i(t)              λ = 1 removes the feature exactly; the SAE's error stays
 *   mean-ablate         δ = λ · (mean_i − f_i(t))    λ = 1 puts the feature's mean code over the task's positions in its place
 *   clamp               δ = λ − f_i(t)               the code set to λ
 *   orthogonal          x' = x − λ · P x_c           P projects onto the span of the directions; λ = 1 removes them
 *   cap                 x' = x − Σ max(0, x_c·d̂_i − λ) d̂_i, features in order, each seeing the last one's result
 *
 * c = base_factor · λ, divided by the set's size or matched in norm where the scaling says so; λ is the factor. x_c is the
 * part of the residual that later layers can read (readable.ts): all but its mean over the width where they normalise by layer. s(t) is what the SAE's own normalisation makes of one unit of code
 * there, 1 for most SAEs; `seed` is in the residual's units and leaves it out.
 */
import { type Norm, readable } from '../../engine/model/readable.ts';
import { projector } from '../stats/basis.ts';

export const MODES = ['seed', 'activation-scaled', 'ablate', 'mean-ablate', 'clamp', 'orthogonal', 'cap'] as const;
/** `global-scaled` is run by the study's experiments and by hand; a study's own sets have no global maxima to be scaled by. */
export const HAND_MODES = [...MODES, 'global-scaled'] as const;
export type Mode = (typeof HAND_MODES)[number];

/** `all` every position; `non-bos` all but a BOS at 0; `final` the last; `active` each feature where its code is above zero; or a list. */
export type SteeringPositions = 'all' | 'non-bos' | 'final' | 'active' | readonly number[];

/** A prompt's residual and codes. T positions, D width. */
export interface SteeredPrompt {
  /** [T, D] row-major. */
  readonly resid: Float32Array;
  /** feature → code at every position, [T]; a feature that is missing is silent in the prompt. */
  readonly codes: ReadonlyMap<number, Float32Array>;
  /** s, [T] (unit-scale.ts); 1 everywhere where it is left out. */
  readonly scales?: Float64Array;
}

/** Facts of a feature over the task. */
export interface FeatureScale {
  readonly max: number;
  readonly mean: number;
  /** Largest code on a generic text, where that is known. */
  readonly globalMax?: number;
}

export interface Push {
  readonly mode: Mode;
  readonly featureIds: readonly number[];
  /** One [D] vector a feature. */
  readonly directions: readonly Float32Array[];
  /** c for seed and activation-scaled, λ for the others. */
  readonly coefficient: number;
  /** One for each feature. */
  readonly scales: readonly FeatureScale[];
  /** The model's normalisation; by layer unless given. */
  readonly norm: Norm;
}

/** Writes x' into `into`, [T, D]. */
export function applyPush(
  prompt: SteeredPrompt,
  push: Push,
  positions: SteeringPositions,
  hasBos: boolean,
  into: Float32Array,
): void {
  into.set(prompt.resid);
  const width = push.directions[0]?.length;
  if (width === undefined) throw new RangeError('steering: a set without features changes nothing');
  const length = prompt.resid.length / width;
  for (const position of touched(positions, length, hasBos)) {
    const x = into.subarray(position * width, (position + 1) * width);
    const members = membersAt(prompt, push, positions, position);
    if (members.length === 0) continue;
    if (push.mode === 'orthogonal') removeSpan(x, push, members);
    else if (push.mode === 'cap') capEach(x, push, members);
    else {
      const unit = push.mode === 'seed' ? 1 : (prompt.scales?.[position] ?? 1);
      for (const i of members) add(x, push.directions[i], codeChange(prompt, push, i, position) * unit);
    }
  }
}

/** δ_i(t). */
export function codeChange(prompt: SteeredPrompt, push: Push, i: number, position: number): number {
  const { mode, coefficient, scales } = push;
  switch (mode) {
    case 'seed':
      return coefficient;
    case 'activation-scaled':
      return coefficient * scales[i].max;
    case 'global-scaled': {
      const { globalMax } = scales[i];
      if (globalMax === undefined)
        throw new RangeError(`steering: no global maximum of feature ${push.featureIds[i]} is known`);
      return coefficient * globalMax;
    }
    case 'ablate':
      return -coefficient * codeOf(prompt, push, i, position);
    case 'mean-ablate':
      return coefficient * (scales[i].mean - codeOf(prompt, push, i, position));
    case 'clamp':
      return coefficient - codeOf(prompt, push, i, position);
    default:
      throw new RangeError(`steering: mode ${mode} changes no codes`);
  }
}

function codeOf(prompt: SteeredPrompt, { featureIds }: Push, i: number, position: number): number {
  return prompt.codes.get(featureIds[i])?.[position] ?? 0;
}

/** Positions an intervention may touch, ascending. A listed position beyond a prompt's end touches nothing there. */
export function touched(positions: SteeringPositions, length: number, hasBos: boolean): number[] {
  if (typeof positions !== 'string') return positions.filter((position) => position < length);
  if (positions === 'final') return [length - 1];
  const first = positions === 'non-bos' && hasBos ? 1 : 0;
  return Array.from({ length: Math.max(0, length - first) }, (_, i) => first + i);
}

/** Indices of the features of the set that are pushed at a position. */
export function membersAt(prompt: SteeredPrompt, push: Push, positions: SteeringPositions, position: number): number[] {
  const members: number[] = [];
  for (let i = 0; i < push.featureIds.length; i++)
    if (positions !== 'active' || codeOf(prompt, push, i, position) > 0) members.push(i);
  return members;
}

function removeSpan(x: Float32Array, { directions, coefficient, norm }: Push, members: readonly number[]): void {
  const shadow = projector(members.map((i) => directions[i]))(readable(norm, x));
  add(x, shadow, -coefficient);
}

function capEach(
  x: Float32Array,
  { directions, coefficient: cap, norm: kind }: Push,
  members: readonly number[],
): void {
  for (const i of members) {
    const direction = directions[i];
    const norm = Math.sqrt(dot(direction, direction));
    const excess = dot(readable(kind, x), direction) / norm - cap;
    if (excess > 0) add(x, direction, -excess / norm);
  }
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}

function add(x: Float32Array, direction: Float32Array, amount: number): void {
  if (amount === 0) return;
  for (let d = 0; d < direction.length; d++) x[d] = x[d] + amount * direction[d];
}

/** A feature's scales for a push; a feature whose attributions are all zero has none, and counts as silent. */
export function scaleOf(fact: FeatureScale | undefined, globalMax: number | undefined): FeatureScale {
  const { max, mean } = fact ?? { max: 0, mean: 0 };
  return globalMax === undefined ? { max, mean } : { max, mean, globalMax };
}
