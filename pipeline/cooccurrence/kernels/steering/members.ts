/** Features of the kept clusters: what is steered and removed. */

/** A row of the query kept_clusters. */
export interface Member {
  readonly feature_id: number;
  readonly cluster: number;
}

/** In the order of their ids, whatever their clusters. */
export function membersById(rows: readonly Member[]): Member[] {
  return [...rows].sort((a, b) => a.feature_id - b.feature_id);
}

/** Features of every cluster, in the order of the rows. */
export function membersByCluster(rows: readonly Member[]): Map<number, number[]> {
  const clusters = new Map<number, number[]>();
  for (const { feature_id, cluster } of rows) clusters.set(cluster, [...(clusters.get(cluster) ?? []), feature_id]);
  return clusters;
}
