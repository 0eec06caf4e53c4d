/**
 * Metrics made from the correlations that also made the clusters. Comparing clusters on them is double dipping:
 * they differ between clusters of pure noise too, so their p is stored, marked, and never offered as evidence.
 */
export const CIRCULAR_METRICS: ReadonlySet<string> = new Set([
  'degree',
  'betweenness',
  'closeness',
  'eigenvector',
  'abs_corr_activation',
]);
