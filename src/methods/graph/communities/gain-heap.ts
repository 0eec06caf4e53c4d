/**
 * Binary max-heap over slots 0 … n - 1 whose keys change: the largest gain on top, on ties the smallest first, then the smallest second
 * number. `set` inserts or moves a slot, `remove` takes it out; both O(log n) through the position of each.
 */
export class GainHeap {
  private readonly gain: Float64Array;
  private readonly first: Int32Array;
  private readonly second: Int32Array;
  private readonly slots: Int32Array;
  private readonly position: Int32Array;
  private size = 0;
  /** Places that slots have moved by. */
  steps = 0;

  constructor(n: number) {
    this.gain = new Float64Array(n);
    this.first = new Int32Array(n);
    this.second = new Int32Array(n);
    this.slots = new Int32Array(n);
    this.position = new Int32Array(n).fill(-1);
  }

  /** The top slot, -1 when empty. */
  top(): number {
    return this.size === 0 ? -1 : this.slots[0];
  }

  /** Puts a slot behind the others, wherever it belongs: `order` must follow before anything else. */
  append(slot: number, gain: number, first: number, second: number): void {
    if (Number.isNaN(gain)) throw new RangeError(`GainHeap: gain NaN of ${first} and ${second}, expected a number`);
    this.gain[slot] = gain;
    this.first[slot] = first;
    this.second[slot] = second;
    this.slots[this.size] = slot;
    this.position[slot] = this.size++;
  }

  /** Makes a heap of what was appended, in O(n). */
  order(): void {
    for (let at = (this.size >> 1) - 1; at >= 0; at--) this.sink(this.slots[at], at);
  }

  set(slot: number, gain: number, first: number, second: number): void {
    if (Number.isNaN(gain)) throw new RangeError(`GainHeap: gain NaN of ${first} and ${second}, expected a number`);
    if (this.position[slot] < 0) this.append(slot, gain, first, second);
    else {
      this.gain[slot] = gain;
      this.first[slot] = first;
      this.second[slot] = second;
    }
    this.settle(slot);
  }

  /** The same where the new key comes before the one that the slot has, or it has none; otherwise nothing. */
  raise(slot: number, gain: number, first: number, second: number): void {
    const held = this.position[slot] >= 0;
    const own = this.gain[slot];
    if (held && (gain < own || (gain === own && !this.earlier(first, second, slot)))) return;
    this.set(slot, gain, first, second);
  }

  /** Whether this is the key that the slot has. */
  has(slot: number, gain: number, first: number, second: number): boolean {
    return this.gain[slot] === gain && this.first[slot] === first && this.second[slot] === second;
  }

  remove(slot: number): void {
    const hole = this.position[slot];
    if (hole < 0) return;
    this.position[slot] = -1;
    const last = this.slots[--this.size];
    if (last === slot) return;
    this.slots[hole] = last;
    this.position[last] = hole;
    this.settle(last);
  }

  private earlier(first: number, second: number, than: number): boolean {
    return first < this.first[than] || (first === this.first[than] && second < this.second[than]);
  }

  private before(x: number, y: number): boolean {
    const [own, other] = [this.gain[x], this.gain[y]];
    return own > other || (own === other && this.earlier(this.first[x], this.second[x], y));
  }

  private settle(slot: number): void {
    const { slots, position } = this;
    let at = position[slot];
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.before(slot, slots[up])) break;
      slots[at] = slots[up];
      position[slots[at]] = at;
      at = up;
      this.steps++;
    }
    this.sink(slot, at);
  }

  private sink(slot: number, from: number): void {
    const { slots, position } = this;
    let at = from;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && this.before(slots[down + 1], slots[down])) down++;
      if (!this.before(slots[down], slot)) break;
      slots[at] = slots[down];
      position[slots[at]] = at;
      at = down;
      this.steps++;
    }
    slots[at] = slot;
    position[slot] = at;
  }
}
