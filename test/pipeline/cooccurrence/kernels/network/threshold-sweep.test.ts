import { describe, expect, it } from 'vitest';
import { levelsWith, SWEEP, sweep } from '../../../../../pipeline/cooccurrence/kernels/network/threshold-sweep.ts';

const pairs = { a: Int32Array.of(0, 0, 1, 2), b: Int32Array.of(1, 2, 2, 3), r: Float64Array.of(0.9, -0.8, 0.5, 0.3) };

const reference = Int32Array.of(0, 0, 0, 1, 2);

describe('sweep', () => {
  it('goes from 0.30 to 0.95 by 0.05 in exact decimals', () => {
    expect(SWEEP).toEqual([0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]);
  });

  it('counts edges, density, components and the giant by hand', () => {
    const rows = sweep(5, pairs, { strict: false, sign: 'absolute' }, reference, [], [0.3, 0.5, 0.85, 0.95]);
    expect(rows.map(({ modularity, ari, reason, ...row }) => row)).toEqual([
      { threshold: 0.3, edges: 4, density: 0.4, components: 2, giant: 4 },
      { threshold: 0.5, edges: 3, density: 0.3, components: 3, giant: 3 },
      { threshold: 0.85, edges: 1, density: 0.1, components: 4, giant: 2 },
      { threshold: 0.95, edges: 0, density: 0, components: 5, giant: 1 },
    ]);
    expect(rows[3].modularity).toBeNull();
    expect(rows[3].ari).toBeNull();
    expect(rows.map(({ reason }) => reason)).toEqual([null, null, null, null]);
    expect(rows[1].ari).toBe(1); // the triangle of the reference
    expect(rows[2].ari).toBeLessThan(1);
    expect(rows[2].modularity).toBeCloseTo(0, 14);
  });

  it('follows the rule: strict and sign', () => {
    expect(sweep(5, pairs, { strict: true, sign: 'absolute' }, reference, [], [0.3])[0].edges).toBe(3);
    expect(sweep(5, pairs, { strict: true, sign: 'positive' }, reference, [], [0.3])[0].edges).toBe(2);
  });

  it('takes the counts of thresholds that were counted elsewhere, with a reason in place of Q', () => {
    const counted = [
      { threshold: 0.3, edges: 8, components: 1, giant: 5 },
      { threshold: 0.5, edges: 0, components: 5, giant: 1 },
    ];
    const rows = sweep(5, pairs, { strict: true, sign: 'absolute' }, reference, counted, [0.3, 0.5, 0.85]);
    expect(rows[0]).toMatchObject({ ...counted[0], density: 0.8, modularity: null, ari: null });
    expect(rows[0].reason).toMatch(/not all stored/);
    expect(rows[1]).toMatchObject({ ...counted[1], density: 0, reason: null });
    expect(rows[2]).toMatchObject({ edges: 1, giant: 2, reason: null });
  });

  it('counts, but does not cluster, a network of more than a million edges', () => {
    const n = 1500;
    const ends = Array.from({ length: n }, (_, a) =>
      Array.from({ length: n - a - 1 }, (_, k) => [a, a + 1 + k]),
    ).flat();
    const complete = {
      a: Int32Array.from(ends, ([a]) => a),
      b: Int32Array.from(ends, ([, b]) => b),
      r: new Float64Array(ends.length).fill(0.9),
    };
    const [row] = sweep(n, complete, { strict: true, sign: 'absolute' }, new Int32Array(n), [], [0.5]);
    expect(row).toMatchObject({ edges: 1_124_250, density: 1, giant: n, modularity: null, ari: null });
    expect(row.reason).toBe('more than 1,000,000 edges');
  });

  it('takes no nodes', () => {
    const none = { a: new Int32Array(0), b: new Int32Array(0), r: new Float64Array(0) };
    expect(sweep(0, none, { strict: true, sign: 'absolute' }, new Int32Array(0), [], [0.5])).toEqual([
      { threshold: 0.5, edges: 0, density: 0, components: 0, giant: 0, modularity: null, ari: null, reason: null },
    ]);
  });
});

describe('levels of a study', () => {
  it('have its own threshold among them, once', () => {
    expect(levelsWith(0.7)).toBe(SWEEP);
    expect(levelsWith(0.72)).toEqual([...SWEEP.slice(0, 9), 0.72, ...SWEEP.slice(9)]);
  });

  it('give its network a row that agrees with greedy clusters of that network', () => {
    const pairs = { a: Int32Array.of(0, 1, 3), b: Int32Array.of(1, 2, 4), r: Float64Array.of(0.9, 0.8, 0.71) };
    const reference = Int32Array.of(1, 1, 1, 2, 3);
    const rows = sweep(5, pairs, { strict: true, sign: 'absolute' }, reference, [], levelsWith(0.72));
    expect(rows.find((row) => row.threshold === 0.72)).toMatchObject({ edges: 2, giant: 3, ari: 1 });
  });
});
