/**
 * Greedy modularity of Clauset, Newman and Moore (Phys. Rev. E 70, 066111, 2004), as networkx's
 * greedy_modularity_communities computes it: start from single nodes, always join the pair of clusters with the largest
 * gain ΔQ, stop when the largest gain is negative (a gain of exactly 0 is still taken).
 *
 * Ties go to the pair with the smallest first, then second cluster; a joined pair (u, v), u < v, lives on as v. Gains are
 * computed with networkx's own sequence of operations, so equal gains are equal here when they are equal there and the
 * partition is the same one, not only one of the same Q.
 *
 * A join walks the edges of the cluster that has fewer; those of the other change by groups (gain-groups.ts). So an unweighted graph
 * takes about n log² n steps whatever its shape: a hub that takes up its neighbours one by one does not walk the rest each time.
 * Weights that all differ make groups of one edge each, and a hub of n such edges takes n² / 2 additions.
 */

import { edgeCount, type Graph } from '../csr-graph.ts';
import { GainGroups } from './gain-groups.ts';
import { LinkedLists } from './linked-lists.ts';
import { PairTable } from './pair-table.ts';

export interface Greedy {
  /** [N] a label per node; equal label = same cluster. Not yet in canonical numbering. */
  readonly labels: Int32Array;
  /** Q as tracked through the joins; modularity() of the labels must agree. */
  readonly modularity: number;
  /** Edges visited, gains changed and moves in heaps: what the time is proportional to. */
  readonly steps: number;
}

/** Weighted by the graph's weights (pass unweighted(graph) for the study's definition), resolution γ > 0. */
export function greedyModularity(graph: Graph, resolution = 1): Greedy {
  if (!(resolution > 0 && resolution < Infinity)) {
    throw new RangeError(`greedyModularity: resolution ${resolution}, expected a finite number over 0`);
  }
  const { n, offsets } = graph;
  const labels = Int32Array.from({ length: n }, (_, i) => i);
  const strengths = new Float64Array(n);
  let twiceM = 0;
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) strengths[i] += graph.weights[k];
    twiceM += strengths[i];
  }
  if (edgeCount(graph) === 0 || twiceM === 0) return { labels, modularity: 0, steps: 0 };
  const inverseM = 1 / (twiceM / 2);
  const share = strengths.map((s) => s * inverseM * 0.5); // a_c, the share of edge ends in cluster c
  let q = 0;
  for (let i = 0; i < n; i++) q -= resolution * share[i] * share[i];

  const clusters = new Clusters(graph, share, inverseM, resolution);
  const parent = labels.slice();
  for (let pair = clusters.groups.best(); pair >= 0; pair = clusters.groups.best()) {
    const { low, high, gain } = clusters.join(pair);
    parent[low] = high;
    q += gain;
  }
  // A cluster is only ever joined into a larger number: one descending pass resolves every chain.
  for (let i = n - 1; i >= 0; i--) labels[i] = parent[i] === i ? i : labels[parent[i]];
  return { labels, modularity: q, steps: clusters.visited + clusters.groups.steps };
}

/** Clusters and the pairs of them that have an edge. A cluster keeps the place of the member that had most pairs when it was joined; its label moves. */
class Clusters {
  readonly groups: GainGroups;
  visited = 0;
  /** [2M] pair k is in the row of its owner, ends[2k], as half 2k, and among the foreign pairs of ends[2k + 1] as half 2k + 1. */
  private readonly ends: Int32Array;
  private readonly share: Float64Array;
  private readonly resolution: number;
  private readonly label: Int32Array;
  private readonly degree: Int32Array;
  private readonly table: PairTable;
  /** List 2c: the halves that cluster c owns; 2c + 1: the foreign ones. */
  private readonly halves: LinkedLists;
  /** [M] gain of a pair while it is out of its group. */
  private readonly gain: Float64Array;
  private readonly out: Int32Array;
  private outCount = 0;

