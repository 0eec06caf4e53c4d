/**
 * The network at a list of thresholds: how many edges, how dense, into how many pieces it falls, how large the largest
 * is, the modularity of its own greedy clustering (unweighted; null without edges, where Q is not defined), and how far
 * that clustering agrees with the reference (adjusted Rand index; null without edges).
 * Isolated nodes count as components. Networks of more edges than are stored or can be clustered in seconds have their counts,
 * and a reason in place of Q and the index.
 */

import { greedyModularity } from '../../../../src/methods/graph/communities/greedy-modularity.ts';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { agreement } from '../../../../src/methods/graph/communities/partition-agreement.ts';
import { components } from '../../../../src/methods/graph/components.ts';
import { edgeCount, type Graph, graphFromEdges } from '../../../../src/methods/graph/csr-graph.ts';
import { type EdgeRule, edgesByRule } from '../../../../src/methods/graph/edges/edge-rule.ts';

interface SweepRow {
  readonly threshold: number;
  readonly edges: number;
  /** Edges over n (n - 1) / 2; 0 for fewer than two nodes. */
  readonly density: number;
  readonly components: number;
  readonly giant: number;
  readonly modularity: number | null;
  readonly ari: number | null;
  /** Why a network with edges was not clustered. */
  readonly reason: string | null;
}

/** A network that was counted elsewhere, because its edges are not all at hand. */
export interface Counted {
  readonly threshold: number;
  readonly edges: number;
  readonly components: number;
  readonly giant: number;
}

/** 0.30, 0.35 … 0.95, each the nearest double of its decimal. */
export const SWEEP: readonly number[] = Array.from({ length: 14 }, (_, k) => (30 + 5 * k) / 100);

/** The levels with one more where the study's own threshold is between them: its network has a row. */
export function levelsWith(threshold: number): readonly number[] {
  return SWEEP.includes(threshold) ? SWEEP : [...SWEEP, threshold].sort((a, b) => a - b);
}

/** Clustering this many edges takes several seconds. */
const MOST_EDGES = 1_000_000;

/**
 * `a`, `b`, `r` [pairs]: node ends and correlation of every pair that has one. `reference` [n]: labels of the study's network.
 * `counted`: thresholds that pairs do not reach down to.
 */
export function sweep(
  n: number,
  pairs: { readonly a: Int32Array; readonly b: Int32Array; readonly r: Float64Array },
  rule: Omit<EdgeRule, 'threshold'>,
  reference: Int32Array,
  counted: readonly Counted[] = [],
  thresholds: readonly number[] = SWEEP,
): SweepRow[] {
  const density = (edges: number): number => (n < 2 ? 0 : edges / ((n * (n - 1)) / 2));
  return thresholds.map((threshold) => {
    const known = counted.find((row) => row.threshold === threshold);
    if (known !== undefined) {
      const reason = known.edges === 0 ? null : 'its edges are not all stored: see correlation_scope';
      return { ...known, density: density(known.edges), modularity: null, ari: null, reason };
    }
    const passing = edgesByRule(pairs.r, { ...rule, threshold });
    const graph = graphFromEdges(
      n,
      passing.map((k) => pairs.a[k]),
      passing.map((k) => pairs.b[k]),
    );
    const { count, sizes } = components(graph);
    return {
      threshold,
      edges: passing.length,
      density: density(passing.length),
      components: count,
      giant: count === 0 ? 0 : sizes[0],
      ...clustering(graph, reference),
    };
  });
}

function clustering(graph: Graph, reference: Int32Array): Pick<SweepRow, 'modularity' | 'ari' | 'reason'> {
  const edges = edgeCount(graph);
  if (edges === 0) return { modularity: null, ari: null, reason: null };
  if (edges > MOST_EDGES)
    return { modularity: null, ari: null, reason: `more than ${MOST_EDGES.toLocaleString('en')} edges` };
  const { labels } = greedyModularity(graph);
  return { modularity: modularity(graph, labels), ari: agreement(reference, labels).ari, reason: null };
}
