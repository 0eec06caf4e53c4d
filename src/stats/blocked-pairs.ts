/**
 * The strong pairs among very many columns with their p and q, and how many pairs pass each of some levels, without ever
 * holding all pairs.
 *
 * Products of blocks of columns come in float32 from `product` (onnxruntime in a run). They only choose candidates: |r| above
 * a threshold or near a level, within a margin that bounds the float32 error of an inner product of unit vectors,
 * max(1e-5, (P + 3) 2⁻²⁴). Every candidate is recomputed in float64 by `pairProduct`, so kept pairs, their values and the
 * counts are bit for bit those of `pairProducts`.
 *
 * q is Benjamini-Hochberg over all pairs. The ranks of strong pairs are known; a weaker pair could lower a q only through
 * m p / rank, which the counts bound from below level by level, starting a little under the threshold. Where the bound does
 * not settle it, the pass is repeated from the next lower level; where the lowest does not either (a threshold that is not significant among so many pairs),
 * q is an upper bound and `qIsBound` says so.
 * Memory: the prepared columns in float64 and float32, one block, and what is kept.
 */
import type { Columns } from './columns.ts';
import { correlationP } from './correlation-p.ts';
import { type Found, type Sign, StrongScan } from './strong-scan.ts';

/** Products of all rows of a with all rows of b: a is [rowsA, n], b is [rowsB, n], the result [rowsA, rowsB], row-major f32. */
export type BlockProduct = (a: Float32Array, b: Float32Array, n: number) => Promise<Float32Array>;

export interface PairRule {
  readonly threshold: number;
  /** true: above the threshold; false: at or above it. Levels are counted the same way. */
  readonly strict: boolean;
  /** Whether |r| or r must pass. */
  readonly sign: Sign;
  /** Degrees of freedom of the p of one r. */
  readonly df: number;
}

export interface StrongPairs {
  /** Kept pairs in order: positions among the K prepared columns, a < b. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly r: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** Pairs that pass each level by the rule's sign. */
  readonly counts: Float64Array;
  /** K (K − 1) / 2. */
  readonly pairs: number;
  /** Some q is an upper bound of its value, because it depends on pairs below every level. */
  readonly qIsBound: boolean;
}

export interface BlockSizes {
  /** Columns on the shorter and the longer side of a block. */
  readonly rows: number;
  readonly cols: number;
}

/** Blocks of 16 MB, long enough for a matrix product to run at full rate. */
const BLOCK_SIZES: BlockSizes = { rows: 1024, cols: 4096 };

/** How far below the threshold pairs are found, and counted, so that the q of the weakest kept pair is settled in one pass. */
const SUPPORT = [0.02, 0.05];

export async function blockedPairs(
  columns: Columns,
  rule: PairRule,
  levels: readonly number[],
  product: BlockProduct,
  sizes: BlockSizes = BLOCK_SIZES,
): Promise<StrongPairs> {
  if (
    ![...levels, rule.threshold].every((edge) => edge > 0 && edge <= 1) ||
    levels.some((level, i) => i > 0 && level <= levels[i - 1])
  ) {
    throw new RangeError(
      `blockedPairs: threshold ${rule.threshold}, levels ${levels.join(', ')}, expected ascending numbers in (0, 1]`,
    );
  }
  const unit = unitColumns(columns);
  const k = columns.kept.length;
  const pairs = (k * (k - 1)) / 2;
  const counted = [...new Set([...levels, ...SUPPORT.map((drop) => rule.threshold - drop)])]
    .filter((level) => level > 0)
    .sort((x, y) => x - y);
  const below = counted.filter((level) => level < rule.threshold);
  for (let from = below.pop() ?? rule.threshold; ; from = below.pop() as number) {
    const scan = new StrongScan(columns, { threshold: from, strict: rule.strict, sign: rule.sign }, counted);
    await eachBlock(columns, unit, sizes, product, scan);
    const { found, counts: all, magnitudes } = scan.result();
    const counts = Float64Array.from(levels, (level) => all[counted.indexOf(level)]);
    const weaker = below.filter((level) => level < from);
    const floor = weakerFloor(from, weaker, magnitudes, pairs, rule.df);
    const kept = judge(found, rule, pairs);
    const settled = kept.q.every((q) => q <= floor);
    if (settled || weaker.length === 0) return { ...kept, counts, pairs, qIsBound: !settled };
  }
}

/** Blocks of the upper triangle. */
async function eachBlock(
  { n, kept }: Columns,
  unit: Float32Array,
  sizes: BlockSizes,
  product: BlockProduct,
  scan: StrongScan,
): Promise<void> {
  const k = kept.length;
  for (let top = 0; top < k; top += sizes.rows) {
    const a = unit.subarray(top * n, Math.min(top + sizes.rows, k) * n);
    for (let left = top; left < k; left += sizes.cols) {
      const b = unit.subarray(left * n, Math.min(left + sizes.cols, k) * n);
      scan.block(await product(a, b, n), top, left, b.length / n);
    }
  }
}

/** Every column at length 1 in float32, [K, P]. */
function unitColumns({ n, kept, values, squares }: Columns): Float32Array {
  const unit = new Float32Array(kept.length * n);
  for (let column = 0; column < kept.length; column++) {
    const scale = 1 / Math.sqrt(squares[column]);
    for (let i = column * n; i < (column + 1) * n; i++) unit[i] = values[i] * scale;
  }
  return unit;
}

function passes(strength: number, { threshold, strict }: PairRule): boolean {
  return strict ? strength > threshold : strength >= threshold;
}

/** Least that m p / rank can be among pairs weaker than `from`: between two levels, p is at least the upper one's and rank at most its count. */
function weakerFloor(
  from: number,
  levels: readonly number[],
  magnitudes: Float64Array,
  pairs: number,
  df: number,
): number {
  const edges = [...levels, from];
  const bounds = edges.map((edge, i) => (pairs * correlationP(edge, df)) / (i === 0 ? pairs : magnitudes[i - 1]));
  return Math.min(1, ...bounds);
}

/** The found pairs that pass the rule, with p and q. Found are the strongest of `pairs` pairs, so their ranks are known. */
function judge(found: Found, rule: PairRule, pairs: number) {
  // Ascending: strength k has rank length − k, and q runs from the weakest to the strongest.
  const strengths = found.r.map(Math.abs).sort();
  const p = strengths.map((strength) => correlationP(strength, rule.df));
  const q = new Float64Array(strengths.length);
  let running = 1;
  for (let k = 0; k < q.length; k++) {
    running = Math.min(running, (pairs * p[k]) / (q.length - k));
    q[k] = running;
  }
  // Equal strengths share the largest of their ranks, which is that of the first in the list.
  const kept = [...found.r.keys()].filter((at) =>
    passes(rule.sign === 'absolute' ? Math.abs(found.r[at]) : found.r[at], rule),
  );
  const place = kept.map((at) => firstOf(strengths, Math.abs(found.r[at])));
  return {
    a: Int32Array.from(kept, (at) => found.a[at]),
    b: Int32Array.from(kept, (at) => found.b[at]),
    r: Float64Array.from(kept, (at) => found.r[at]),
    p: Float64Array.from(place, (k) => p[k]),
    q: Float64Array.from(place, (k) => q[k]),
  };
}

/** Where `value` first stands in an ascending list that holds it. */
function firstOf(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
