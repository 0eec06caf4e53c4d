/**
 * Mean ablation by slot, the dictionary's error kept: x'(t) = x(t) + s(t) Σ_i (f̄_i(slot of t) − f_i(t)) w_i over the features taken out,
 * at every position that is not left out. f̄ is the mean of f over every position of the slot in every prompt of the task, w_i the
 * decoder row in the residual's own scale, s the position's own unit (unit-scale.ts). Nothing is encoded again.
 *
 * What is kept is the complement: taking out all but a set moves x by Δ(every feature) − Δ(set), so that a set costs as much to keep as
 * to take out. Sums are in float64 and rounded once, when the residual is written.
 */
import { startsOf } from '../../../../src/concatenated.ts';
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
  const { width, prompts, skip, slots, codes, rows } = source;
  const features = rows.length / width;
  const first = startsOf(slots.of.map(({ length }) => length));
  const starts = codeStarts(source, first);
  const means = slotMeans(codes, slots, prompts.length);
  const takenOut = (list: ArrayLike<number>): TakenOut => {
    const members = new Uint8Array(features);
    for (let i = 0; i < list.length; i++) members[list[i]] = 1;
    return { list, members, sums: sumOfMeans(source, means, members) };
  };

  /** Σ (f̄ − f) w over what is taken out, at every position of a prompt, [T, D]. */
  const moved = (prompt: number, { members, sums }: TakenOut): Float64Array => {
    const of = slots.of[prompt];
    const found = new Float64Array(of.length * width);
    for (let t = skip; t < of.length; t++) {
      found.set(sums.subarray(of[t] * width, (of[t] + 1) * width), t * width);
      const position = first[prompt] + t;
      for (let k = starts[position]; k < starts[position + 1]; k++)
        if (members[codes.feature[k]] === 1) takeRow(source, k, found, t * width);
    }
    return found;
  };
  let every: TakenOut | undefined;
  const byEvery: Float64Array[] = [];
  const movedByEvery = (prompt: number): Float64Array => {
    every ??= takenOut(Array.from({ length: features }, (_, i) => i));
    byEvery[prompt] ??= moved(prompt, every);
    return byEvery[prompt];
  };

  // Kept until another set's turn comes: the sweep asks a set's prompts one after another.
  let latest: TakenOut | undefined;
  const ablation = (list: ArrayLike<number>, complement: boolean): Change => {
    return (prompt, into) => {
      if (latest?.list !== list) latest = takenOut(list);
      const { resid, scales } = prompts[prompt];
      const own = moved(prompt, latest);
      const all = complement ? movedByEvery(prompt) : undefined;
      if (all !== undefined) for (let i = 0; i < own.length; i++) own[i] = all[i] - own[i];
      for (let i = 0, t = 0; i < resid.length; t++) {
        const scale = scales === undefined ? 1 : scales[t];
        for (const end = i + width; i < end; i++) into[i] = resid[i] + scale * own[i];
      }
      return null;
    };
  };
  return { drop: (list) => ablation(list, false), keep: (list) => ablation(list, true) };
}

interface TakenOut {
  readonly list: ArrayLike<number>;
  /** Whether a feature is taken out, [F]. */
  readonly members: Uint8Array;
  /** Σ f̄ w over them, [slots, D]. */
  readonly sums: Float64Array;
}

/** Where each position's codes begin among all, [ΣT + 1]. @param first position of each prompt among all */
function codeStarts({ codes, slots }: AblationSource, first: readonly number[]): Int32Array {
  const starts = new Int32Array(slots.of.reduce((sum, { length }) => sum + length, 1));
  let before = -1;
  for (let k = 0; k < codes.feature.length; k++) {
    const position = first[codes.prompt[k]] + codes.position[k];
    if (position < before) throw new RangeError('meanAblation: codes out of order, expected by prompt and position');
    before = position;
    starts[position + 1]++;
  }
  for (let position = 1; position < starts.length; position++) starts[position] += starts[position - 1];
  return starts;
}

/** Mean code of each feature at each slot, where it is not 0: by slot, feature → f̄. */
export function slotMeans(
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

/** Takes f_i(t) w_i away. @param at where position t begins */
function takeRow(
  { codes: { feature, code }, rows, width }: AblationSource,
  k: number,
  found: Float64Array,
  at: number,
): void {
  const value = code[k];
  for (let d = 0, from = feature[k] * width; d < width; d++) found[at + d] -= value * rows[from + d];
}
