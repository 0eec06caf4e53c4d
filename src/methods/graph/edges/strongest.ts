/**
 * As many of the strongest pairs as another network has edges: what compares the shape of two networks without their density. Strength is |r|
 * (sign `absolute`) or r where it is positive; of pairs as strong as the last one taken, those listed first are taken. Where a rule is a
 * threshold alone, the strongest M pairs of its own network are its M edges.
 *
 * The M-th strength is looked for in one of BINS equal bins of strength, which is all that is sorted.
 */
const BINS = 4096;

/** Indices of the `count` strongest pairs, ascending; all that can be an edge where they are fewer. `r` [pairs], in [-1, 1]. */
export function strongestPairs(r: Float64Array, count: number, sign: 'absolute' | 'positive'): Int32Array {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`strongestPairs: ${count} edges, expected a whole number of at least 0`);
  const strength = new Float64Array(r.length);
  const bins = new Int32Array(BINS + 1);
  let candidates = 0;
  for (let k = 0; k < r.length; k++) {
    // What can be no edge (r ≤ 0 under `positive`) is below every strength.
    const value = sign === 'absolute' ? Math.abs(r[k]) : r[k] > 0 ? r[k] : -1;
    if (!(value <= 1 && r[k] >= -1)) throw new RangeError(`strongestPairs: r ${r[k]} of pair ${k}, expected -1 to 1`);
    strength[k] = value;
    if (value < 0) continue;
    bins[Math.floor(value * BINS)]++;
    candidates++;
  }
  const wanted = Math.min(count, candidates);
  if (wanted === 0) return new Int32Array(0);
  let [bin, above] = [BINS, 0];
  while (above + bins[bin] < wanted) above += bins[bin--];
  const last = nthLargest(strength, bin, wanted - above);
  let tied = wanted;
  for (let k = 0; k < strength.length; k++) if (strength[k] > last) tied--;
  const chosen = new Int32Array(wanted);
  for (let k = 0, at = 0; k < strength.length; k++)
    if (strength[k] > last || (strength[k] === last && tied-- > 0)) chosen[at++] = k;
  return chosen;
}

/** The n-th largest strength of a bin, from 1. */
function nthLargest(strength: Float64Array, bin: number, n: number): number {
  const own = strength.filter((value) => value >= 0 && Math.floor(value * BINS) === bin).sort();
  return own[own.length - n];
}
