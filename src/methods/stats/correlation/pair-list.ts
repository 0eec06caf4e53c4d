/**
 * Growing list of pairs of columns with one number each, in typed arrays: millions of pairs at 12 bytes, where plain arrays
 * would take three times as much.
 */
export class PairList {
  a = new Int32Array(1024);
  b = new Int32Array(1024);
  value = new Float32Array(1024);
  /** Pairs in use; what lies behind them in the arrays is not meant to be read. */
  length = 0;

  push(a: number, b: number, value: number): void {
    if (this.length === this.a.length) this.#grow();
    this.a[this.length] = a;
    this.b[this.length] = b;
    this.value[this.length++] = value;
  }

  /** Drops every pair whose |value| is below `least`; the others keep their order. */
  dropBelow(least: number): void {
    let filled = 0;
    for (let at = 0; at < this.length; at++) {
      if (Math.abs(this.value[at]) < least) continue;
      this.a[filled] = this.a[at];
      this.b[filled] = this.b[at];
      this.value[filled++] = this.value[at];
    }
    this.length = filled;
  }

  #grow(): void {
    const size = 2 * this.a.length;
    const [a, b, value] = [new Int32Array(size), new Int32Array(size), new Float32Array(size)];
    a.set(this.a);
    b.set(this.b);
    value.set(this.value);
    [this.a, this.b, this.value] = [a, b, value];
  }
}
