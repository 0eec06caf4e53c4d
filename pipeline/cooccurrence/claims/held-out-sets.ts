/**
 * H2 on held-out prompts: the clusters that the first half of the prompts finds alone, asked of the damage that the pool's pairs do on the
 * second half, labels permuted over features, copies together, in every split.
 */
import type { SplitP } from '../../../src/methods/stats/p-over-splits.ts';
import { permutationP } from '../../../src/methods/stats/resampling.ts';
import { plainMeans } from '../kernels/summary/block-means.ts';
import { poolContrast, poolPairs } from '../kernels/summary/pool-contrast.ts';
import type { UnitOf } from '../kernels/units/counted-units.ts';

/** One row per pair and prompt, sorted by pair, then prompt. */
export interface PairRow {
  readonly feature_a: number;
  readonly feature_b: number;
  readonly prompt_id: number;
  /** Per unit of push, logits. */
  readonly damage: number;
}

interface HeldOutInput {
  /** The pool, all prompts. */
  readonly rows: readonly PairRow[];
  readonly clusters: readonly { readonly split: string; readonly feature_id: number; readonly cluster: number }[];
  /** Second half of each split. */
  readonly asked: readonly { readonly split: string; readonly prompt_id: number }[];
}

/** What a split says of a claim. */
export interface SplitFinding extends SplitP {
  /** In the claim's unit. */
  readonly estimate: number | null;
}

interface HeldOutOptions {
  /** Null where they were not made: labels are permuted over features then. */
  readonly units: UnitOf | null;
  readonly seed: number;
  readonly replicates: number;
}

/** Difference and p of permuted labels in each split; null where they do not exist. */
export function heldOutSets({ rows, clusters, asked }: HeldOutInput, options: HeldOutOptions): SplitFinding[] {
  const splits = [...new Set(asked.map(({ split }) => split))];
  return splits.map((split) => {
    const second = new Set(asked.filter((row) => row.split === split).map((row) => row.prompt_id));
    const own = new Map(clusters.filter((row) => row.split === split).map((row) => [row.feature_id, row.cluster]));
    const again = rows.filter((row) => second.has(row.prompt_id));
    return { split, ...(pooled(again, own, options) ?? { estimate: null, p: null }) };
  });
}

/** @param rows of the prompts that are asked */
function pooled(
  rows: readonly PairRow[],
  clusters: ReadonlyMap<number, number>,
  { seed, replicates, units }: HeldOutOptions,
): { readonly estimate: number; readonly p: number } | null {
  const damage = new Map<string, { feature_ids: number[]; sum: number }>();
  for (const { feature_a: a, feature_b: b, damage: value } of rows) {
    if (!clusters.has(a) || !clusters.has(b)) continue;
    const pair = damage.get(`${a}/${b}`) ?? { feature_ids: [a, b], sum: 0 };
    pair.sum += value;
    damage.set(`${a}/${b}`, pair);
  }
  const pairs = [...damage.values()];
  const pair = { arm: 'pool', cluster: null, size: 2 };
  const sets = pairs.map(({ feature_ids }, set_id) => ({ ...pair, set_id, feature_ids }));
  const pool = poolPairs(sets, clusters, { seed, draws: 0, permutations: replicates, units });
  const means = plainMeans({ observed: Float64Array.from(pairs, ({ sum }) => sum), halves: [], draws: [] });
  const contrast = pool && poolContrast({ sets, factor: 1, scaling: 'none' }, means, pool);
  if (contrast === null || Number.isNaN(contrast.sd)) return null;
  const { greater } = permutationP(contrast.estimate, contrast.permuted);
  return Number.isNaN(greater) ? null : { estimate: contrast.estimate / contrast.sd, p: greater };
}
