/** Rows of a table beside those of an oracle in fixtures/oracles. */
import { expect } from 'vitest';

/** Numbers within the tolerance (relative above 1) of those of the reference, which has null where there is none; all else the same. */
export function expectRows(
  found: readonly object[],
  wanted: readonly Readonly<Record<string, unknown>>[],
  tolerance: number,
): void {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((row, k) => {
    for (const [column, value] of Object.entries(row)) {
      const own = (found[k] as Record<string, unknown>)[column];
      const where = `${column}, row ${k}: ${JSON.stringify(row)}`;
      if (value === null) expect(own === null || Number.isNaN(own), where).toBe(true);
      else if (typeof value !== 'number') expect(own, where).toBe(value);
      else expect(Math.abs(Number(own) - value), where).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)));
    }
  });
}
