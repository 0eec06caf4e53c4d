/**
 * The strong pairs among very many columns with their p and q, how many pairs pass each of some levels, and Σ |r| of each
 * column, without ever holding all pairs.
 *
 * Products of blocks of columns come in float32 from `product` (onnxruntime in a run), of columns that are silent on most prompts from
 * their other cells (sparse-columns.ts), and are read once by a StrongScan. What
 * it chooses is recomputed in float64 by `chosenProducts`, so stored pairs, their r and p, and the counts are bit for bit those of
 * `pairProducts`. Stored is every pair from the lowest of `floors` at which there are at most `most` candidates.
 *
 * q is Benjamini-Hochberg over all pairs. A pair's rank is known when it is stored; pairs a little below the floor (SUPPORT) are
 * held too while q is made. Weaker ones can lower a q only through m p / rank, which the scan's cells bound from below: p is at
 * least that of a cell's upper edge, the rank at most the count from its lower edge on. So a
 * stored q up to that bound, `qExact`, is exact, and one above it may be too large, but not so large that the true one is below it.
 */
import { type BlockProduct, type BlockSizes, eachBlock } from './blocks.ts';
import { chosenProducts } from './pairs.ts';
import { correlationP } from './pearson.ts';
import { type HeldColumns, spreadOut } from './scattered-columns.ts';
import { eachSparseBlock, sparseColumns } from './sparse-columns.ts';
import { CELLS, marginOf, type PassedPair, type ScanRule, StrongScan, WEAK } from './strong-scan.ts';

export interface StreamRule extends ScanRule {
  /** Degrees of freedom of the p of one r. */
  readonly df: number;
}

export interface StrongPairs {
  /** Stored pairs in order: positions among the K prepared columns, a < b. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly r: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** Least |r| that is stored: one of `floors`, or Infinity where more than `most` pairs reach the last. */
  readonly from: number;
  /** Pairs that pass each level by the rule's sign. */
  readonly counts: Float64Array;
  /** [K] Σ |r| with all other columns. */
  readonly sums: Float64Array;
  /** K (K − 1) / 2. */
  readonly pairs: number;
  /** Every stored q up to this is exact, and none above it would be below it: 1 where all are exact. */
  readonly qExact: number;
}

/** How far below the floor pairs are held while q is made. */
const SUPPORT = 0.02;

export async function blockedPairs(
  columns: HeldColumns,
  rule: StreamRule,
  product: BlockProduct,
  passed: PassedPair = () => undefined,
  sizes?: BlockSizes,
): Promise<StrongPairs> {
  checkRule(rule);
  const floors = rule.floors.map((floor) => Math.max(floor - SUPPORT, floor / 2));
  const scan = new StrongScan(columns, { ...rule, floors }, passed);
  const k = columns.varying.length;
  const sparse = sparseColumns(columns);
  if (sparse === undefined) {
    await eachBlock(
      spreadOut(columns),
      product,
      (products, top, left, cols) => scan.block(products, top, left, cols),
      sizes,
    );
  } else {
    eachSparseBlock(sparse, (products, top) => scan.block(products, top, 0, k));
  }
  const pairs = k < 2 ? 0 : (k * (k - 1)) / 2;
  const common = { counts: scan.counts(), sums: scan.sums, pairs };
  if (scan.floor === floors.length) return { ...none(), ...common, from: Infinity };
  const from = rule.floors[scan.floor];
  const held = heldPairs(columns, scan, floors[scan.floor]);
  const weakest = weakerBound(scan.cells, floors[scan.floor], pairs, rule.df, marginOf(columns.n));
  return { ...judge(held, from, pairs, rule.df, weakest), ...common, from };
}

