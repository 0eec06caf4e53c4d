/**
 * When numbers made of float32 values are one number: what they vary by is rounding. Norms of rows that were scaled to length 1 differ by
 * 1e-9 … 1e-7, and standardising such a difference would make data of it. One rule for every trait, predictor and metric.
 */

/** Of the scale; float32 keeps 6e-8 of a number, and sums of a few hundred of them lose ten times as much. */
export const FLOAT32_SPREAD = 1e-6;

/**
 * @param scale what rounding is relative to: the largest magnitude, unless the values are differences or logarithms of something else
 * (the logarithm of a number that is off by a share ε is off by ε, so there it is 1)
 * @returns whether the largest deviation from the mean is at most FLOAT32_SPREAD · scale; true of no values
 */
export function isFloat32Constant(values: ArrayLike<number>, scale?: number): boolean {
  let [sum, largest] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    largest = Math.max(largest, Math.abs(values[i]));
  }
  const mean = sum / values.length;
  const limit = FLOAT32_SPREAD * (scale ?? largest);
  for (let i = 0; i < values.length; i++) if (!(Math.abs(values[i] - mean) <= limit)) return false;
  return true;
}
