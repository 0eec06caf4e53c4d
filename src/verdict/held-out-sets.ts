/**
 * H2 on held-out prompts: the clusters that the first half of the prompts finds alone, asked of the damage that pairs of features do on
 * the second half, labels permuted over features. The pool of every pair of its features has the statistic of pool-contrast.ts, sampled
 * pairs that of within-between.ts. Of several splits the one with the largest p speaks; one that cannot be asked leaves the claim without
 * held-out prompts.
 */
import { permutationP } from '../stats/permutation-p.ts';
import { plainMeans } from '../steering/summary/block-means.ts';
import { poolContrast, poolPairs } from '../steering/summary/pool-contrast.ts';
import { centredPairs } from './centred-pairs.ts';
import { type PairRow, pairTable } from './pair-table.ts';
import { withinBetween } from './within-between.ts';

export interface HeldOutInput {
  /** Damage of pairs at equal norm, all prompts. */
  readonly rows: readonly (PairRow & { readonly pooled: boolean })[];
  readonly clusters: readonly { readonly split: string; readonly feature_id: number; readonly cluster: number }[];
  /** Second half of each split. */
  readonly asked: readonly { readonly split: string; readonly prompt_id: number }[];
  readonly strata: ReadonlyMap<number, string>;
}

/** p of permuted labels; null where it does not exist. */
export function heldOutSets(
  { rows, clusters, asked, strata }: HeldOutInput,
  options: { readonly seed: number; readonly replicates: number },
): number | null {
  const splits = [...new Set(asked.map(({ split }) => split))];
  const ps = splits.map((split) => {
    const second = new Set(asked.filter((row) => row.split === split).map((row) => row.prompt_id));
    const own = new Map(clusters.filter((row) => row.split === split).map((row) => [row.feature_id, row.cluster]));
    const again = rows.filter((row) => second.has(row.prompt_id));
    if (rows[0]?.pooled) return pooledP(again, own, options);
    const table = pairTable(centredPairs(again), own, () => true);
    if (table === null) return null;
    const names = table.promptIds.map((prompt) => strata.get(prompt) ?? '');
    return withinBetween(table.pairs, table.labels, { ...options, strata: names })?.p ?? null;
  });
  return ps.reduce((worst: number | null, p, i) => (i === 0 ? p : worst === null || p === null ? null : Math.max(worst, p)), null); // biome-ignore format: one line
}

/** @param rows of the prompts that are asked */
function pooledP(
  rows: readonly PairRow[],
  clusters: ReadonlyMap<number, number>,
  { seed, replicates }: { readonly seed: number; readonly replicates: number },
): number | null {
  const damage = new Map<string, { feature_ids: number[]; sum: number }>();
  for (const { feature_a: a, feature_b: b, damage: value } of rows) {
    if (!clusters.has(a) || !clusters.has(b)) continue;
    const pair = damage.get(`${a}/${b}`) ?? { feature_ids: [a, b], sum: 0 };
    pair.sum += value;
    damage.set(`${a}/${b}`, pair);
  }
  const pairs = [...damage.values()];
  const sets = pairs.map(({ feature_ids }, set_id) => ({ set_id, arm: 'pool', cluster: null, size: 2, feature_ids }));
  const pool = poolPairs(sets, clusters, { seed, draws: 0, permutations: replicates });
  const observed = Float64Array.from(pairs, ({ sum }) => sum);
  const contrast = pool && poolContrast({ sets, factor: 1 }, plainMeans({ observed, halves: [], draws: [] }), pool);
  if (contrast === null || Number.isNaN(contrast.sd)) return null;
  const { greater } = permutationP(contrast.estimate, contrast.permuted);
  return Number.isNaN(greater) ? null : greater;
}
