/**
 * Reads blocks of float32 products of unit columns, each pair a < b once, and keeps of them
 *
 *   counts   pairs that pass each level, exactly: within the margin of a level r is recomputed in float64
 *   sums     Σ |r| of each column with all others, from float32: every term within `margin` of its value
 *   cells    how many pairs from |r| = WEAK on lie in each of CELLS cells, from float32
 *   strong   candidates of |r| at or above a floor; when they become more than `most`, the floor moves up to its next step
 *
 * `margin` bounds the float32 error of an inner product of two unit vectors of length P: max(1e-5, (P + 3) 2⁻²⁴).
 */

import { PairList } from './pair-list.ts';
import { chosenProducts } from './pairs.ts';
import type { HeldColumns } from './scattered-columns.ts';

export type Sign = 'absolute' | 'positive';

/** Cells of |r| from 0 to 1; the last, number CELLS, is for 1 itself. */
export const CELLS = 8192;
/** Pairs below it are not put into cells: they are most of all pairs, and say little. */
export const WEAK = 0.05;

export interface ScanRule {
  /** Ascending, in (0, 1]. */
  readonly levels: readonly number[];
  /** true: above the level; false: at or above it. */
  readonly strict: boolean;
  /** Whether |r| or r must pass a level. */
  readonly sign: Sign;
  /** Where the floor may stand, ascending. */
  readonly floors: readonly number[];
  readonly most: number;
}

/** Told of every pair that passes a level, with the number of levels it passes. */
export type PassedPair = (a: number, b: number, levels: number) => void;

export function marginOf(rows: number): number {
  return Math.max(1e-5, (rows + 3) * 2 ** -24);
}

/** `place` moved into 0 … `end`. */
function clamp(place: number, end: number): number {
  return Math.min(Math.max(place, 0), end);
}

export class StrongScan {
  /** [K] */
  readonly sums: Float64Array;
  /** [CELLS + 1] */
  readonly cells = new Int32Array(CELLS + 1);
  readonly strong = new PairList();
  /** Place of the floor among `floors`; their number when even the last lets more than `most` pairs through. */
  floor = 0;
  readonly #columns: HeldColumns;
  readonly #rule: ScanRule;
  readonly #margin: number;
  readonly #passed: PassedPair;
  /** Pairs by number of levels passed. */
  readonly #histogram: Float64Array;
  /** Per cell of |r|: levels passed, or −1 where a level is in reach. */
  readonly #certain: Int16Array;
  /** |r| in float32 below which no level is in reach, and below which nothing is looked at. */
  readonly #lowest: number;
  #least = 0;

