import { describe, expect, it } from 'vitest';
import { adjust } from '../../src/stats/adjust.ts';
import { coActivation } from '../../src/stats/co-activation.ts';
import { coActivations } from '../../src/stats/co-activations.ts';
import { oracle } from './near.ts';

const [rare] = oracle.co_activation;
const active = (lists: Record<number, number[]>) => ({
  feature_id: Int32Array.from(Object.entries(lists).flatMap(([id, tokens]) => tokens.map(() => Number(id)))),
  token: Int32Array.from(Object.values(lists).flat()),
});

describe('coActivations', () => {
  it('counts and measures every pair', () => {
    const [row] = coActivations(Int32Array.of(3, 8), active({ 3: rare.a, 8: rare.b }), 400);
    const [n, a, b, both] = rare.counts;
    expect(row).toMatchObject({ feature_a: 3, feature_b: 8, n, n_a: a, n_b: b, n_both: both, reason: null });
    expect(row).toMatchObject(coActivation(n, a, b, both));
    expect(row.q).toBe(row.p);
  });

  it('adjusts over the pairs that have a p, and says why one has none', () => {
    const rows = coActivations(Int32Array.of(1, 2, 4, 6), active({ 1: [0, 1, 2], 2: [1, 2, 3], 6: [0, 5] }), 8);
    expect(rows).toHaveLength(6);
    const absent = rows.filter((row) => row.feature_a === 4 || row.feature_b === 4);
    for (const row of absent)
      expect(row).toMatchObject({
        phi: Number.NaN,
        q: Number.NaN,
        reason: 'a feature is active at every token or at none',
      });
    const rest = rows.filter((row) => !absent.includes(row));
    expect(rest.map((row) => row.q)).toEqual([
      ...adjust(
        rest.map((row) => row.p),
        'benjamini-hochberg',
      ),
    ]);
  });

  it('is empty for fewer than two features', () => {
    expect(coActivations(Int32Array.of(), active({}), 5)).toEqual([]);
    expect(coActivations(Int32Array.of(2), active({ 2: [1] }), 5)).toEqual([]);
  });

  it('refuses tokens out of order and features not asked for', () => {
    expect(() => coActivations(Int32Array.of(1, 2), active({ 1: [2, 1] }), 5)).toThrow(/not sorted/);
    expect(() => coActivations(Int32Array.of(1, 2), active({ 3: [1] }), 5)).toThrow(/feature 3 is not among/);
  });
});
