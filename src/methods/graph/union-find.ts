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
