/** Which statistics of the table `null_statistic` are findings with a verdict of their own, what they claim in words, and their unit. */

const CLAIMS: Readonly<Record<string, string>> = {
  edges: 'More pairs of features correlate above the threshold than with other directions in the same gradient.',
  mean_abs_r: 'Attributions correlate more, on average over all pairs of features, than with other directions.',
  giant: 'The largest connected component is larger than with other directions.',
  modularity: 'The network is more modular than the same study with other directions.',
  clusters: 'There are more kept clusters than with other directions.',
  features_in_clusters: 'More features are in kept clusters than with other directions.',
};

const UNITS: Readonly<Record<string, string>> = {
  separation: 'correlation',
  edges: 'edges',
  mean_abs_r: 'correlation',
  giant: 'features',
  modularity: 'modularity',
  clusters: 'clusters',
  features_in_clusters: 'features',
};

const ANOVA = /^anova_f:(.+)$/;
const SIZE = /^cluster_size:(\d+)$/;

export function isFinding(statistic: string): boolean {
  return statistic in CLAIMS || ANOVA.test(statistic) || SIZE.test(statistic);
}

export function claimOf(statistic: string): string {
  const [, metric] = ANOVA.exec(statistic) ?? [];
  if (metric !== undefined)
    return `The kept clusters differ in ${metric} more than clusters of the same study with other directions do.`;
  const [, place] = SIZE.exec(statistic) ?? [];
  if (place !== undefined) return `Cluster ${place}, by size, is larger than with other directions.`;
  const claim = CLAIMS[statistic];
  if (claim === undefined) throw new RangeError(`claimOf: ${statistic}, expected a statistic that is a finding`);
  return claim;
}

/** Of the estimate, the excess over a null's mean. */
export function unitOf(statistic: string): string {
  if (ANOVA.test(statistic)) return 'F';
  return SIZE.test(statistic) ? 'features' : (UNITS[statistic] ?? '');
}
