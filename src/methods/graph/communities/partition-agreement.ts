/**
 * How well two partitions of the same nodes agree.
 *
 *   ari  adjusted Rand index (Hubert and Arabie 1985): pairs grouped alike, 1 = equal, 0 = what chance gives with these
 *        cluster sizes. Where chance leaves no room (both all in one cluster, or all alone) equal partitions have 1.
 *   nmi  mutual information over the mean of the two entropies (arithmetic, as scikit-learn). Two partitions of entropy 0
 *        are equal: 1. Not adjusted for chance: many small clusters raise it.
 *   vi   variation of information in nats (Meila 2003), 0 = equal, at most log n. A metric.
 */

export interface Agreement {
  readonly ari: number;
  readonly nmi: number;
  readonly vi: number;
}

/** Labels [N] each, N ≥ 1. */
export function agreement(one: Int32Array, two: Int32Array): Agreement {
  const { n, one: rows, two: columns, cells } = contingency(one, two);
  if (n < 1) throw new RangeError('agreement: 0 nodes, expected at least 1');
  const entropyOne = entropy(rows.values(), n);
  const entropyTwo = entropy(columns.values(), n);
  const joint = entropy(
    cells.map((cell) => cell.count),
    n,
  );
  // Rounding can push differences of equal entropies below 0.
  const shared = Math.max(0, entropyOne + entropyTwo - joint);
  const mean = (entropyOne + entropyTwo) / 2;
  return {
    ari: adjustedRand(rows.values(), columns.values(), cells, n),
    nmi: mean === 0 ? 1 : Math.min(1, shared / mean),
    vi: Math.max(0, 2 * joint - entropyOne - entropyTwo),
  };
}

function adjustedRand(
  rows: Iterable<number>,
  columns: Iterable<number>,
  cells: readonly { readonly count: number }[],
  n: number,
): number {
  const pairs = (count: number): number => (count * (count - 1)) / 2;
  const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + pairs(count), 0);
  const [together, inOne, inTwo] = [sum(cells.map((cell) => cell.count)), sum(rows), sum(columns)];
  const expected = n < 2 ? 0 : (inOne * inTwo) / pairs(n);
  const largest = (inOne + inTwo) / 2;
  return largest === expected ? 1 : (together - expected) / (largest - expected);
}

function entropy(counts: Iterable<number>, n: number): number {
  let h = 0;
  for (const count of counts) h -= (count / n) * Math.log(count / n);
  return h;
}

/**
 * The contingency table of two partitions of the same nodes: how many nodes are in cluster a of the one and b of the other.
 * Sparse, since most pairs of clusters share nothing.
 */
interface Contingency {
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
