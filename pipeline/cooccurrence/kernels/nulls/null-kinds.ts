/** Names of the nulls, as a study file and the table `null_statistic` spell them. */

/** Nulls that give the selected features other directions (METHODS N3): same activations, same gradients. See directions.ts. */
export const DIRECTION_NULLS = ['random-rows', 'second-moment', 'rotation', 'isotropic'] as const;

export type DirectionKind = (typeof DIRECTION_NULLS)[number];

/** Those that a claim must survive. `isotropic` is no dictionary that training makes: it rejects decoder geometry alone. */
export const DECISIVE: readonly DirectionKind[] = ['random-rows', 'second-moment', 'rotation'];

/** Nulls that move the stored values over prompts (N0, N1) or the edges over features (N4): descriptive, see shuffles.ts and rewire.ts. */
export const PLAIN_NULLS = ['shuffle-prompts', 'shuffle-within-strata', 'rewire'] as const;

export const NULL_KINDS = [...DIRECTION_NULLS, ...PLAIN_NULLS] as const;

export type NullKind = (typeof NULL_KINDS)[number];

export function isDirectionKind(kind: NullKind): kind is DirectionKind {
  return (DIRECTION_NULLS as readonly string[]).includes(kind);
}

/** Networks recomputed with one ingredient changed, beside the study's own: see recomputed.ts. */
export const RECOMPUTED = [
  'residualised',
  'activation-only',
  'gradient-only',
  'class-balanced',
  'without-strata',
] as const;

export type Recomputed = (typeof RECOMPUTED)[number];

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
