import { describe, expect, it } from 'vitest';
import { coActivations } from '../../../../../pipeline/cooccurrence/kernels/matrix/co-activations.ts';
import { adjust } from '../../../../../src/methods/stats/adjust.ts';
import { coActivation } from '../../../../../src/methods/stats/correlation/co-activation.ts';
import { oracle } from '../../../../methods/stats/near.ts';

const [rare] = oracle.co_activation;
const active = (lists: Record<number, number[]>) => ({
  feature_id: Int32Array.from(Object.entries(lists).flatMap(([id, tokens]) => tokens.map(() => Number(id)))),
  token: Int32Array.from(Object.values(lists).flat()),
});

/** The columns as rows. */
function rowsOf(columns: ReturnType<typeof coActivations>) {
  return Array.from(columns.feature_a, (_, at) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[at]])),
  );
}

describe('coActivations', () => {
  it('counts and measures every pair', () => {
    const [row] = rowsOf(coActivations(Int32Array.of(3, 8), active({ 3: rare.a, 8: rare.b }), 400));
    const [n, a, b, both] = rare.counts;
    expect(row).toMatchObject({ feature_a: 3, feature_b: 8, n, n_a: a, n_b: b, n_both: both, reason: null });
    expect(row).toMatchObject(coActivation(n, a, b, both));
    expect(row.q).toBe(row.p);
  });

  const four = [Int32Array.of(1, 2, 4, 6), active({ 1: [0, 1, 2], 2: [1, 2, 3], 6: [0, 5] }), 8] as const;

  it('adjusts over the pairs that have a p, and says why one has none', () => {
    const rows = rowsOf(coActivations(...four));
    expect(rows.map((row) => [row.feature_a, row.feature_b])).toEqual([
      [1, 2],
      [1, 4],
      [1, 6],
      [2, 4],
      [2, 6],
      [4, 6],
    ]);
    const absent = rows.filter((row) => row.feature_a === 4 || row.feature_b === 4);
    for (const row of absent)
      expect(row).toMatchObject({
        phi: null,
        p: null,
        q: null,
        reason: 'a feature is active at every token or at none',
      });
    const rest = rows.filter((row) => !absent.includes(row));
    expect(rest.map((row) => row.q)).toEqual([
      ...adjust(
        rest.map((row) => row.p as number),
        'benjamini-hochberg',
      ),
    ]);
  });

  it('gives some pairs the rows they have among all, but no q', () => {
    const all = rowsOf(coActivations(...four));
    const some = rowsOf(coActivations(...four, { a: Int32Array.of(1, 0), b: Int32Array.of(3, 2) }));
    expect(some).toEqual([all[4], all[1]].map((row) => ({ ...row, q: null })));
  });

  it('is empty for fewer than two features', () => {
    expect(rowsOf(coActivations(Int32Array.of(), active({}), 5))).toEqual([]);
    expect(rowsOf(coActivations(Int32Array.of(2), active({ 2: [1] }), 5))).toEqual([]);
  });

  it('refuses tokens out of order and features not asked for', () => {
    expect(() => coActivations(Int32Array.of(1, 2), active({ 1: [2, 1] }), 5)).toThrow(/not sorted/);
    expect(() => coActivations(Int32Array.of(1, 2), active({ 3: [1] }), 5)).toThrow(/feature 3 is not among/);
  });
});
