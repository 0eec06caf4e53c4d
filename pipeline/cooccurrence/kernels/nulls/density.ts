/**
 * A network's shape depends on how dense it is: modularity falls with the number of edges, clusters and their F rise. So every statistic of
 * shape stands beside its nulls twice:
 *
 *   threshold  the study's own rule for edges, in the study and in each replicate
 *   edges      as many edges as the study's network has, the strongest of each replicate (src/methods/graph/edges/strongest.ts)
 *
 * Claims about shape are judged by the second. The number of edges, mean |r| and mean degree are the density itself, and cohesion has no
 * edges: they have the first alone.
 * Centralities of halves of the prompts have the second alone, since searches from every node are most of what a replicate costs.
 * A rewired network has the study's edges in number, so that both are one.
 */

const DENSITIES = ['threshold', 'edges'] as const;

export type Density = (typeof DENSITIES)[number];

/** A statistic at a density: one column of the replicates. */
export interface Asked {
  readonly statistic: string;
  readonly density: Density;
}

/** Statistics that as many edges cannot make more alike. */
const OF_DENSITY = /^(held_out:[^:]+:)?(edges|mean_abs_r|cohesion|mean:degree)$/;

/** Whether the statistic is one of shape, which matched density asks about. */
export function isShape(statistic: string): boolean {
  return !OF_DENSITY.test(statistic);
}

const OF_CENTRALITY_IN_HALVES =
  /^held_out:.+:(degree|betweenness|closeness|eigenvector|(centrality_r|slope):abs_corr_activation)$/;

/** Whether the statistic is asked at the study's own threshold. */
export function isAtThreshold(statistic: string): boolean {
  return !OF_CENTRALITY_IN_HALVES.test(statistic);
}

/** The density at which claims about a statistic are judged. */
export function decidesAt(statistic: string): Density {
  return isShape(statistic) ? 'edges' : 'threshold';
}

/** Statistics at the study's threshold, then those of shape at its number of edges. */
export function atDensities(statistics: readonly string[]): Asked[] {
  return [
    ...statistics.filter(isAtThreshold).map((statistic): Asked => ({ statistic, density: 'threshold' })),
    ...statistics.filter(isShape).map((statistic): Asked => ({ statistic, density: 'edges' })),
  ];
}
