/**
 * Damage of sets averaged over prompts, for some groups of a block's sets that are looked at together (an arm, two arms to be compared).
 *
 * Sets that were run on every prompt: their plain means, in every draw of prompts (set-means.ts).
 *
 * Sets that were run on some prompts each: a set's mean over its own prompts would carry what these prompts have in common. So
 *
 *   x̂_s = mean_P m_p + mean over its prompts of e_sp,   e_sp = damage_sp − m_p,   m_p the mean over all groups' sets that met prompt p
 *
 * m_p does not know the groups, so permuting sets between them is as valid as before; with every set on every prompt x̂ is the plain mean.
 * In a draw of prompts with weights w (sum 1) all sets of a group move by what the draw does to the group's mean, and sets are drawn with their
 * x̂ (set-draws.ts):
 *
 *   Σ_p w_p m_p − mean_P m_p + Σ_p (w_p − 1/P) ē_p,   ē_p the mean of e over the group's sets that met prompt p
 *
 * So the parts of sets and of prompts add up. The product of both draws, as where every set met every prompt, would count the noise of set ×
 * prompt three times (Owen 2007, https://doi.org/10.1214/07-AOAS122), which matters once each set has few prompts. Added, it counts
 * twice: intervals are on the wide side. Halves of the prompts are such weights too.
 */
import type { DoseBlock, Outcome } from './dose-blocks.ts';
import { type PromptDraws, type SetMeans, setMeans } from './set-means.ts';

/** A group's sets: where they stand in `means`. */
export interface Part {
  readonly means: SetMeans;
  readonly members: readonly number[];
}

export interface BlockMeans {
  /** @param groups indices of sets of the block */
  parts(...groups: readonly (readonly number[])[]): Part[];
  /** The same of one group for a slope on x: draws of prompts move its sets along x by what they do to the slope. */
  along(group: readonly number[], x: Float64Array): Part;
}

/** Of sets that were all run on every prompt. */
export function plainMeans(means: SetMeans): BlockMeans {
  const part = (members: readonly number[]): Part => ({ means, members });
  return { parts: (...groups) => groups.map(part), along: part };
}

export function blockMeans(block: DoseBlock, outcome: Outcome, draws: PromptDraws): BlockMeans {
  const values = block.damage[outcome];
  const width = block.promptIds.length;
  const whole = block.sets.flatMap((_, s) => (block.partial[s] ? [] : [s]));
  const gathered = whole.length === block.sets.length ? values : rowsOf(values, whole, width);
  const place = new Map(whole.map((s, i) => [s, i]));
  let complete: SetMeans | undefined;
  const plain = (group: readonly number[]): Part => {
    complete ??= setMeans(gathered, draws);
    return { means: complete, members: group.map((s) => place.get(s) as number) };
  };
  const isWhole = (group: readonly number[]): boolean => group.every((s) => place.has(s));
  return {
    parts: (...groups) => {
      if (groups.every(isWhole)) return groups.map(plain);
      const centred = centre(values, groups.flat(), width);
      return groups.map((group) => shifted(centred, group, draws));
    },
    along: (group, x) => {
      if (isWhole(group)) return plain(group);
      return tilted(centre(values, group, width), group, x, draws);
    },
  };
}

interface Centred {
  readonly width: number;
  /** m_p, [P]; NaN for a prompt that no set met. */
  readonly common: Float64Array;
  /** e of a set by prompt, for those that it met. */
  residuals(set: number): readonly (readonly [prompt: number, value: number])[];
}

function centre(values: Float64Array, sets: readonly number[], width: number): Centred {
  const common = new Float64Array(width);
  const counts = new Float64Array(width);
  for (const s of sets) {
    for (let p = 0; p < width; p++) {
      const value = values[s * width + p];
      if (Number.isNaN(value)) continue;
      common[p] += value;
      counts[p]++;
    }
  }
  for (let p = 0; p < width; p++) common[p] /= counts[p];
  return {
    width,
    common,
    residuals: (set) => {
      const own: (readonly [number, number])[] = [];
      for (let p = 0; p < width; p++) {
        const value = values[set * width + p];
        if (!Number.isNaN(value)) own.push([p, value - common[p]]);
      }
      return own;
    },
  };
}

