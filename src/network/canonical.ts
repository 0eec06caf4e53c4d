/**
 * Canonical numbering of a partition: cluster 1 is the largest, ties go to the cluster with the smallest node.
 * Two partitions that group the nodes alike become identical arrays, so equality of clusterings is equality of arrays.
 */

export interface Canonical {
  /** [N] cluster of each node, 1 … count. */
  readonly cluster: Int32Array;
  /** [count] size of cluster k at k - 1, descending. */
  readonly sizes: Int32Array;
  readonly count: number;
}

/** `labels` [N]: any non-negative integers; equal label = same cluster. */
export function canonical(labels: Int32Array): Canonical {
  const first: number[] = []; // smallest node of each label, in order of appearance
  const size: number[] = [];
  const seen = new Map<number, number>();
  const dense = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] < 0) throw new RangeError(`canonical: label ${labels[i]} of node ${i}, expected at least 0`);
    let k = seen.get(labels[i]);
    if (k === undefined) {
      k = first.length;
      seen.set(labels[i], k);
      first.push(i);
      size.push(0);
    }
    size[k]++;
    dense[i] = k;
  }
  const order = first.map((_, k) => k).sort((x, y) => size[y] - size[x] || first[x] - first[y]);
  const number = new Int32Array(order.length);
  order.forEach((k, rank) => {
    number[k] = rank + 1;
  });
  return {
    cluster: dense.map((k) => number[k]),
    sizes: Int32Array.from(order, (k) => size[k]),
    count: order.length,
  };
}
