/**
 * Metrics made from the correlations that also made the clusters: every measure of the network, and sums of |r|. Comparing
 * clusters on them is double dipping: they differ between clusters of pure noise too, so their p is stored, marked, and
 * never offered as evidence.
 */
const OF_CORRELATIONS: ReadonlySet<string> = new Set(['abs_corr_activation']);

/** `network`: whether the metric is a measure of the network. */
export function isCircular(metric: string, network: boolean): boolean {
  return network || OF_CORRELATIONS.has(metric);
}
