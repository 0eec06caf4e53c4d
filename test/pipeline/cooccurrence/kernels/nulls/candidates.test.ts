import { describe, expect, it } from 'vitest';
import { candidatesOf, liveFeatures } from '../../../../../pipeline/cooccurrence/kernels/nulls/candidates.ts';
import { DEAD } from '../../../../../src/engine/dictionary/log-sparsity.ts';

const decoder = {
  features: 5,
  width: 1,
  rows: Float32Array.of(1, 10, 1, 0, 100),
  norms: Float64Array.of(1, 10, 1, 0, 100),
};
const base = { decoder, logSparsity: null, selected: Int32Array.of(1), prevalence: new Map([[1, 1], [2, 0.5]]), prompts: 10 }; // biome-ignore format: one line

describe('candidatesOf', () => {
  it('offers every feature that was not selected and has a row', () => {
    const { ids, traits, selected } = candidatesOf(base);
    expect([...ids]).toEqual([0, 2, 4]);
    expect([...traits.logNorm]).toEqual([0, 0, 2]);
    expect([...selected.logNorm]).toEqual([1]);
  });

  it('reads rates from the task where the SAE has none: never fired is below fired once', () => {
    const { traits, selected } = candidatesOf(base);
    expect(traits.logRate[0]).toBeCloseTo(Math.log10(0.05), 12);
    expect(traits.logRate[1]).toBeCloseTo(Math.log10(0.55), 12);
    expect(selected.logRate[0]).toBeCloseTo(Math.log10(1.05), 12);
  });

  it('reads rates from the SAE where it has them, and leaves dead features out', () => {
    const { ids, traits } = candidatesOf({ ...base, logSparsity: Float32Array.of(-2, -1, -9.5, -3, -4) });
    expect([...ids]).toEqual([0, 4]);
    expect([...traits.logRate]).toEqual([-2, -4]);
  });
});

describe('live features', () => {
  const decoder = { features: 3, width: 1, rows: Float32Array.of(1, 0, 1), norms: Float64Array.of(1, 0, 1) };

  it('are those with a row that fire at all', () => {
    expect([...liveFeatures(decoder, null)]).toEqual([0, 2]);
    expect([...liveFeatures(decoder, Float32Array.of(-1, -1, DEAD - 0.5))]).toEqual([0]);
    expect([...liveFeatures(decoder, Float32Array.of(DEAD, -1, -1))]).toEqual([0, 2]);
  });
});
