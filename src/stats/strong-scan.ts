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
import type { Columns } from './columns.ts';
import { PairList } from './pair-list.ts';
import { pairProduct } from './pairs.ts';

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

export class StrongScan {
  /** [K] */
  readonly sums: Float64Array;
  /** [CELLS + 1] */
  readonly cells = new Int32Array(CELLS + 1);
  readonly strong = new PairList();
  /** Place of the floor among `floors`; their number when even the last lets more than `most` pairs through. */
  floor = 0;
  readonly #columns: Columns;
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

  constructor(columns: Columns, rule: ScanRule, passed: PassedPair) {
    const { levels, floors } = rule;
    const margin = marginOf(columns.n);
    this.sums = new Float64Array(columns.kept.length);
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

  /** Products of columns from `top` with `cols` columns from `left`, row-major. */
  block(products: Float32Array, top: number, left: number, cols: number): void {
    const { sums, cells } = this;
    for (let row = 0, start = 0; start < products.length; row++, start += cols) {
      const a = top + row;
      const least = Math.min(this.#lowest, this.#least);
      const first = Math.min(WEAK, least);
      let sum = 0;
      // Blocks on the diagonal hold each of their pairs twice.
      for (let col = Math.max(0, a + 1 - left); col < cols; col++) {
        const strength = Math.abs(products[start + col]);
        sum += strength;
        sums[left + col] += strength;
        if (strength < first) continue;
        if (strength >= WEAK) cells[(strength * CELLS) | 0]++;
        if (strength >= least) this.#look(a, left + col, products[start + col]);
      }
      sums[a] += sum;
      while (this.strong.length > this.#rule.most && this.floor < this.#rule.floors.length) this.#raise();
    }
  }

  /** Pairs that pass each level. */
  counts(): Float64Array {
    const counts = this.#histogram.slice(1);
    for (let level = counts.length - 2; level >= 0; level--) counts[level] += counts[level + 1];
    return counts;
  }

  #look(a: number, b: number, value: number): void {
    const strength = Math.abs(value);
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
    const r = near ? pairProduct(this.#columns, a, b) : value;
    const strength = sign === 'absolute' ? Math.abs(r) : r;
    return levels.filter((level) => (strict ? strength > level : strength >= level)).length;
  }

  #raise(): void {
    this.floor++;
    this.#least = (this.#rule.floors[this.floor] ?? Infinity) - this.#margin;
    this.strong.dropBelow(this.#least);
  }
}
