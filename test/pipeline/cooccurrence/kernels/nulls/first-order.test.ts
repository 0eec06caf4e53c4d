import { describe, expect, it } from 'vitest';
import { firstOrderDamage } from '../../../../../pipeline/cooccurrence/kernels/nulls/first-order.ts';

describe('firstOrderDamage', () => {
  const projections = Float32Array.of(1, 2, 3, 4); // [2 rows, 2 features]

  it('is minus the change of the contrast per unit of factor: base -2 along a helpful direction harms twice its projection', () => {
    expect([...firstOrderDamage(projections, 2, { baseFactor: -2, row: 1, active: null, prompts: 1 })]).toEqual([6, 8]);
    expect([...firstOrderDamage(projections, 2, { baseFactor: 1, row: 0, active: null, prompts: 1 })]).toEqual([
      -1, -2,
    ]);
  });

  it('counts only positions where the feature is active, mean over the steered prompts', () => {
    const active = {
      prompts: 2,
      features: 2,
      offsets: Int32Array.of(0, 2, 2, 2, 3),
      rows: Int32Array.of(0, 1, 1),
      activations: Float32Array.of(9, 9, 9),
    };
    expect([...firstOrderDamage(projections, 2, { baseFactor: -1, row: null, active, prompts: 2 })]).toEqual([2, 2]);
  });

  it('needs a row or codes', () => {
    expect(() => firstOrderDamage(projections, 2, { baseFactor: -1, row: null, active: null, prompts: 1 })).toThrow('expected one of them'); // biome-ignore format: one line
  });
});
