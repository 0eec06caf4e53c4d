/**
 * Sets within clusters against the sets of another arm, at one dose and size: difference of the mean damages, positive when sets within
 * clusters do more. `scaling: norm-matched` makes it the comparison at equal norm. SD is the pooled standard deviation of the sets' mean
 * damages; it is the unit of the equivalence bound, `verdict.sesoi` · SD, so 0.2 is Cohen's small difference between sets.
 */
import type { Cell } from './arm-means.ts';
import type { DoseBlock } from './dose-blocks.ts';
import type { PermutedSets } from './permuted-sets.ts';
import type { SetDraws } from './set-draws.ts';
import type { SetMeans } from './set-means.ts';

export interface Contrast {
  readonly size: number;
  readonly factor: number;
  readonly sets: number;
  readonly otherSets: number;
  readonly estimate: number;
  /** NaN where the sets do not vary. */
  readonly sd: number;
  readonly halves: readonly number[];
  readonly draws: Float64Array;
  /** NaN for a permutation that leaves one side without sets. */
  readonly permuted: Float64Array;
}

/** Arms whose sets are made of features of the kept clusters, so that labels can be permuted. */
export const LABELLED = 'between';

/** @returns null where the block has no sets of one of the arms at the size */
export function contrastOf(
  block: Pick<DoseBlock, 'sets' | 'factor'>,
  means: SetMeans,
  { size, other }: { size: number; other: string },
  { drawn, permuted }: { drawn: SetDraws; permuted: PermutedSets },
): Contrast | null {
  const cellOf = (arm: string): Cell => ({
    arm,
    size,
    cluster: null,
    members: block.sets.flatMap((set, index) => (set.arm === arm && set.size === size ? [index] : [])),
  });
  const [within, rest] = [cellOf('within'), cellOf(other)];
  if (within.members.length === 0 || rest.members.length === 0) return null;
  const difference = (values: Float64Array): number => meanAt(values, within.members) - meanAt(values, rest.members);
  const pool = [...within.members, ...rest.members];
  const sets = pool.map((index) => block.sets[index]);
  const flags = other === LABELLED ? permuted.features(sets) : permuted.sets(sets, within.members.length);
  const values = Float64Array.from(pool, (index) => means.observed[index]);
  const second = drawn(rest, means.draws);
  return {
    size,
    factor: block.factor,
    sets: within.members.length,
    otherSets: rest.members.length,
    estimate: difference(means.observed),
    sd: pooledSd(means.observed, within.members, rest.members),
    halves: means.halves.map(difference),
    draws: drawn(within, means.draws).map((value, k) => value - second[k]),
    permuted: Float64Array.from(flags, (own) => split(values, own)),
  };
}

/** Mean where the flag is set less mean where it is not. */
function split(values: Float64Array, flags: Uint8Array): number {
  let [inside, count, rest] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (flags[i] === 1) {
      inside += values[i];
      count++;
    } else rest += values[i];
  }
  return inside / count - rest / (values.length - count);
}

function meanAt(values: Float64Array, members: readonly number[]): number {
  return members.reduce((sum, index) => sum + values[index], 0) / members.length;
}

function pooledSd(values: Float64Array, ...groups: (readonly number[])[]): number {
  let [squares, freedom] = [0, 0];
  for (const group of groups) {
    const mean = meanAt(values, group);
    for (const index of group) squares += (values[index] - mean) ** 2;
    freedom += group.length - 1;
  }
  return squares > 0 && freedom > 0 ? Math.sqrt(squares / freedom) : Number.NaN;
}
