/**
 * Leiden method (Traag, Waltman, van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Sci. Rep. 9,
 * 5233, 2019), for modularity with resolution γ: local moving, refinement, aggregation over the refined parts with the
 * unrefined communities as the start, until every node of the aggregate is a community; the whole repeated from its own
 * result until Q stops rising.
 *
 * What holds of the result, and is tested: every cluster is connected; joining two clusters does not raise Q; moving a
 * single node does not raise Q. Louvain promises none but the second.
 */
import { type Random, random } from '../../../random.ts';
import { components } from '../components.ts';
import { type Graph, graphFromEdges } from '../csr-graph.ts';
import { type CoarseGraph, coarsen, coarseOf } from './coarse.ts';
import { dense, nodesInOrder } from './labels.ts';
import { moveLocally } from './local-moving.ts';
import { GAIN } from './louvain.ts';
import { modularity } from './modularity.ts';
import { refine } from './refinement.ts';

export interface Leiden {
  /** [N] a label per node; equal label = same cluster. Not yet in canonical numbering. */
  readonly labels: Int32Array;
  /** Q of the labels. */
  readonly modularity: number;
}

export function leiden(graph: Graph, seed: number, resolution = 1): Leiden {
  if (!(resolution > 0 && resolution < Infinity)) {
    throw new RangeError(`leiden: resolution ${resolution}, expected a finite number over 0`);
  }
  const finest = coarseOf(graph);
  let labels: Int32Array = nodesInOrder(graph.n);
  let quality = modularity(graph, labels, resolution);
  if (finest.total === 0) return { labels, modularity: quality };
  for (let iteration = 0; ; iteration++) {
    const next = iterate(finest, labels, resolution, random(seed, 'leiden', iteration));
    const reached = modularity(graph, next, resolution);
    if (reached <= quality + GAIN) return { labels: next, modularity: reached };
    labels = next;
    quality = reached;
  }
}

/** One iteration from the communities `start` [N]. */
function iterate(finest: CoarseGraph, start: Int32Array, resolution: number, rng: Random): Int32Array {
  const labels = nodesInOrder(start.length); // node of the aggregate that holds each original node
  let graph = finest;
  let community: Int32Array = start.slice();
  for (;;) {
    moveLocally(graph, community, resolution, rng);
    if (allApart(community)) return labels;
    let part = refine(graph, community, resolution, rng);
    // No part joined: take the connected pieces of the communities, so that the aggregate shrinks all the same.
    if (allApart(part)) part = pieces(graph, community);
    if (allApart(part)) return labels;
    const coarse = coarsen(graph, part);
    const above = new Int32Array(coarse.n);
    for (let i = 0; i < part.length; i++) above[part[i]] = community[i];
    for (let i = 0; i < labels.length; i++) labels[i] = part[labels[i]];
    graph = coarse;
    community = dense(above).labels;
  }
}

/** Whether no two nodes share a label of 0 … n - 1. */
function allApart(labels: Int32Array): boolean {
  const seen = new Uint8Array(labels.length);
  return labels.every((label) => seen[label]++ === 0);
}

/** Connected pieces of every community, as labels 0, 1, … */
function pieces(graph: CoarseGraph, community: Int32Array): Int32Array {
  const a: number[] = [];
  const b: number[] = [];
  for (let i = 0; i < graph.n; i++) {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) {
      const j = graph.targets[k];
      if (i < j && community[i] === community[j]) {
        a.push(i);
        b.push(j);
      }
    }
  }
  const inside = graphFromEdges(graph.n, Int32Array.from(a), Int32Array.from(b));
  return components(inside).cluster.map((c) => c - 1);
}
