/**
 * Greedy modularity of Clauset, Newman and Moore (Phys. Rev. E 70, 066111, 2004), as networkx's
 * greedy_modularity_communities computes it: start from single nodes, always join the pair of clusters with the largest
 * gain ΔQ, stop when the largest gain is negative (a gain of exactly 0 is still taken).
 *
 * Ties go to the pair with the smallest first, then second cluster; a joined pair (u, v), u < v, lives on as v. Gains are
 * computed with networkx's own sequence of operations, so equal gains are equal here when they are equal there and the
 * partition is the same one, not only one of the same Q.
 *
 * A cluster keeps its neighbours sorted in a row with the best of them noted; an indexed heap orders the rows' bests.
 */
import { edgeCount, type Graph } from '../csr-graph.ts';
import { RowHeap } from './row-heap.ts';

export interface Greedy {
  /** [N] a label per node; equal label = same cluster. Not yet in canonical numbering. */
  readonly labels: Int32Array;
  /** Q as tracked through the joins; modularity() of the labels must agree. */
  readonly modularity: number;
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
  if (edgeCount(graph) === 0 || twiceM === 0) return { labels, modularity: 0 };
  const inverseM = 1 / (twiceM / 2);
  const share = strengths.map((s) => s * inverseM * 0.5); // a_c, the share of edge ends in cluster c
  const rows = new Rows(graph, share, inverseM, resolution);
  const parent = labels.slice();
  let q = 0;
  for (let i = 0; i < n; i++) q -= resolution * share[i] * share[i];

  for (;;) {
    const u = rows.heap.top();
    if (u < 0 || rows.heap.gain[u] < 0) break;
    const v = rows.best[u];
    q += rows.heap.gain[u];
    rows.join(u, v, share, resolution);
    parent[u] = v;
    share[v] += share[u];
    share[u] = 0;
  }
  // A cluster is only ever joined into a larger number: one descending pass resolves every chain.
  for (let i = n - 1; i >= 0; i--) labels[i] = parent[i] === i ? i : labels[parent[i]];
  return { labels, modularity: q };
}

/** The sparse symmetric matrix of gains. */
class Rows {
  readonly heap: RowHeap;
  /** [N] neighbour with the largest gain (smallest number on ties), -1 in an empty row. */
  readonly best: Int32Array;
  private readonly columns: Int32Array[] = [];
  private readonly gains: Float64Array[] = [];
  private readonly length: Int32Array;

  constructor(graph: Graph, share: Float64Array, inverseM: number, resolution: number) {
    const { n, offsets, targets, weights } = graph;
    this.best = new Int32Array(n).fill(-1);
    this.length = new Int32Array(n);
    this.heap = new RowHeap(n);
    for (let i = 0; i < n; i++) {
      this.length[i] = offsets[i + 1] - offsets[i];
      this.columns.push(targets.slice(offsets[i], offsets[i + 1]));
      const gains = new Float64Array(this.length[i]);
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const j = targets[k];
        gains[k - offsets[i]] = inverseM * weights[k] - resolution * (share[i] * share[j] + share[i] * share[j]);
      }
      this.gains.push(gains);
      this.rescan(i);
    }
  }

  /** Joins cluster u into v. `share` is that before the join. */
  join(u: number, v: number, share: Float64Array, resolution: number): void {
    const [uColumns, uGains, uLength] = [this.columns[u], this.gains[u], this.length[u]];
    const [vColumns, vGains, vLength] = [this.columns[v], this.gains[v], this.length[v]];
    const columns = new Int32Array(uLength + vLength);
    const gains = new Float64Array(uLength + vLength);
    let length = 0;
    for (let x = 0, y = 0; x < uLength || y < vLength; ) {
      const cu = x < uLength ? uColumns[x] : Infinity;
      const cv = y < vLength ? vColumns[y] : Infinity;
      const w = Math.min(cu, cv);
      const inU = cu === w;
      const inV = cv === w;
      const gainU = inU ? uGains[x++] : 0;
      const gainV = inV ? vGains[y++] : 0;
      if (w === u || w === v) continue;
      let gain: number;
      if (inU && inV) gain = gainV + gainU;
      else if (inV) gain = gainV - resolution * (share[u] * share[w] + share[w] * share[u]);
      else gain = gainU - resolution * (share[v] * share[w] + share[w] * share[v]);
      columns[length] = w;
      gains[length++] = gain;
      this.replace(w, u, inU, v, inV, gain);
    }
    this.columns[v] = columns;
    this.gains[v] = gains;
    this.length[v] = length;
    this.columns[u] = new Int32Array(0);
    this.gains[u] = new Float64Array(0);
    this.length[u] = 0;
    this.best[u] = -1;
    this.heap.remove(u);
    this.rescan(v);
  }

  /** In row w: drop column u where it is present, give column v its new gain, keep the row's best right. */
  private replace(w: number, u: number, hasU: boolean, v: number, hasV: boolean, gain: number): void {
    const columns = this.columns[w];
    const gains = this.gains[w];
    if (hasU) {
      // u < v, so what lies between the two moves one place down; without a v its place is where the move ends.
      let k = search(columns, this.length[w], u);
      const end = this.length[w] - 1;
      for (; k < end && columns[k + 1] < v; k++) {
        columns[k] = columns[k + 1];
        gains[k] = gains[k + 1];
      }
      if (hasV) {
        columns.copyWithin(k, k + 1, this.length[w]);
        gains.copyWithin(k, k + 1, this.length[w]);
        this.length[w]--;
      }
      columns[k] = v;
      gains[k] = gain;
    } else gains[search(columns, this.length[w], v)] = gain;

    const best = this.best[w];
    const old = this.heap.gain[w];
    if (best === u || (best === v && gain < old)) this.rescan(w);
    else if (gain > old || (gain === old && v < best)) {
      this.best[w] = v;
      this.heap.set(w, gain);
    }
  }

  private rescan(row: number): void {
    const gains = this.gains[row];
    const length = this.length[row];
    if (length === 0) {
      this.best[row] = -1;
      this.heap.remove(row);
      return;
    }
    let at = 0;
    let largest = gains[0];
    for (let k = 1; k < length; k++) {
      if (gains[k] > largest) {
        largest = gains[k];
        at = k;
      }
    }
    this.best[row] = this.columns[row][at];
    this.heap.set(row, largest);
  }
}

/** Position of `value` in the ascending `columns[0 … length - 1]`, where it is known to be. */
function search(columns: Int32Array, length: number, value: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columns[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
