/**
 * Disjoint sets with union by size and path halving (Tarjan and van Leeuwen 1984): which nodes hang together so far.
 */

export class UnionFind {
  /** Size of the largest set. */
  largest: number;
  /** Number of sets. */
  count: number;
  private readonly parent: Int32Array;
  private readonly size: Int32Array;

  constructor(n: number) {
    this.parent = Int32Array.from({ length: n }, (_, i) => i);
    this.size = new Int32Array(n).fill(1);
    this.largest = n === 0 ? 0 : 1;
    this.count = n;
  }

  find(node: number): number {
    let at = node;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]];
      at = this.parent[at];
    }
    return at;
  }

  /** Whether the two were apart until now. */
  union(a: number, b: number): boolean {
    let [large, small] = [this.find(a), this.find(b)];
    if (large === small) return false;
    if (this.size[large] < this.size[small]) [large, small] = [small, large];
    this.parent[small] = large;
    this.size[large] += this.size[small];
    this.largest = Math.max(this.largest, this.size[large]);
    this.count--;
    return true;
  }
}

/**
 * Connected components at several thresholds at once, from pairs told one by one in any order. A pair that passes a level
 * passes all lower ones, so where its ends already hang together at one level they do at all lower ones, and the work stops:
 * nearly always after one step.
 */
export class LevelComponents {
  readonly #sets: readonly UnionFind[];

  /** `n` nodes, `levels` thresholds in ascending order. */
  constructor(n: number, levels: number) {
    this.#sets = Array.from({ length: levels }, () => new UnionFind(n));
  }

  /** The pair passes the lowest `levels` of them. */
  pass(a: number, b: number, levels: number): void {
    for (let level = levels - 1; level >= 0; level--) if (!this.#sets[level].union(a, b)) return;
  }

  /** Components (isolated nodes count) and nodes in the largest, per level. */
  result(): { components: number; giant: number }[] {
    return this.#sets.map(({ count, largest }) => ({ components: count, giant: largest }));
  }
}
