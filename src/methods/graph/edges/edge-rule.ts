/**
 * The threshold rule: a pair is an edge when |r| (sign `absolute`) or r (sign `positive`) is over the threshold.
 * `strict` means >, otherwise ≥. The sign of r is kept beside the edge; its weight in a graph is |r|.
 * The study's text says ≥, its code |r| > 0.7.
 */

export interface EdgeRule {
  /** Between 0 and 1. */
  readonly threshold: number;
  readonly strict: boolean;
  readonly sign: 'absolute' | 'positive';
}

/** Indices of the pairs that are edges, ascending. `r` [pairs]; a value that is not finite is refused, since NaN would pass or fail by accident. */
export function edgesByRule(r: Float64Array, rule: EdgeRule): Int32Array {
  const { threshold, strict, sign } = rule;
  if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`edgesByRule: threshold ${threshold}, expected 0 to 1`);
  const kept: number[] = [];
  for (let k = 0; k < r.length; k++) {
    if (!Number.isFinite(r[k])) throw new RangeError(`edgesByRule: r ${r[k]} of pair ${k}, expected a finite number`);
    const value = sign === 'absolute' ? Math.abs(r[k]) : r[k];
    if (strict ? value > threshold : value >= threshold) kept.push(k);
  }
  return Int32Array.from(kept);
}