  constructor(graph: Graph, share: Float64Array, inverseM: number, resolution: number) {
    this.share = share;
    this.resolution = resolution;
    const { n, offsets, targets, weights } = graph;
    const m = edgeCount(graph);
    this.ends = new Int32Array(2 * m);
    this.label = Int32Array.from({ length: n }, (_, i) => i);
    this.degree = new Int32Array(n);
    this.halves = new LinkedLists(2 * m, 2 * n);
    this.gain = new Float64Array(m);
    this.out = new Int32Array(m);
    let pair = 0;
    for (let i = 0; i < n; i++) {
      this.degree[i] = offsets[i + 1] - offsets[i];
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const j = targets[k];
        if (j < i) continue;
        this.ends[2 * pair] = i;
        this.ends[2 * pair + 1] = j;
        this.gain[pair] = inverseM * weights[k] - resolution * (share[i] * share[j] + share[i] * share[j]);
        this.halves.add(2 * i, 2 * pair);
        this.halves.add(2 * j + 1, 2 * pair + 1);
        this.out[pair] = pair;
        pair++;
      }
    }
    this.outCount = m;
    this.table = new PairTable(this.ends);
    for (let k = 0; k < m; k++) this.table.add(k);
    this.groups = new GainGroups(this.ends, this.label, share);
    this.putBack();
    this.groups.start();
  }

  /** Joins the ends of a pair; their labels, of which the higher one is kept, and what Q gains. */
  join(pair: number): { low: number; high: number; gain: number } {
    const { ends, label, degree, share, groups } = this;
    const [one, other] = [ends[2 * pair], ends[2 * pair + 1]];
    const [big, small] = degree[one] < degree[other] ? [other, one] : [one, other];
    const gain = groups.take(pair);
    this.forget(pair);
    this.move(small, big);
    this.lowerForeign(big, share[small]);
    groups.lower(big, share[small], this.resolution);
    const [low, high] = label[big] < label[small] ? [label[big], label[small]] : [label[small], label[big]];
    label[big] = high;
    share[big] += share[small];
    this.putBack();
    return { low, high, gain };
  }

  /** Every pair of `small` becomes one of `big`, out of its group, with its new gain. */
  private move(small: number, big: number): void {
    const { halves, ends, table, share, groups, gain, resolution } = this;
    for (const list of [2 * small, 2 * small + 1]) {
      for (let half = halves.first(list), next = -1; half >= 0; half = next) {
        next = halves.next(half);
        this.visited++;
        const pair = half >> 1;
        const far = ends[half ^ 1];
        const own = groups.take(pair);
        const twin = table.find(big, far);
        if (twin >= 0) {
          gain[twin] = groups.take(twin) + own;
          this.out[this.outCount++] = twin;
          this.forget(pair);
          continue;
        }
        gain[pair] = own - resolution * (share[big] * share[far] + share[far] * share[big]);
        this.out[this.outCount++] = pair;
        table.remove(pair);
        halves.remove(list, half);
        ends[half] = big;
        halves.add(2 * big + (half & 1), half);
        table.add(pair);
        this.degree[big]++;
      }
    }
  }

  /** Pairs of `row` that its neighbours own and that did not move: they fall one by one. */
  private lowerForeign(row: number, piece: number): void {
    const { halves, ends, share, groups, gain, resolution } = this;
    for (let half = halves.first(2 * row + 1); half >= 0; half = halves.next(half)) {
      this.visited++;
      const pair = half >> 1;
      if (!groups.isIn(pair)) continue;
      const far = ends[2 * pair];
      gain[pair] = groups.take(pair) - resolution * (piece * share[far] + share[far] * piece);
      this.out[this.outCount++] = pair;
    }
  }

  /** Pairs that are out join the row of the end that has more of them, so that few are foreign to a hub. */
  private putBack(): void {
    const { halves, ends, degree, groups } = this;
    while (this.outCount > 0) {
      const pair = this.out[--this.outCount];
      const [owner, far] = [ends[2 * pair], ends[2 * pair + 1]];
      if (degree[owner] < degree[far]) {
        halves.remove(2 * owner, 2 * pair);
        halves.remove(2 * far + 1, 2 * pair + 1);
        ends[2 * pair] = far;
        ends[2 * pair + 1] = owner;
        halves.add(2 * far, 2 * pair);
        halves.add(2 * owner + 1, 2 * pair + 1);
      }
      groups.add(pair, this.gain[pair]);
    }
  }

  private forget(pair: number): void {
    const { halves, ends, degree, table } = this;
    table.remove(pair);
    for (const half of [2 * pair, 2 * pair + 1]) {
      halves.remove(2 * ends[half] + (half & 1), half);
      degree[ends[half]]--;
    }
  }
}
