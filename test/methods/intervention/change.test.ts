import { describe, expect, it } from 'vitest';
import { pushChange, pushSize } from '../../../src/methods/intervention/change.ts';
import { applyPush, type Mode, type Push, type SteeringPositions } from '../../../src/methods/intervention/modes.ts';

it('a push as a change writes what applyPush writes and measures it', () => {
  const prompts = [1, 2].map((value) => ({
    resid: Float32Array.of(value, 0, 2, value),
    codes: new Map([[5, Float32Array.of(0, 1)]]),
  }));
  const push: Push = {
    mode: 'ablate',
    norm: 'layer' as const,
    featureIds: [5],
    directions: [Float32Array.of(1, 0.5)],
    coefficient: 1,
    scales: [{ max: 1, mean: 1 }],
  };
  const [into, expected] = [new Float32Array(4), new Float32Array(4)];
  const size = pushChange(prompts, push, 'all', true)(1, into);
  applyPush(prompts[1], push, 'all', true, expected);
  expect(into).toEqual(expected);
  expect(into).toEqual(Float32Array.of(2, 0, 1, 1.5));
  expect(size).toEqual(pushSize(prompts[1], push, 'all', expected));
});

describe('pushSize', () => {
  /** Two positions whose residuals have mean 0; feature 7 is active at the first. */
  const prompt = { resid: Float32Array.of(3, -3, 0, 0, 4, -4), codes: new Map([[7, Float32Array.of(2, 0)]]) };
  const size = (mode: Mode, coefficient: number, positions: SteeringPositions = 'all') => {
    const push: Push = {
      mode,
      norm: 'layer' as const,
      featureIds: [7],
      directions: [Float32Array.of(1, -1, 0)],
      coefficient,
      scales: [{ max: 2, mean: 1 }],
    };
    const steered = new Float32Array(6);
    applyPush(prompt, push, positions, false, steered);
    return pushSize(prompt, push, positions, steered);
  };

  describe('pushSize', () => {
    it('is ‖Δ‖ over ‖x‖, and their cosine, at the positions that changed', () => {
      expect(size('ablate', 1)).toEqual({
        ratio: expect.closeTo(2 / 3, 6),
        cosine: expect.closeTo(-1, 6),
        belowZero: 0,
      });
      expect(size('seed', 1, 'final').cosine).toBeCloseTo(-4 / Math.sqrt(2 * 32), 6);
    });
    it('counts the codes that fell below zero', () => {
      expect(size('seed', -1).belowZero).toBe(0.5);
      expect(size('seed', -3).belowZero).toBe(1);
      expect(size('seed', 1).belowZero).toBe(0);
      expect(size('orthogonal', 1).belowZero).toBeNaN();
    });
    it('counts under `active` only features that are active at the position', () => {
      const two = { ...prompt, codes: new Map([...prompt.codes, [8, Float32Array.of(1, 1)]]) };
      const push: Push = {
        mode: 'seed',
        norm: 'layer' as const,
        featureIds: [7, 8],
        directions: [Float32Array.of(1, -1, 0), Float32Array.of(0, 1, -1)],
        coefficient: -1.5,
        scales: [],
      };
      const steered = new Float32Array(6);
      applyPush(two, push, 'active', false, steered);
      // Changed: feature 7 at position 0 (2 to 0.5), feature 8 at both (1 to -0.5); feature 7 is silent at position 1.
      expect(pushSize(two, push, 'active', steered).belowZero).toBeCloseTo(2 / 3, 12);
    });
    it('is relative to what later layers read: all of the residual under RMS normalisation', () => {
      const level = { resid: Float32Array.of(4, 0, 2), codes: prompt.codes };
      const push: Push = {
        mode: 'seed',
        norm: 'layer' as const,
        featureIds: [7],
        directions: [Float32Array.of(1, 1, 1)],
        coefficient: 1,
        scales: [],
      };
      const steered = Float32Array.of(5, 1, 3);
      expect(pushSize(level, push, 'all', steered)).toMatchObject({ ratio: Math.sqrt(3 / 8), cosine: 0 });
      const rms = pushSize(level, { ...push, norm: 'rms' }, 'all', steered);
      expect(rms).toMatchObject({ ratio: Math.sqrt(3 / 20), cosine: expect.closeTo(6 / Math.sqrt(60), 12) });
    });
    it('has no cosine and ratio 0 where nothing changed', () => {
      expect(size('seed', 0)).toEqual({ ratio: 0, cosine: Number.NaN, belowZero: Number.NaN });
    });
  });
});
