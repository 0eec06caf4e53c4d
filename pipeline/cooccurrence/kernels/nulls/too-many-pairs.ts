/** Why a study of so many features has no nulls: every replicate holds all pairs of them. Null where they fit. */
export function tooManyPairs(features: number, most: number): string | null {
  const pairs = (features * (features - 1)) / 2;
  return pairs <= most
    ? null
    : `${pairs} pairs of ${features} features, more than correlation.most_pairs (${most}) lets a replicate hold: a higher features.min_prevalence selects fewer`;
}
