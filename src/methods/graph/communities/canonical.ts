/**
 * Canonical numbering of a partition: cluster 1 is the largest, ties go to the cluster with the smallest node.
 * Two partitions that group the nodes alike become identical arrays, so equality of clusterings is equality of arrays.
 */
import { dense } from './dense.ts';

export interface Canonical {
  /** [N] cluster of each node, 1 … count. */
  readonly cluster: Int32Array;
  /** [count] size of cluster k at k - 1, descending. */
  readonly sizes: Int32Array;
  readonly count: number;
}

/** `labels` [N]: any non-negative integers; equal label = same cluster. */
export function canonical(labels: Int32Array): Canonical {
  const wrong = labels.findIndex((label) => label < 0);
  if (wrong >= 0) throw new RangeError(`canonical: label ${labels[wrong]} of node ${wrong}, expected at least 0`);
  const { labels: own, count } = dense(labels); // a lower label has the smaller first node
  const size = new Int32Array(count);
  for (let i = 0; i < own.length; i++) size[own[i]]++;
  const order = Int32Array.from({ length: count }, (_, k) => k).sort((x, y) => size[y] - size[x] || x - y);
  const number = new Int32Array(count);
  order.forEach((k, rank) => {
    number[k] = rank + 1;
  });
  return { cluster: own.map((k) => number[k]), sizes: order.map((k) => size[k]), count };
}
