/**
 * Kernels say NaN where a number does not exist; tables say NULL and a reason. Infinity is neither and stays: a table refuses it.
 */
export function nullable(values: Iterable<number>): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
