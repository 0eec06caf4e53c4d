/**
 * Fast local moving of Leiden (Traag, Waltman, van Eck, Sci. Rep. 9, 5233, 2019, algorithm A.2): nodes wait in a queue,
 * each moves to the community that raises modularity most (its own, a neighbour's, or an empty one), and a move puts
 * the neighbours outside the new community back into the queue. A call that moves nothing shows that no single move gains
 * more than GAIN; a call that moves something does not yet, since a community also changes for nodes that are no neighbours.
 */
import type { Random } from '../../../random.ts';
import type { CoarseGraph } from './coarse.ts';
import { nodesShuffled } from './labels.ts';
import { GAIN } from './louvain.ts';

/** `community` [n], labels 0 … n - 1, changed in place. Returns whether any node moved. */
export function moveLocally(graph: CoarseGraph, community: Int32Array, resolution: number, rng: Random): boolean {
  const { n, offsets, targets, weights, strength, total } = graph;
  const sums = new Float64Array(n); // Σ strength per community
  const members = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    sums[community[i]] += strength[i];
    members[community[i]]++;
  }
  const empty: number[] = [];
  for (let c = n - 1; c >= 0; c--) if (members[c] === 0) empty.push(c);
  const queue = nodesShuffled(n, rng); // a ring: a node is in it at most once
  const waiting = new Uint8Array(n).fill(1);
  const link = new Float64Array(n); // weight from the node at hand to each community it touches
  const touched = new Int32Array(n + 1);
  let head = 0;
  let length = n;
  let moved = false;
  while (length > 0) {
    const i = queue[head];
    head = head + 1 === n ? 0 : head + 1;
    length--;
    waiting[i] = 0;
    const own = community[i];
    // Written out here and in louvain.ts: these loops are most of the time of either.
    let count = 0;
    for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) {
      const c = community[targets[k]];
      touched[count] = c; // counted only when new; as a branch it would be mispredicted as often as not
      count += Number(link[c] === 0);
      link[c] += weights[k];
    }
    const alone = members[own] === 1;
    sums[own] -= strength[i];
    const scale = (resolution * strength[i]) / total;
    let best = own;
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
    if (largest < 0 && !alone) best = empty[empty.length - 1];
    sums[best] += strength[i];
    if (best === own) continue;
    moved = true;
    if (members[best] === 0) empty.pop();
    if (--members[own] === 0) empty.push(own);
    members[best]++;
    community[i] = best;
    for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) {
      const w = targets[k];
      if (waiting[w] === 0 && community[w] !== best) {
        waiting[w] = 1;
        const tail = head + length++;
        queue[tail < n ? tail : tail - n] = w;
      }
    }
  }
  return moved;
}
