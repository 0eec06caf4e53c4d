/** Which pairs of groups differ: Tukey's test of means and Dunn's test of mean ranks in one shape. Undefined tests give no pairs. */
import { dunn } from './dunn.ts';
import { type PairTest, tukey } from './tukey.ts';

export interface PostHoc extends PairTest {
  readonly test: 'tukey' | 'dunn';
  /** What made `p` hold for all pairs together. */
  readonly adjustment: 'tukey' | 'holm';
}

export function postHoc(groups: readonly ArrayLike<number>[]): PostHoc[] {
  return [
    ...tukey(groups).pairs.map((pair) => ({ ...pair, test: 'tukey' as const, adjustment: 'tukey' as const })),
    ...dunn(groups).pairs.map((pair) => ({ ...pair, test: 'dunn' as const, adjustment: 'holm' as const })),
  ];
}
