/**
 * Reads blocks of float32 products and finds the pairs of columns whose |r| passes a threshold, counting on the way how many pass
 * each level. What float32 cannot decide is recomputed in float64: see blocked-pairs.ts.
 */
import type { Columns } from './columns.ts';
import { pairProduct } from './pairs.ts';

export type Sign = 'absolute' | 'positive';

/** Pairs in order: positions among the prepared columns, a < b. */
export interface Found {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly r: Float64Array;
}

export interface ScanRule {
  /** Pairs of either sign are found from here; `strict` as in PairRule. */
  readonly threshold: number;
  readonly strict: boolean;
  /** What `counts` counts. */
  readonly sign: Sign;
}

/** Cells of the lookup from |r| to the number of levels below it. */
const CELLS = 8192;

export class StrongScan {
  readonly #columns: Columns;
  readonly #rule: ScanRule;
  readonly #levels: readonly number[];
  /** |r| in float32 below which nothing is looked at. */
  readonly #least: number;
  /** Per cell of |r|: levels passed, or −1 where float32 cannot tell or the pair may be kept. */
  readonly #passed: Int16Array;
  /** Pairs by number of levels passed: of positive r, and of negative. */
  readonly #histograms: readonly [Float64Array, Float64Array];
  /** In the order of the blocks. */
  readonly #found: { readonly a: number[]; readonly b: number[]; readonly r: number[] } = { a: [], b: [], r: [] };
  #positions = new Int32Array(0);

  constructor(columns: Columns, rule: ScanRule, levels: readonly number[]) {
    const margin = Math.max(1e-5, (columns.n + 3) * 2 ** -24);
    this.#columns = columns;
    this.#rule = rule;
    this.#levels = levels;
    this.#least = Math.max(0, Math.min(rule.threshold, ...levels) - margin);
    this.#histograms = [new Float64Array(levels.length + 1), new Float64Array(levels.length + 1)];
    this.#passed = Int16Array.from({ length: CELLS + 1 }, (_, cell) => {
      const low = cell / CELLS - margin;
      const high = (cell + 1) / CELLS + margin;
      const unsure = high >= rule.threshold || levels.some((level) => low <= level && level <= high);
      return unsure ? -1 : levels.filter((level) => level < low).length;
    });
  }

  /** Products of columns from `top` with `cols` columns from `left`, row-major. */
  block(products: Float32Array, top: number, left: number, cols: number): void {
    if (this.#positions.length < products.length) this.#positions = new Int32Array(products.length);
    const count = strongPositions(products, this.#least, this.#positions);
    for (let at = 0; at < count; at++) {
      const position = this.#positions[at];
      const row = Math.floor(position / cols);
      const a = top + row;
      const b = left + position - row * cols;
      // The blocks on the diagonal hold each of their pairs twice.
      if (a < b) this.#candidate(products[position], a, b);
    }
  }

  #candidate(value: number, a: number, b: number): void {
    const sure = this.#passed[Math.min(CELLS, Math.floor(Math.abs(value) * CELLS))];
    if (sure >= 0) {
      this.#histograms[value > 0 ? 0 : 1][sure]++;
      return;
    }
    const r = pairProduct(this.#columns, a, b);
    const strength = Math.abs(r);
    const passes = (edge: number) => (this.#rule.strict ? strength > edge : strength >= edge);
    this.#histograms[r > 0 ? 0 : 1][this.#levels.filter(passes).length]++;
    if (!passes(this.#rule.threshold)) return;
    this.#found.a.push(a);
    this.#found.b.push(b);
    this.#found.r.push(r);
  }

  /** By a, then b. Blocks of one row of blocks come left to right, so a stable counting sort by a is enough. */
  #inOrder(): Found {
    const { a, b, r } = this.#found;
    const next = new Int32Array(this.#columns.kept.length + 1);
    for (const column of a) next[column + 1]++;
    for (let column = 1; column < next.length; column++) next[column] += next[column - 1];
    const found = { a: new Int32Array(a.length), b: new Int32Array(a.length), r: new Float64Array(a.length) };
    for (let at = 0; at < a.length; at++) {
      const to = next[a[at]]++;
      found.a[to] = a[at];
      found.b[to] = b[at];
      found.r[to] = r[at];
    }
    return found;
  }

  /** Found pairs in order; pairs that pass each level by the rule's sign, and by magnitude. */
  result(): { found: Found; counts: Float64Array; magnitudes: Float64Array } {
    const [positive, negative] = this.#histograms.map(passing);
    const magnitudes = positive.map((count, level) => count + negative[level]);
    return {
      found: this.#inOrder(),
      counts: this.#rule.sign === 'absolute' ? magnitudes : positive,
      magnitudes,
    };
  }
}

/** From pairs by number of levels passed to pairs that pass each level. */
function passing(histogram: Float64Array): Float64Array {
  const counts = histogram.slice(1);
  for (let level = counts.length - 2; level >= 0; level--) counts[level] += counts[level + 1];
  return counts;
}

/**
 * Where |value| exceeds `least`, written to `positions`; returns how many. Without their sign bit, floats order as their bits
 * do: an integer comparison is what makes 300 million of them take about a second.
 */
function strongPositions(products: Float32Array, least: number, positions: Int32Array): number {
  const bits = new Int32Array(products.buffer, products.byteOffset, products.length);
  const [limit] = new Int32Array(Float32Array.of(least).buffer);
  let count = 0;
  for (let at = 0; at < bits.length; at++) {
    if ((bits[at] & 0x7fffffff) > limit) positions[count++] = at;
  }
  return count;
}
