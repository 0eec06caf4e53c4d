/**
 * Whether H4 cannot be supported any more, by looks that cost little and decide alike: permuted labels, in the order in which poolSummary
 * permutes them, until more are as large than p ≤ 0.025 leaves room for; then the first halves' clusters on the second halves. What passes both goes
 * through poolSummary as a study does.
 */
import { heldOutDifferences } from '../../pipeline/cooccurrence/kernels/interaction/held-out-pool.ts';
import { poolMeans, poolValues } from '../../pipeline/cooccurrence/kernels/interaction/pool-means.ts';
import { PERMUTATIONS, type poolSummary } from '../../pipeline/cooccurrence/kernels/interaction/pool-summary.ts';
import { pOverSplits } from '../../src/methods/stats/p-over-splits.ts';
import { relabelling } from '../../src/methods/stats/relabelling.ts';
import { random } from '../../src/random.ts';
import { LEVEL } from '../../src/run/decide.ts';

type Pool = Parameters<typeof poolSummary>;

export function interactionLost(
  pairs: Pool[0]['pairs'],
  clusters: readonly number[],
  found: Pool[2],
  options: Pool[3],
): boolean {
  const { strata, seed } = options;
  const values = poolValues(found, new Float64Array(found.prompts).fill(1), strata).stratum_excess;
  const names = [...new Set(clusters)];
  const difference = (labels: ArrayLike<number>): number => poolMeans(pairs, values, labels, names).difference;
  const own = difference(clusters);
  const room = Math.floor(LEVEL * (1 + PERMUTATIONS)) - 1;
  const order = random(seed, 'interaction', 'labels');
  const relabel = relabelling(clusters, options.blocks);
  let asLarge = 0;
  for (let permutation = 0; permutation < PERMUTATIONS && asLarge <= room; permutation++) {
    if (difference(relabel(order)) >= own) asLarge++;
  }
  if (asLarge > room || Number.isNaN(own)) return true;
  const again = pOverSplits(heldOutDifferences(pairs, found, ['stratum_excess'], options).stratum_excess ?? []);
  return again === null || again > LEVEL;
}
