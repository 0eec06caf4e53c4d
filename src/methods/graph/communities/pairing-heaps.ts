/**
 * Many min-heaps over the items 0 … n - 1, each item in at most one of them: pairing heaps (Fredman, Sedgewick, Sleator and Tarjan,
 * Algorithmica 1, 1986). A heap is named by its root, the item of the smallest key, -1 the empty one. Two are melded in O(1); any
 * item is taken out in O(log n) amortised.
 */
export class PairingHeaps {
  private readonly key: (item: number) => number;
  private readonly child: Int32Array;
  private readonly next: Int32Array;
  /** The sibling before, or the parent of a first child; -1 of a root. */
  private readonly before: Int32Array;
  /** Comparisons made. */
  steps = 0;

  /** `key` must stay what it is while the item is in a heap with others. */
  constructor(n: number, key: (item: number) => number) {
    this.key = key;
    this.child = new Int32Array(n).fill(-1);
    this.next = new Int32Array(n).fill(-1);
    this.before = new Int32Array(n).fill(-1);
  }

  /** The root of both together. */
  meld(a: number, b: number): number {
    if (a < 0) return b;
    if (b < 0) return a;
    this.steps++;
    const [root, under] = this.key(a) <= this.key(b) ? [a, b] : [b, a];
    const first = this.child[root];
    this.next[under] = first;
    this.before[under] = root;
    if (first >= 0) this.before[first] = under;
    this.child[root] = under;
    return root;
  }

  /** Takes `item` out of the heap of `root`; the root of what is left. */
  remove(root: number, item: number): number {
    const { child, next, before } = this;
    const under = this.combine(child[item]);
    child[item] = -1;
    if (item === root) return under;
    const [previous, following] = [before[item], next[item]];
    if (child[previous] === item) child[previous] = following;
    else next[previous] = following;
    if (following >= 0) before[following] = previous;
    next[item] = -1;
    before[item] = -1;
    return this.meld(root, under);
  }

  /** Siblings from `first` on as one heap: melded two by two, then the pairs from the last to the first. */
  private combine(first: number): number {
    const { next, before } = this;
    let pairs = -1;
    for (let one = first; one >= 0; ) {
      const other = next[one];
      const rest = other < 0 ? -1 : next[other];
      next[one] = -1;
      before[one] = -1;
      if (other >= 0) {
        next[other] = -1;
        before[other] = -1;
      }
      const root = this.meld(one, other);
      next[root] = pairs; // a list of roots, for this walk alone
      pairs = root;
      one = rest;
    }
    let whole = -1;
    while (pairs >= 0) {
      const rest = next[pairs];
      next[pairs] = -1;
      whole = this.meld(whole, pairs);
      pairs = rest;
    }
    return whole;
  }
}
