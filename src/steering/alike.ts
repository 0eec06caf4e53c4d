/** Which features write nearly one direction: |cosine| of their decoder rows above a limit. */

/**
 * What H2 asks for. In synthetic studies with groups of copies and nothing planted (docs/calibration.md), pairs of features above it look as
 * if clusters worked together, up to a quarter of the time; below it they do not.
 */
export const DISTINCT = 0.5;

/** @param rows decoder row [D] of each feature @returns false for features without a row */
export function alikeRows(rows: ReadonlyMap<number, Float32Array>, limit: number): (a: number, b: number) => boolean {
  const units = new Map([...rows].map(([feature, row]) => [feature, unit(row)]));
  return (a, b) => {
    const [x, y] = [units.get(a), units.get(b)];
    if (x === undefined || y === undefined) return false;
    // Rounding may take the cosine of equal rows past 1.
    return Math.min(1, Math.abs(x.reduce((sum, value, d) => sum + value * y[d], 0))) > limit;
  };
}

function unit(row: Float32Array): Float64Array {
  const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  return Float64Array.from(row, (value) => (norm === 0 ? 0 : value / norm));
}
