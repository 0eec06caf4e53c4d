/**
 * Sets within clusters against the sets of another arm, at one dose and size: difference of the mean damages, positive when sets within
 * clusters do more. `scaling: norm-matched` makes it the comparison at equal norm. SD is the pooled standard deviation of the sets' mean
 * damages; it is the unit of the equivalence bound, `verdict.sesoi` · SD, so 0.2 is Cohen's small difference between sets.
 */
import type { Cell } from './arm-means.ts';
import type { BlockMeans, Part } from './block-means.ts';
import type { DoseBlock } from './dose-blocks.ts';
import type { PermutedSets, SetDraws } from './set-draws.ts';

export interface Contrast {
  readonly size: number;
  readonly factor: number;
  readonly sets: number;
  readonly otherSets: number;
  /** Of the sets within clusters; one may be there twice. */
  readonly features: readonly number[];
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
  from: BlockMeans,
  { size, other }: { size: number; other: string },
  { drawn, permuted }: { drawn: SetDraws; permuted: PermutedSets },
): Contrast | null {
  const cellOf = (arm: string): Cell => ({
    arm,
    size,
    cluster: null,
    members: block.sets.flatMap((set, index) => (set.arm === arm && set.size === size ? [index] : [])),
  });
  const cells = [cellOf('within'), cellOf(other)];
  if (cells.some(({ members }) => members.length === 0)) return null;
  const parts = from.parts(...cells.map(({ members }) => members));
  const [within, rest] = parts.map(observedOf);
  const sets = cells.flatMap(({ members }) => members).map((index) => block.sets[index]);
  const flags = other === LABELLED ? permuted.features(sets) : permuted.sets(sets, within.length);
  const values = Float64Array.of(...within, ...rest);
  const [first, second] = parts.map(({ means, members }, i) => drawn({ ...cells[i], members }, means.draws));
  const [firstHalves, secondHalves] = parts.map(({ means, members }) =>
    means.halves.map((half) => meanAt(half, members)),
  );
  return {
    size,
    factor: block.factor,
    sets: within.length,
    otherSets: rest.length,
    features: sets.slice(0, within.length).flatMap(({ feature_ids: ids }) => ids),
    estimate: meanOf(within) - meanOf(rest),
    sd: pooledSd(within, rest),
    halves: firstHalves.map((value, half) => value - secondHalves[half]),
    draws: first.map((value, k) => value - second[k]),
    permuted: Float64Array.from(flags, (own) => split(values, own)),
  };
}

function observedOf({ means, members }: Part): number[] {
  return members.map((index) => means.observed[index]);
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

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function pooledSd(...groups: (readonly number[])[]): number {
  let [squares, freedom] = [0, 0];
  for (const group of groups) {
    const mean = meanOf(group);
    for (const value of group) squares += (value - mean) ** 2;
    freedom += group.length - 1;
  }
  return squares > 0 && freedom > 0 ? Math.sqrt(squares / freedom) : Number.NaN;
}
