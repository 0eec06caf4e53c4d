/**
 * Finds the number of an unordered pair {a, b} of clusters, with removal: open addressing with linear probing. Rows of neighbours
 * alone would be walked to their end, and the row of a hub is as long as the graph.
 */
export class PairTable {
  private readonly ends: Int32Array;
  /** Twice the pairs that fit, as a power of two; the number of a pair + 1, 0 where nothing is. */
  private readonly slots: Int32Array;

  /** `ends`: pair k is {ends[2k], ends[2k + 1]}, in either order; they may change only while k is out of the table. */
  constructor(ends: Int32Array) {
    this.ends = ends;
    let size = 2;
    while (size < ends.length) size *= 2;
    this.slots = new Int32Array(size);
  }

  add(pair: number): void {
    let at = this.home(this.ends[2 * pair], this.ends[2 * pair + 1]);
    while (this.slots[at] !== 0) at = (at + 1) & (this.slots.length - 1);
    this.slots[at] = pair + 1;
  }

  /** -1 where there is no such pair. */
  find(a: number, b: number): number {
    return this.slots[this.slotOf(a, b)] - 1;
  }

  remove(pair: number): void {
    const { slots, ends } = this;
    const last = slots.length - 1;
    let hole = this.slotOf(ends[2 * pair], ends[2 * pair + 1]);
    // What stands behind the hole without a gap moves up, unless that would put it before its own place.
    for (let at = (hole + 1) & last; slots[at] !== 0; at = (at + 1) & last) {
      const home = this.home(ends[2 * slots[at] - 2], ends[2 * slots[at] - 1]);
      if (((at - home) & last) < ((at - hole) & last)) continue;
      slots[hole] = slots[at];
      hole = at;
    }
    slots[hole] = 0;
  }

  /** Where the pair is, or the empty place where the search for it ends. */
  private slotOf(a: number, b: number): number {
    const { slots, ends } = this;
    let at = this.home(a, b);
    for (; slots[at] !== 0; at = (at + 1) & (slots.length - 1)) {
      const [one, other] = [ends[2 * slots[at] - 2], ends[2 * slots[at] - 1]];
      if ((one === a && other === b) || (one === b && other === a)) break;
    }
    return at;
  }

  private home(a: number, b: number): number {
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    let mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca77);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    return (mixed ^ (mixed >>> 13)) & (this.slots.length - 1);
  }
}
