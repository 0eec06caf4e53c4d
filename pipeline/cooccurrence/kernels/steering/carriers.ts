/** The features that carry the answer, for the arm `carriers`: those of largest Σ|attribution| over prompts and positions, in a cluster or not. */
import type { CodeRows } from './feature-facts.ts';

/** As many as a reader looks at one by one. */
const MOST = 20;

/** @param first first position that counts: 1 leaves a BOS out @returns ids, largest first; of equal sums the smaller id */
export function carriersOf({ feature_id, position, attribution }: CodeRows, first: 0 | 1): number[] {
  const sums = new Map<number, number>();
  for (let i = 0; i < feature_id.length; i++) {
    if (position[i] < first) continue;
    sums.set(feature_id[i], (sums.get(feature_id[i]) ?? 0) + Math.abs(attribution[i]));
  }
  return [...sums]
    .filter(([, sum]) => sum > 0)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, MOST)
    .map(([feature]) => feature);
}
