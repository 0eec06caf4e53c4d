import { describe, expect, it } from 'vitest';
import { type EdgeRule, edgesByRule } from '../../../../src/methods/graph/edges/edge-rule.ts';

const r = Float64Array.of(0.7, -0.7, 0.71, -0.9, 0.69, 1, -1, 0);
const kept = (rule: Partial<EdgeRule>) => [
  ...edgesByRule(r, { threshold: 0.7, strict: true, sign: 'absolute', ...rule }),
];

describe('edgesByRule', () => {
  it('leaves out the threshold itself when strict and takes it otherwise', () => {
    expect(kept({})).toEqual([2, 3, 5, 6]);
    expect(kept({ strict: false })).toEqual([0, 1, 2, 3, 5, 6]);
  });

  it('takes positive correlations only with sign positive', () => {
    expect(kept({ sign: 'positive' })).toEqual([2, 5]);
    expect(kept({ sign: 'positive', strict: false })).toEqual([0, 2, 5]);
  });

  it('takes all pairs at threshold 0 when not strict, none at 1 when strict', () => {
    expect(kept({ threshold: 0, strict: false })).toHaveLength(r.length);
    expect(kept({ threshold: 1 })).toEqual([]);
    expect(kept({ threshold: 1, strict: false })).toEqual([5, 6]);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses threshold %d', (threshold) => {
    expect(() => kept({ threshold })).toThrow(`threshold ${threshold}`);
  });

  it.each([Number.NaN, Infinity])('refuses r %d, which would pass or fail by accident', (value) => {
    expect(() => edgesByRule(Float64Array.of(0.1, value), { threshold: 0.5, strict: true, sign: 'absolute' })).toThrow(
      `r ${value} of pair 1`,
    );
  });
});
