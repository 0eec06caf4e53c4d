/** Doubly linked lists of the items 0 … n - 1, each item in at most one of them: put in and taken out in O(1), walked in no order. */
export class LinkedLists {
  private readonly head: Int32Array;
  private readonly following: Int32Array;
  private readonly previous: Int32Array;

  constructor(items: number, lists: number) {
    this.head = new Int32Array(lists).fill(-1);
    this.following = new Int32Array(items).fill(-1);
    this.previous = new Int32Array(items).fill(-1);
  }

  /** An item of the list, -1 of an empty one. */
  first(list: number): number {
    return this.head[list];
  }

  /** The next item of the same list, -1 at its end. Ask before the item is taken out. */
  next(item: number): number {
    return this.following[item];
  }

  add(list: number, item: number): void {
    const first = this.head[list];
    this.following[item] = first;
    this.previous[item] = -1;
    if (first >= 0) this.previous[first] = item;
    this.head[list] = item;
  }

  remove(list: number, item: number): void {
    const [before, after] = [this.previous[item], this.following[item]];
    if (before >= 0) this.following[before] = after;
    else this.head[list] = after;
    if (after >= 0) this.previous[after] = before;
  }
}
