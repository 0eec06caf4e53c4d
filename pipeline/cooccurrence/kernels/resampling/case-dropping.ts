/**
 * Case-dropping bootstrap of a centrality (Epskamp, Borsboom, Fried, Behav. Res. Methods 50, 2018): leave a share of the
 * prompts out, make the network anew, and correlate (Pearson) the measure with that of all prompts.
 *
 * The correlation-stability coefficient is the largest share that can be left out, with every smaller one, so that the
 * correlation is at least HELD in at least SURE of the replicates; 0 when not even the smallest can. Its authors want 0.5
 * and accept no less than 0.25. A replicate in which the measure is the same for all features has no correlation and
 * counts as not held. Fewer than LEAST replicates of a share cannot tell 95 % from less, and give no coefficient.
 */

/** Correlation that counts as the same order of features. */
const HELD = 0.7;
/** Share of replicates that must hold. */
const SURE = 0.95;
/** Replicates of each share that a coefficient takes. */
export const LEAST = 20;
/** Shares left out. */
export const DROPPED: readonly number[] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export interface DropRow {
  readonly dropped: number;
  readonly replicates: number;
  /** Mean correlation with the original over the replicates that have one, NaN if none has. */
  readonly meanR: number;
  /** Share of replicates with a correlation of at least HELD. */
  readonly held: number;
  /** 95 % interval of that share over replicates. */
  readonly heldLow: number;
  readonly heldHigh: number;
}

/** `original` [N]; `replicates`: at least one [N]. */
export function dropRow(dropped: number, original: Float64Array, replicates: readonly Float64Array[]): DropRow {
  if (replicates.length === 0) throw new RangeError('dropRow: no replicates, expected at least one');
  const r = replicates.map((values) => correlation(original, values));
  const defined = r.filter((value) => !Number.isNaN(value));
  const held = r.filter((value) => value >= HELD).length;
  const [heldLow, heldHigh] = wilson(held, r.length);
  return {
    dropped,
    replicates: replicates.length,
    meanR: defined.reduce((sum, value) => sum + value, 0) / defined.length,
    held: held / r.length,
    heldLow,
    heldHigh,
  };
}

/** 95 % interval of a share (Wilson, J. Am. Stat. Assoc. 22, 1927): the shares p at which |count / n − p| is at most 1.96 √(p (1 − p) / n). */
function wilson(count: number, n: number): readonly [low: number, high: number] {
  const z = 1.959963984540054;
  const centre = (count + z ** 2 / 2) / (n + z ** 2);
  const reach = (z / (n + z ** 2)) * Math.sqrt((count * (n - count)) / n + z ** 2 / 4);
  // At the ends the interval reaches the share itself; rounding must not part them.
  return [count === 0 ? 0 : centre - reach, count === n ? 1 : centre + reach];
}

/** From the rows of one measure, in any order; NaN from fewer than LEAST replicates. */
export function stabilityCoefficient(rows: readonly DropRow[]): number {
  if (rows.some(({ replicates }) => replicates < LEAST)) return Number.NaN;
  let reached = 0;
  for (const { dropped, held } of [...rows].sort((x, y) => x.dropped - y.dropped)) {
    if (held < SURE) break;
    reached = dropped;
  }
  return reached;
}

/** Pearson's r; NaN where either side is constant. */
function correlation(x: Float64Array, y: Float64Array): number {
  if (x.length !== y.length) throw new RangeError(`dropRow: ${y.length} values, expected ${x.length}`);
  const mean = (of: Float64Array): number => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += (x[i] - meanX) ** 2;
    yy += (y[i] - meanY) ** 2;
    xy += (x[i] - meanX) * (y[i] - meanY);
  }
  // Sums of squares at the level of rounding are those of a constant.
  const level = (of: Float64Array, m: number): number => of.length * (1e-14 * Math.abs(m)) ** 2;
  if (xx <= level(x, meanX) || yy <= level(y, meanY)) return Number.NaN;
  return xy / Math.sqrt(xx * yy);
}