function checkRule({ levels, floors, most }: StreamRule): void {
  const ascends = (list: readonly number[]) =>
    list.every((edge, i) => edge > 0 && edge <= 1 && (i === 0 || edge > list[i - 1]));
  if (!ascends(levels) || !ascends(floors) || floors.length === 0 || !(most >= 1)) {
    throw new RangeError(
      `blockedPairs: levels ${levels.join(', ')}, floors ${floors.join(', ')} and most ${most}, expected ascending numbers in (0, 1], at least one floor and at least one pair`,
    );
  }
}

interface Held {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly r: Float64Array;
}

function none(): Omit<StrongPairs, 'counts' | 'sums' | 'pairs' | 'from'> {
  const [a, b] = [new Int32Array(0), new Int32Array(0)];
  return { a, b, r: new Float64Array(0), p: new Float64Array(0), q: new Float64Array(0), qExact: 1 };
}

/** Candidates with |r| at or above `from` in float64, by a, then b. */
function heldPairs(columns: HeldColumns, { strong }: StrongScan, from: number): Held {
  const k = columns.varying.length;
  const places = new Float64Array(strong.length);
  for (let at = 0; at < places.length; at++) places[at] = strong.a[at] * k + strong.b[at];
  places.sort();
  const [a, b] = [new Int32Array(places.length), new Int32Array(places.length)];
  for (let at = 0; at < places.length; at++) {
    a[at] = Math.floor(places[at] / k);
    b[at] = places[at] - a[at] * k;
  }
  const r = chosenProducts(columns, a, b);
  let held = 0;
  for (let at = 0; at < r.length; at++) {
    if (Math.abs(r[at]) < from) continue;
    a[held] = a[at];
    b[held] = b[at];
    r[held++] = r[at];
  }
  return { a: a.slice(0, held), b: b.slice(0, held), r: r.slice(0, held) };
}

/** Least that m p / rank can be among pairs below `from`. */
function weakerBound(cells: Int32Array, from: number, pairs: number, df: number, margin: number): number {
  const reach = Math.ceil(margin * CELLS);
  // Pairs in a cell or above it.
  const above = Float64Array.from(cells);
  for (let cell = CELLS - 1; cell >= 0; cell--) above[cell] += above[cell + 1];
  // Pairs that are in no cell have p of at least WEAK's, and no rank above the last.
  let least = correlationP(Math.min(from, WEAK + margin), df);
  for (let cell = Math.min(CELLS, Math.ceil((from + margin) * CELLS)); cell >= 0; cell--) {
    if (cells[cell] === 0) continue;
    const edge = Math.min(from, (cell + 1) / CELLS + margin);
    least = Math.min(least, (pairs * correlationP(edge, df)) / above[Math.max(0, cell - reach)]);
  }
  return least;
}

/** The held pairs from `from` on with p and q. Held are the strongest of `pairs` pairs, so their ranks are known. */
function judge(held: Held, from: number, pairs: number, df: number, weakest: number) {
  // Ascending: strength k has rank length − k, and q runs from the weakest to the strongest.
  const strengths = held.r.map(Math.abs).sort();
  const p = strengths.map((strength) => correlationP(strength, df));
  const q = new Float64Array(strengths.length);
  let running = 1;
  for (let k = 0; k < q.length; k++) {
    running = Math.min(running, (pairs * p[k]) / (q.length - k));
    q[k] = running;
  }
  const stored = Int32Array.from(held.r.keys()).filter((at) => Math.abs(held.r[at]) >= from);
  // Equal strengths share the largest of their ranks, which is that of the first in the list.
  const place = stored.map((at) => firstOf(strengths, Math.abs(held.r[at])));
  const largest = place.length === 0 ? 0 : q[place.reduce((low, k) => Math.min(low, k))];
  return {
    a: stored.map((at) => held.a[at]),
    b: stored.map((at) => held.b[at]),
    r: Float64Array.from(stored, (at) => held.r[at]),
    p: Float64Array.from(place, (k) => p[k]),
    q: Float64Array.from(place, (k) => q[k]),
    qExact: largest <= weakest ? 1 : weakest,
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