/** x̂ of the sets, and of each prompt Σ_s c_s e_sp over the sets that met it, times all sets over these. */
function estimates(centred: Centred, group: readonly number[], coefficients: ArrayLike<number>) {
  const { width, common } = centred;
  const level = weighted(common, new Float64Array(width).fill(1 / width));
  const observed = new Float64Array(group.length).fill(level);
  const perPrompt = new Float64Array(width);
  const counts = new Float64Array(width);
  group.forEach((set, i) => {
    const own = centred.residuals(set);
    for (const [p, value] of own) {
      observed[i] += value / own.length;
      perPrompt[p] += coefficients[i] * value;
      counts[p]++;
    }
  });
  return {
    observed,
    level,
    perPrompt: perPrompt.map((sum, p) => (counts[p] === 0 ? 0 : (sum * group.length) / counts[p])),
  };
}

function shifted(centred: Centred, group: readonly number[], draws: PromptDraws): Part {
  const even = new Float64Array(group.length).fill(1 / group.length);
  const { observed, perPrompt, level } = estimates(centred, group, even);
  const move = (weights: Float64Array, means: Float64Array): void => {
    const shift = weighted(centred.common, weights) - level + change(perPrompt, weights);
    for (let s = 0; s < means.length; s++) means[s] = observed[s] + shift;
  };
  return partOf(observed, move, draws);
}

function tilted(centred: Centred, group: readonly number[], x: Float64Array, draws: PromptDraws): Part {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const squares = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const { observed, perPrompt } = estimates(centred, group, x.map((value) => (value - mean) / squares)); // biome-ignore format: one line
  const move = (weights: Float64Array, means: Float64Array): void => {
    const tilt = change(perPrompt, weights);
    for (let s = 0; s < means.length; s++) means[s] = observed[s] + tilt * (x[s] - mean);
  };
  return partOf(observed, move, draws);
}

/** @param move fills in what a draw of prompts makes of the sets' means */
function partOf(
  observed: Float64Array,
  move: (weights: Float64Array, means: Float64Array) => void,
  draws: PromptDraws,
): Part {
  const moved = (all: readonly Float64Array[]): Float64Array[] => {
    // Parts of one array: a thousand arrays of their own take longer to make than to fill.
    const whole = new Float64Array(all.length * observed.length);
    return all.map((weights, k) => {
      const means = whole.subarray(k * observed.length, (k + 1) * observed.length);
      move(weights, means);
      return means;
    });
  };
  const means = { observed, halves: moved(draws.halves), draws: moved(draws.draws) };
  return { means, members: Array.from(observed, (_, i) => i) };
}

/** Σ w_p m_p over the prompts that some set met, their weights made to sum to 1; NaN where none of them has weight. */
function weighted(common: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let p = 0; p < common.length; p++) {
    if (Number.isNaN(common[p])) continue;
    sum += weights[p] * common[p];
    total += weights[p];
  }
  return sum / total;
}

/** Σ_p (w_p − 1/P) v_p. */
function change(perPrompt: Float64Array, weights: Float64Array): number {
  const even = 1 / perPrompt.length;
  let sum = 0;
  for (let p = 0; p < perPrompt.length; p++) sum += (weights[p] - even) * perPrompt[p];
  return sum;
}

function rowsOf(values: Float64Array, sets: readonly number[], width: number): Float64Array {
  const rows = new Float64Array(sets.length * width);
  sets.forEach((s, i) => rows.set(values.subarray(s * width, (s + 1) * width), i * width));
  return rows;
}
