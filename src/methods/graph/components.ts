/**
 * Connected components by breadth-first search, canonically numbered (1 is the largest; ties by smallest node).
 * An isolated node is a component of size one; a graph without nodes has none.
 */
import { type Canonical, canonical } from './communities/labels.ts';
import type { Graph } from './csr-graph.ts';

export function components(graph: Graph): Canonical {
  const { n, offsets, targets } = graph;
  const label = new Int32Array(n).fill(-1);
  const queue = new Int32Array(n);
  let count = 0;
  let seen = 0; // once all nodes are, the rows left over hold nothing new
  for (let start = 0; seen < n; start++) {
    if (label[start] >= 0) continue;
    let head = 0;
    let tail = 0;
    queue[tail++] = start;
    label[start] = count;
    seen++;
    while (head < tail && seen < n) {
      const v = queue[head++];
      for (let k = offsets[v]; k < offsets[v + 1]; k++) {
        const w = targets[k];
        if (label[w] < 0) {
          label[w] = count;
          queue[tail++] = w;
          seen++;
        }
      }
    }
    count++;
  }
  return canonical(label);
}
