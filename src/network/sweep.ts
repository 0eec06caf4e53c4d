/**
 * The network at a list of thresholds: how many edges, how dense, into how many pieces it falls, how large the largest
 * is, the modularity of its own greedy clustering (unweighted; null without edges, where Q is not defined), and how far
 * that clustering agrees with the reference (adjusted Rand index; null without edges).
 * Isolated nodes count as components.
 */
import { agreement } from './agreement.ts';
import { components } from './components.ts';
import { type EdgeRule, edgesByRule } from './edge-rule.ts';
import { edgeCount, type Graph, graphFromEdges } from './graph.ts';
import { greedyModularity } from './greedy-modularity.ts';
import { modularity } from './modularity.ts';

export interface SweepRow {
  readonly threshold: number;
  readonly edges: number;
  /** Edges over n (n - 1) / 2; 0 for fewer than two nodes. */
  readonly density: number;
  readonly components: number;
  readonly giant: number;
  readonly modularity: number | null;
  readonly ari: number | null;
}

/** 0.30, 0.35 … 0.95, each the nearest double of its decimal. */
export const SWEEP: readonly number[] = Array.from({ length: 14 }, (_, k) => (30 + 5 * k) / 100);

/** `a`, `b`, `r` [pairs]: node ends and correlation of every pair that has one. `reference` [n]: labels of the study's network. */
export function sweep(
  n: number,
  pairs: { readonly a: Int32Array; readonly b: Int32Array; readonly r: Float64Array },
  rule: Omit<EdgeRule, 'threshold'>,
  reference: Int32Array,
  thresholds: readonly number[] = SWEEP,
): SweepRow[] {
  return thresholds.map((threshold) => {
    const kept = edgesByRule(pairs.r, { ...rule, threshold });
    const graph = graphFromEdges(
      n,
      kept.map((k) => pairs.a[k]),
      kept.map((k) => pairs.b[k]),
    );
    const { count, sizes } = components(graph);
    return {
      threshold,
      edges: kept.length,
      density: n < 2 ? 0 : kept.length / ((n * (n - 1)) / 2),
      components: count,
      giant: count === 0 ? 0 : sizes[0],
      ...clustering(graph, reference),
    };
  });
}

function clustering(graph: Graph, reference: Int32Array): Pick<SweepRow, 'modularity' | 'ari'> {
  if (edgeCount(graph) === 0) return { modularity: null, ari: null };
  const { labels } = greedyModularity(graph);
  return { modularity: modularity(graph, labels), ari: agreement(reference, labels).ari };
}
