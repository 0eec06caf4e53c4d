/**
 * Binary max-heap over rows 0 … n - 1 whose keys change: the row with the largest gain on top, the smallest row on ties.
 * `set` inserts or moves a row, `remove` takes it out; both O(log n) through the position of each row.
 */
export class RowHeap {
  /** [N] key of each row; read it freely, change it only through `set`. */
  readonly gain: Float64Array;
  private readonly rows: Int32Array;
  private readonly position: Int32Array;
  private size = 0;

  constructor(n: number) {
    this.gain = new Float64Array(n);
    this.rows = new Int32Array(n);
    this.position = new Int32Array(n).fill(-1);
  }

  /** The top row, -1 when empty. */
  top(): number {
    return this.size === 0 ? -1 : this.rows[0];
  }

  set(row: number, gain: number): void {
    if (Number.isNaN(gain)) throw new RangeError(`RowHeap: gain NaN of row ${row}, expected a number`);
    this.gain[row] = gain;
    if (this.position[row] < 0) {
      this.rows[this.size] = row;
      this.position[row] = this.size++;
    }
    this.settle(row);
  }

  remove(row: number): void {
    const hole = this.position[row];
    if (hole < 0) return;
    this.position[row] = -1;
    const last = this.rows[--this.size];
    if (last === row) return;
    this.rows[hole] = last;
    this.position[last] = hole;
    this.settle(last);
  }

  private before(x: number, y: number): boolean {
    return this.gain[x] > this.gain[y] || (this.gain[x] === this.gain[y] && x < y);
  }

  private settle(row: number): void {
    const { rows, position } = this;
    let at = position[row];
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.before(row, rows[up])) break;
      rows[at] = rows[up];
      position[rows[at]] = at;
      at = up;
    }
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && this.before(rows[down + 1], rows[down])) down++;
      if (!this.before(rows[down], row)) break;
      rows[at] = rows[down];
      position[rows[at]] = at;
      at = down;
    }
    rows[at] = row;
    position[row] = at;
  }
}
