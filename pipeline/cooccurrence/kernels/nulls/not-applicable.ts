/** Combinations of null and statistic that ask nothing: what the null leaves as it is, or has no values for. */
import { isDirectionKind, type NullKind } from './null-kinds.ts';

const KEPT_BY_REWIRING = /^(edges|mean:degree|sd:degree)$/;
const ON_A_NETWORK =
  /^(giant|modularity|clusters|features_in_clusters|cluster_size:\d+|(mean|sd|anova_f):(degree|betweenness|closeness|eigenvector))$/;

/** Why the statistic says nothing under the null; null where it does. */
export function whyNotApplicable(kind: NullKind, statistic: string): string | null {
  if (isDirectionKind(kind)) return null;
  if (kind === 'rewire') {
    if (KEPT_BY_REWIRING.test(statistic)) return 'rewiring keeps every degree';
    return ON_A_NETWORK.test(statistic) ? null : 'a rewired network has no correlations and no prompts';
  }
  return /(^|:)slope:/.test(statistic) ? 'damage does not come from the shuffled values' : null;
}
