import { describe, expect, it } from 'vitest';
import { type NetworkRule, selectEdges } from '../../../../src/methods/graph/edges/select-edges.ts';

// A triangle 0-1-2, a tie to 3, a pair 4-5; r both signs.
const pairs = {
  a: Int32Array.of(0, 0, 1, 2, 4),
  b: Int32Array.of(1, 2, 2, 3, 5),
  r: Float64Array.of(0.9, -0.8, 0.7, 0.3, -0.6),
};
const q = Float64Array.of(0.001, 0.002, 0.01, 0.4, 0.03);
const select = (rule: Partial<NetworkRule>) => [
  ...selectEdges(6, pairs, { threshold: 0, strict: false, sign: 'absolute', ...rule }, () => q),
];

describe('selectEdges', () => {
  it('is the threshold rule alone when nothing else is named', () => {
    expect(select({})).toEqual([0, 1, 2, 3, 4]);
    expect(select({ threshold: 0.7 })).toEqual([0, 1, 2]);
    expect(select({ threshold: 0.5, sign: 'positive' })).toEqual([0, 2]);
  });

  it('applies each further rule to what the one before left', () => {
    expect(select({ fdr: 0.02 })).toEqual([0, 1, 2]);
    expect(select({ fdr: 0.03 })).toEqual([0, 1, 2, 4]);
    expect(select({ giant: 3 })).toEqual([0, 1]);
    expect(select({ top_k: 1 })).toEqual([0, 1, 3, 4]);
    expect(select({ fdr: 0.03, top_k: 1 })).toEqual([0, 1, 4]);
    expect(select({ sign: 'positive', giant: 6 })).toEqual([0, 2, 3]);
    expect(select({ threshold: 0.85, giant: 4 })).toEqual([0]);
  });

  it('asks for q only under fdr', () => {
    const never = () => {
      throw new Error('asked');
    };
    expect(() => selectEdges(6, pairs, { threshold: 0.5, strict: true, sign: 'absolute' }, never)).not.toThrow();
    expect(() => selectEdges(6, pairs, { threshold: 0.5, strict: true, sign: 'absolute', fdr: 0.1 }, never)).toThrow(
      'asked',
    );
  });

  it.each([0, 1, -0.1, Number.NaN])('refuses fdr %d', (fdr) => {
    expect(() => select({ fdr })).toThrow(`fdr ${fdr}`);
  });

  it('refuses q values of the wrong number', () => {
    expect(() =>
      selectEdges(6, pairs, { threshold: 0, strict: true, sign: 'absolute', fdr: 0.1 }, () => new Float64Array(2)),
    ).toThrow('2 q values');
  });
});