  constructor(columns: HeldColumns, rule: ScanRule, passed: PassedPair) {
    const { levels, floors } = rule;
    const margin = marginOf(columns.n);
    this.sums = new Float64Array(columns.varying.length);
    this.#columns = columns;
    this.#rule = rule;
    this.#margin = margin;
    this.#passed = passed;
    this.#histogram = new Float64Array(levels.length + 1);
    this.#lowest = (levels[0] ?? Infinity) - margin;
    this.#least = floors[0] - margin;
    this.#certain = Int16Array.from({ length: CELLS + 1 }, (_, cell) => {
      const [low, high] = [cell / CELLS - margin, (cell + 1) / CELLS + margin];
      return levels.some((level) => low <= level && level <= high) ? -1 : levels.filter((level) => level < low).length;
    });
  }

  /** Products of columns from `top` with `cols` columns from `left`, row-major. Of blocks on the diagonal, pairs a < b are read. */
  block(products: Float32Array, top: number, left: number, cols: number): void {
    const rows = products.length / cols;
    for (let row = 0; row < rows; row += 4) {
      const wide = row + 4 <= rows;
      const last = Math.min(row + 4, rows);
      // From here on all four columns come before the other one.
      const common = wide ? clamp(top + row + 4 - left, cols) : cols;
      for (let one = row; one < last; one++) {
        this.#one(products, one * cols, top + one, left, clamp(top + one + 1 - left, common), common);
      }
      if (wide) this.#four(products, row * cols, top + row, left, common, cols);
      while (this.strong.length > this.#rule.most && this.floor < this.#rule.floors.length) this.#raise();
    }
  }

  #one(products: Float32Array, start: number, a: number, left: number, from: number, to: number): void {
    const { sums } = this;
    const first = Math.min(WEAK, this.#lowest, this.#least);
    let sum = 0;
    for (let col = from; col < to; col++) {
      const strength = Math.abs(products[start + col]);
      sum += strength;
      sums[left + col] += strength;
      if (strength >= first) this.#look(a, left + col, products[start + col]);
    }
    sums[a] += sum;
  }

  /**
   * The same of four columns a, a + 1 … at once: most of a pair's time would go into storing the other column's sum (4.4 ns a pair
   * one by one, 1.8 in fours, where 11 % are not weak).
   */
  #four(products: Float32Array, start: number, a: number, left: number, from: number, cols: number): void {
    const { sums } = this;
    const first = Math.min(WEAK, this.#lowest, this.#least);
    const [second, third, fourth] = [start + cols, start + 2 * cols, start + 3 * cols];
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let col = from; col < cols; col++) {
      const s0 = Math.abs(products[start + col]);
      const s1 = Math.abs(products[second + col]);
      const s2 = Math.abs(products[third + col]);
      const s3 = Math.abs(products[fourth + col]);
      sum0 += s0;
      sum1 += s1;
      sum2 += s2;
      sum3 += s3;
      sums[left + col] += s0 + s1 + (s2 + s3);
      if (s0 >= first) this.#look(a, left + col, products[start + col]);
      if (s1 >= first) this.#look(a + 1, left + col, products[second + col]);
      if (s2 >= first) this.#look(a + 2, left + col, products[third + col]);
      if (s3 >= first) this.#look(a + 3, left + col, products[fourth + col]);
    }
    sums[a] += sum0;
    sums[a + 1] += sum1;
    sums[a + 2] += sum2;
    sums[a + 3] += sum3;
  }

  /** Pairs that pass each level. */
  counts(): Float64Array {
    const counts = this.#histogram.slice(1);
    for (let level = counts.length - 2; level >= 0; level--) counts[level] += counts[level + 1];
    return counts;
  }

  #look(a: number, b: number, value: number): void {
    const strength = Math.abs(value);
    if (strength >= WEAK) this.cells[(strength * CELLS) | 0]++;
    if (strength >= this.#lowest) this.#count(a, b, value);
    if (strength >= this.#least) this.strong.push(a, b, value);
  }

  #count(a: number, b: number, value: number): void {
    const { sign } = this.#rule;
    const strength = Math.abs(value);
    const certain = this.#certain[Math.min(CELLS, (strength * CELLS) | 0)];
    const levels = certain >= 0 ? (sign === 'absolute' || value > 0 ? certain : 0) : this.#decide(a, b, value);
    this.#histogram[levels]++;
    if (levels > 0) this.#passed(a, b, levels);
  }

  /** Levels passed where a level is near: in float64 when it is within the margin. */
  #decide(a: number, b: number, value: number): number {
    const { levels, strict, sign } = this.#rule;
    const near = levels.some((level) => Math.abs(Math.abs(value) - level) <= this.#margin);
    const r = near ? chosenProducts(this.#columns, Int32Array.of(a), Int32Array.of(b))[0] : value;
    const strength = sign === 'absolute' ? Math.abs(r) : r;
    return levels.filter((level) => (strict ? strength > level : strength >= level)).length;
  }

  #raise(): void {
    this.floor++;
    this.#least = (this.#rule.floors[this.floor] ?? Infinity) - this.#margin;
    this.strong.dropBelow(this.#least);
  }
}
