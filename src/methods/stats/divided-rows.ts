/** Rows of a matrix divided by a number each: attributions over the norm of their prompt's gradient. */
import type { Matrix } from './matrix.ts';

/** Every row divided by its own number. */
export function dividedRows<Kind extends Matrix>(
  matrix: Kind,
  divisors: Float64Array,
): Kind & { values: Float64Array } {
  if (divisors.length !== matrix.rows || divisors.some((divisor) => !(divisor > 0))) {
    throw new RangeError(
      `dividedRows: ${divisors.length} divisors for ${matrix.rows} rows, expected a positive one for each`,
    );
  }
  const { cols, values } = matrix;
  return { ...matrix, values: Float64Array.from(values, (value, entry) => value / divisors[Math.floor(entry / cols)]) };
}
