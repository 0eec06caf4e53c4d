/**
 * Leverage of each point of a simple regression: h_i = 1/n + (x_i − x̄)² / Sxx. They sum to 2; a point near 1 fits itself, and
 * its outcome alone decides the slope.
 */
import { mean, squaresAround } from '../groups/groups.ts';

export function leverage(x: ArrayLike<number>): Float64Array {
  const n = x.length;
  if (n < 2) throw new RangeError(`leverage: ${n} points, expected at least 2`);
  const centre = mean(x);
  const sxx = squaresAround(x, centre);
  if (!(sxx > 0))
    throw new RangeError(`leverage: predictor with sum of squares ${sxx}, expected one that varies and is finite`);
  return Float64Array.from(x, (value) => 1 / n + (value - centre) ** 2 / sxx);
}
