/**
 * Mean ablation by slot, the dictionary's error kept: x'(t) = x(t) + s(t) Σ_i (f̄_i(slot of t) − f_i(t)) w_i over the features taken out,
 * at every position that is not left out. f̄ is the mean of f over every position of the slot in every prompt of the task, w_i the
 * decoder row in the residual's own scale, s the position's own unit (unit-scale.ts). Nothing is encoded again.
 *
 * What is kept is the complement: taking out all but a set moves x by Δ(every feature) − Δ(set), so that a set costs as much to keep as
 * to take out. Sums are in float64 and rounded once, when the residual is written.
 */
import type { Change } from '../../../../src/methods/intervention/change.ts';
import type { Slots } from './slots.ts';

/** The codes that are not 0, ordered by prompt, then position. Features are numbered 0 … F − 1 among those that fire on the task. */
export interface ActiveCodes {
  readonly prompt: Int32Array;
  readonly position: Int32Array;
  readonly feature: Int32Array;
  readonly code: Float32Array;
}

export interface AblationSource {
  readonly codes: ActiveCodes;
  readonly slots: Slots;
  /** [F, D] */
  readonly rows: Float32Array;
  readonly width: number;
  /** s is 1 everywhere where `scales` is left out. */
  readonly prompts: readonly { readonly resid: Float32Array; readonly scales?: Float64Array }[];
  /** Positions from 0 that stay as they are: 1 where a BOS is left out, else 0. */
  readonly skip: number;
}

export interface MeanAblation {
  /** Takes these features out. */
  drop(features: ArrayLike<number>): Change;
  /** Takes every other feature out. */
  keep(features: ArrayLike<number>): Change;
}

export function meanAblation(source: AblationSource): MeanAblation {
  const { width, prompts, skip, slots } = source;
  const features = source.rows.length / width;
  const starts = positionStarts(source);
  const means = slotMeans(source.codes, slots, prompts.length);
  const everyFeature = new Uint8Array(features).fill(1);
  let all: Float64Array | undefined;

  /** Σ (f̄ − f) w over the members at every position of every prompt, but only those of `prompt` are filled in. */
  const change = (prompt: number, members: Uint8Array, slotSums: Float64Array, into: Float64Array): void => {
    const of = slots.of[prompt];
    for (let t = skip; t < of.length; t++) {
      const at = into.subarray(t * width, (t + 1) * width);
      at.set(slotSums.subarray(of[t] * width, (of[t] + 1) * width));
      const position = starts.firstPosition[prompt] + t;
      for (let k = starts.of[position]; k < starts.of[position + 1]; k++)
        if (members[source.codes.feature[k]] === 1) takeRow(source, k, at);
    }
  };
  const allOf = (prompt: number): Float64Array => {
    if (all === undefined) {
      all = new Float64Array(starts.firstPosition[prompts.length] * width);
      const sums = sumOfMeans(source, means, everyFeature);
      for (let p = 0; p < prompts.length; p++)
        change(
          p,
          everyFeature,
          sums,
          all.subarray(starts.firstPosition[p] * width, starts.firstPosition[p + 1] * width),
        );
    }
    return all.subarray(starts.firstPosition[prompt] * width, starts.firstPosition[prompt + 1] * width);
  };
  const ablation = (list: ArrayLike<number>, complement: boolean): Change => {
    // Made for the first prompt and kept until another set's turn comes: the sweep asks a set's prompts one after another.
    return (prompt, into) => {
      const { members, sums } = latest(list);
      const { resid, scales } = prompts[prompt];
      const moved = new Float64Array(resid.length);
      change(prompt, members, sums, moved);
      const every = complement ? allOf(prompt) : undefined;
      for (let t = 0; t * width < resid.length; t++) {
        for (let i = t * width; i < (t + 1) * width; i++)
          into[i] = resid[i] + (scales?.[t] ?? 1) * (every === undefined ? moved[i] : every[i] - moved[i]);
      }
      return null;
    };
  };
  let held: { list: ArrayLike<number>; members: Uint8Array; sums: Float64Array } | undefined;
  const latest = (list: ArrayLike<number>) => {
    if (held?.list !== list) {
      const members = new Uint8Array(features);
      for (let i = 0; i < list.length; i++) members[list[i]] = 1;
      held = { list, members, sums: sumOfMeans(source, means, members) };
    }
    return held;
  };
  return { drop: (list) => ablation(list, false), keep: (list) => ablation(list, true) };
}

/** Where each prompt's positions begin among all, [P + 1], and each position's codes among all, [ΣT + 1]. */
function positionStarts({ codes, slots }: AblationSource): {
  readonly firstPosition: Int32Array;
  readonly of: Int32Array;
} {
  const firstPosition = new Int32Array(slots.of.length + 1);
  slots.of.forEach(({ length }, p) => {
    firstPosition[p + 1] = firstPosition[p] + length;
  });
  const of = new Int32Array(firstPosition[slots.of.length] + 1);
  let before = -1;
  for (let k = 0; k < codes.feature.length; k++) {
    const position = firstPosition[codes.prompt[k]] + codes.position[k];
    if (position < before) throw new RangeError('meanAblation: codes out of order, expected by prompt and position');
    before = position;
    of[position + 1]++;
  }
  for (let position = 1; position < of.length; position++) of[position] += of[position - 1];
  return { firstPosition, of };
}

/** Mean code of each feature at each slot, where it is not 0: by slot, feature → f̄. */
function slotMeans(
  { prompt, position, feature, code }: ActiveCodes,
  slots: Slots,
  prompts: number,
): Map<number, number>[] {
  const counts = new Float64Array(slots.count);
  for (let p = 0; p < prompts; p++) for (const slot of slots.of[p]) counts[slot]++;
  const means = Array.from({ length: slots.count }, () => new Map<number, number>());
  for (let k = 0; k < feature.length; k++) {
    const slot = slots.of[prompt[k]][position[k]];
    means[slot].set(feature[k], (means[slot].get(feature[k]) ?? 0) + code[k] / counts[slot]);
  }
  return means;
}

/** Σ f̄_i w_i over the members, [slots, D]. */
function sumOfMeans(
  { rows, width }: AblationSource,
  means: readonly ReadonlyMap<number, number>[],
  members: Uint8Array,
): Float64Array {
  const sums = new Float64Array(means.length * width);
  means.forEach((own, slot) => {
    for (const [feature, mean] of own)
      if (members[feature] === 1)
        for (let d = 0; d < width; d++) sums[slot * width + d] += mean * rows[feature * width + d];
  });
  return sums;
}

/** Takes f_i(t) w_i away. */
function takeRow({ codes: { feature, code }, rows, width }: AblationSource, k: number, at: Float64Array): void {
  const [value, from] = [code[k], feature[k] * width];
  for (let d = 0; d < width; d++) at[d] -= value * rows[from + d];
}
