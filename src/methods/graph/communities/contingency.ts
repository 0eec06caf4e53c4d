/**
 * The contingency table of two partitions of the same nodes: how many nodes are in cluster a of the one and b of the other.
 * Sparse, since most pairs of clusters share nothing.
 */

export interface Contingency {
  readonly n: number;
  /** Nodes per cluster of the first and of the second partition, by label. */
  readonly one: ReadonlyMap<number, number>;
  readonly two: ReadonlyMap<number, number>;
  /** Shared nodes of each pair of clusters that share any. */
  readonly cells: readonly { readonly one: number; readonly two: number; readonly count: number }[];
}

/** Labels [N] each; equal label = same cluster. */
export function contingency(one: Int32Array, two: Int32Array): Contingency {
  if (one.length !== two.length)
    throw new RangeError(`contingency: ${one.length} and ${two.length} labels, expected as many of each`);
  const rows = new Map<number, Map<number, number>>();
  const sizesTwo = new Map<number, number>();
  for (let i = 0; i < one.length; i++) {
    let row = rows.get(one[i]);
    if (row === undefined) {
      row = new Map();
      rows.set(one[i], row);
    }
    row.set(two[i], (row.get(two[i]) ?? 0) + 1);
    sizesTwo.set(two[i], (sizesTwo.get(two[i]) ?? 0) + 1);
  }
  const sizesOne = new Map<number, number>();
  const cells: { one: number; two: number; count: number }[] = [];
  for (const [a, row] of rows) {
    let size = 0;
    for (const [b, count] of row) {
      cells.push({ one: a, two: b, count });
      size += count;
    }
    sizesOne.set(a, size);
  }
  return { n: one.length, one: sizesOne, two: sizesTwo, cells };
}
