import { describe, expect, it } from 'vitest';
import { attributionNetwork, takeRows } from '../../src/network/attribution-network.ts';
import type { NetworkRule } from '../../src/network/select-edges.ts';
import { random } from '../../src/random.ts';

const rule: NetworkRule = { threshold: 0.7, strict: true, sign: 'absolute' };
const rng = random(1, 'values');
const rows = 40;
const factor = Array.from({ length: rows }, () => rng.normal());
// Columns: factor, minus factor with noise, noise, constant.
const values = Float64Array.from({ length: rows * 4 }, (_, k) => {
  const f = factor[Math.floor(k / 4)];
  return [f, -f + 0.1 * rng.normal(), rng.normal(), 2][k % 4];
});
const matrix = { rows, cols: 4, values };

describe('attributionNetwork', () => {
  it('recovers a planted pair with its sign and leaves noise and constants alone', () => {
    const { graph, pairs, edges } = attributionNetwork(matrix, rule);
    expect([...graph.offsets]).toEqual([0, 1, 2, 2, 2]);
    expect(edges).toHaveLength(1);
    expect(pairs.r[edges[0]]).toBeLessThan(-0.9);
    expect(graph.weights[0]).toBe(Math.abs(pairs.r[edges[0]]));
    expect(pairs.r).toHaveLength(3); // of the three columns that vary
  });

  it('is the same on rows in any order, and differs on some of them', () => {
    const all = Int32Array.from({ length: rows }, (_, i) => i);
    const turned = attributionNetwork(matrix, rule, all.slice().reverse());
    const plain = attributionNetwork(matrix, rule, all);
    plain.pairs.r.forEach((r, k) => {
      expect(turned.pairs.r[k]).toBeCloseTo(r, 12);
    });
    expect(attributionNetwork(matrix, rule, all.slice(0, 20)).pairs.r).not.toEqual(plain.pairs.r);
  });

  it('computes q itself when the rule asks for it', () => {
    const { edges } = attributionNetwork(matrix, { threshold: 0, strict: false, sign: 'absolute', fdr: 1e-6 });
    expect(edges).toHaveLength(1);
  });
});

describe('takeRows', () => {
  it('copies rows in the order given', () => {
    const taken = takeRows({ rows: 2, cols: 2, values: Float64Array.of(1, 2, 3, 4) }, Int32Array.of(1, 0, 1));
    expect([...taken.values]).toEqual([3, 4, 1, 2, 3, 4]);
  });

  it('refuses a row out of range', () => {
    expect(() => takeRows(matrix, Int32Array.of(rows))).toThrow(`row ${rows}`);
  });
});
