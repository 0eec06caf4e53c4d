/** Names of the statistics of the network, as the tables of nulls spell them, in words. */

/** How a replicate gets its edges: table null_statistic. */
export type Density = 'threshold' | 'edges';

const FAMILIES: Readonly<Record<string, string>> = {
  anova_f: 'F of',
  slope: 'slope of importance on',
  mean: 'mean',
  sd: 'sd of',
  cluster_size: 'size of cluster',
  centrality_r: 'halves agree on',
};

const NAMES: Readonly<Record<string, string>> = {
  mean_abs_r: 'mean |r|',
  abs_corr_activation: 'Σ|r| with all others',
  giant: 'largest component',
  clusters: 'kept clusters',
  separation: '|r| within less between clusters',
  cohesion: '|r| within less between communities',
  edge_replication: 'share of edges found again',
  recovery: 'overlap of clusters found again',
};

/** Statistics whose spread over nodes is a detail; the tables have them. */
export function isDetail(statistic: string): boolean {
  return /^(mean|sd|cluster_size):/.test(statistic);
}

export function isHeldOut(statistic: string): boolean {
  return statistic.startsWith('held_out:');
}

export function readable(statistic: string): string {
  const [family, of] = statistic.replace(/^held_out:[^:]+:/, '').split(':');
  const plain = NAMES[of ?? family] ?? (of ?? family).replaceAll('_', ' ').replace('abs corr', '|r|');
  return of === undefined ? plain : `${FAMILIES[family] ?? family} ${plain}`;
}
