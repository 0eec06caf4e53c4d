/** Which features write nearly one direction: |cosine| of their decoder rows above a limit. */
import { directionCosine } from '../../../../src/methods/stats/basis.ts';

/**
 * What H2 asks for. In synthetic studies with groups of copies and nothing planted (docs/calibration.md), pairs of features above it look as
 * if clusters worked together, up to a quarter of the time; below it they do not.
 */
export const DISTINCT = 0.5;

/** @param rows decoder row [D] of each feature @returns false for features without a row */
export function alikeRows(rows: ReadonlyMap<number, Float32Array>, limit: number): (a: number, b: number) => boolean {
  return (a, b) => {
    const [x, y] = [rows.get(a), rows.get(b)];
    return x !== undefined && y !== undefined && Math.abs(directionCosine(x, y)) > limit;
  };
}
