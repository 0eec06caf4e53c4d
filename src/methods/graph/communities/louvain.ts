/**
 * Louvain method (Blondel, Guillaume, Lambiotte, Lefebvre, J. Stat. Mech. 2008 P10008): move single nodes to the
 * neighbouring cluster with the largest gain of modularity until none gains, then make every cluster a node and repeat.
 *
 * Nodes are visited in an order shuffled by the seed; the graph's rows are sorted, so the result depends on the graph and
 * the seed, not on the order in which edges were listed. A move must gain more than GAIN (of total weight 1); ties go to
 * the cluster met first in the sorted row. Resolution γ and weights as in modularity.ts.
 */
import { derive, random } from '../../../random.ts';
import type { Graph } from '../csr-graph.ts';
import { type CoarseGraph, coarsen, coarseOf } from './coarse.ts';
import { nodesInOrder, nodesShuffled } from './labels.ts';
import { modularity } from './modularity.ts';

/** Smallest gain of Q worth a move: below it a gain is rounding, and clusters could swap forever. */
export const GAIN = 1e-12;

export interface Louvain {
  /** [N] a label per node; equal label = same cluster. Not yet in canonical numbering. */
  readonly labels: Int32Array;
  /** Q of the labels. */
  readonly modularity: number;
}

export function louvain(graph: Graph, seed: number, resolution = 1): Louvain {
  if (!(resolution > 0 && resolution < Infinity)) {
    throw new RangeError(`louvain: resolution ${resolution}, expected a finite number over 0`);
  }
  const labels = nodesInOrder(graph.n);
  let coarse = coarseOf(graph);
  for (let round = 0; coarse.total > 0; round++) {
    const community = nodesInOrder(coarse.n);
    if (!moveNodes(coarse, community, resolution, derive(seed, 'louvain', round))) break;
    coarse = coarsen(coarse, community);
    for (let i = 0; i < labels.length; i++) labels[i] = community[labels[i]];
  }
  return { labels, modularity: modularity(graph, labels, resolution) };
}

/** Moves nodes until a whole pass moves none. Returns whether any node moved. */
function moveNodes(graph: CoarseGraph, community: Int32Array, resolution: number, seed: number): boolean {
  const { n, offsets, targets, weights, strength, total } = graph;
  const order = nodesShuffled(n, random(seed));
  const sums = strength.slice(); // Σ strength per community
  const link = new Float64Array(n); // weight from the node at hand to each community it touches
  const touched = new Int32Array(n + 1);
  let moved = false;
  for (let again = true; again; ) {
    again = false;
    for (const i of order) {
      const own = community[i];
      // Written out here and in local-moving.ts: these loops are most of the time of either.
      let count = 0;
      for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) {
        const c = community[targets[k]];
        touched[count] = c; // counted only when new; as a branch it would be mispredicted as often as not
        count += Number(link[c] === 0);
        link[c] += weights[k];
      }
      sums[own] -= strength[i];
      const scale = (resolution * strength[i]) / total;
      let best = own;
      // Gains as shares of the total weight (2m): ΔQ = 2 (link - γ k_i Σ / 2m) / 2m.
      let largest = link[own] - scale * sums[own] + (GAIN * total) / 2;
      for (let t = 0; t < count; t++) {
        const c = touched[t];
        const gain = link[c] - scale * sums[c];
        link[c] = 0;
        if (c !== own && gain > largest) {
          largest = gain;
          best = c;
        }
      }
      sums[best] += strength[i];
      if (best !== own) {
        community[i] = best;
        again = true;
        moved = true;
      }
    }
  }
  return moved;
}
