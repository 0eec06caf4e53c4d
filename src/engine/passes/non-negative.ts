/**
 * KL divergences as read from the graph. Σ p₀ (log p₀ − log p) is never negative, but float32 takes it below 0 where p and p₀ are
 * almost the same: to -3.3e-7 in the bundled study, to -3.3e-6 in sums over 250,000 tokens taken one by one. Such a value is 0;
 * one further below is a fault of the computation.
 */
const ROUNDING = 1e-5;

/** Sets values from -1e-5 to 0 to 0, in place. */
export function nonNegative(divergences: Float32Array): Float32Array {
  divergences.forEach((value, i) => {
    if (value >= 0) return;
    if (!(value >= -ROUNDING)) throw new RangeError(`KL divergence ${i}: ${value}, expected at least 0`);
    divergences[i] = 0;
  });
  return divergences;
}
