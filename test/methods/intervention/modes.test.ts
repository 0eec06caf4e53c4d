import { describe, expect, it } from 'vitest';
import {
  applyPush,
  type Mode,
  type Push,
  type SteeringPositions,
  scaleOf,
  touched,
} from '../../../src/methods/intervention/modes.ts';

/** Three positions of width 3; feature 7 is active at 1, feature 8 at 1 and 2. */
const prompt = {
  resid: Float32Array.of(1, 2, -3, 4, -2, -2, 3, 0, -3),
  codes: new Map([
    [7, Float32Array.of(0, 2, 0)],
    [8, Float32Array.of(0, 1, 0.5)],
  ]),
};
const push = (mode: Mode, coefficient: number, ...features: number[]): Push => ({
  mode,
  norm: 'layer' as const,
  featureIds: features,
  directions: features.map((feature) => (feature === 7 ? Float32Array.of(1, -1, 0) : Float32Array.of(0, 1, -1))),
  coefficient,
  scales: features.map((feature) => ({ max: feature === 7 ? 2 : 1, mean: 0.5 })),
});
const steered = (own: Push, positions: SteeringPositions = 'all', hasBos = true): number[] => {
  const into = new Float32Array(9);
  applyPush(prompt, own, positions, hasBos, into);
  return Array.from(into);
};
const change = (own: Push, positions?: SteeringPositions, hasBos?: boolean): number[] =>
  steered(own, positions, hasBos).map((value, i) => value - prompt.resid[i]!);

describe('modes', () => {
  it('seed adds c·Σd whatever is active', () => {
    expect(change(push('seed', -2, 7, 8))).toEqual([-2, 0, 2, -2, 0, 2, -2, 0, 2]);
  });
  it('activation-scaled multiplies by the largest code', () => {
    expect(change(push('activation-scaled', -1, 7))).toEqual([-2, 2, 0, -2, 2, 0, -2, 2, 0]);
  });
  it('global-scaled multiplies by the largest code on the generic text, and says when that is not known', () => {
    const own = push('global-scaled', -1, 7);
    expect(() => change(own)).toThrow('no global maximum of feature 7');
    expect(change({ ...own, scales: [{ max: 2, mean: 0.5, globalMax: 3 }] }).slice(0, 3)).toEqual([-3, 3, 0]);
  });
  it('ablate removes exactly what the feature writes, where it writes', () => {
    expect(change(push('ablate', 1, 7))).toEqual([0, 0, 0, -2, 2, 0, 0, 0, 0]);
    expect(change(push('ablate', 0.5, 8))).toEqual([0, 0, 0, 0, -0.5, 0.5, 0, -0.25, 0.25]);
  });
  it('mean-ablate puts the mean code in place', () => {
    expect(change(push('mean-ablate', 1, 7))).toEqual([0.5, -0.5, 0, -1.5, 1.5, 0, 0.5, -0.5, 0]);
  });
  it('clamp sets the code to a value', () => {
    expect(change(push('clamp', 2, 7), 'final')).toEqual([0, 0, 0, 0, 0, 0, 2, -2, 0]);
    expect(change(push('clamp', 2, 7), [1])).toEqual(Array(9).fill(0));
  });
  it('orthogonal leaves nothing along the directions, even when they overlap', () => {
    const result = steered(push('orthogonal', 1, 7, 8));
    for (const at of [0, 3, 6]) {
      expect(result[at]! - result[at + 1]!).toBeCloseTo(0, 5);
      expect(result[at + 1]! - result[at + 2]!).toBeCloseTo(0, 5);
    }
    expect(steered(push('orthogonal', 1, 7, 7))).toEqual(steered(push('orthogonal', 1, 7)));
  });
  it('orthogonal and cap see what later layers read: the mean too under RMS normalisation', () => {
    const flat = { resid: Float32Array.of(2, 2, 2), codes: new Map<number, Float32Array>() };
    const own = { featureIds: [7], directions: [Float32Array.of(1, 0, 0)], scales: [] };
    const outcome = (mode: Mode, norm: 'layer' | 'rms') => {
      const into = new Float32Array(3);
      applyPush(flat, { ...own, mode, norm, coefficient: 1 }, 'all', false, into);
      return Array.from(into);
    };
    for (const mode of ['orthogonal', 'cap'] as const) expect(outcome(mode, 'layer')).toEqual([2, 2, 2]);
    expect(outcome('orthogonal', 'rms')).toEqual([0, 2, 2]);
    expect(outcome('cap', 'rms')).toEqual([1, 2, 2]);
  });
  it('cap lowers a projection to the cap and leaves smaller ones alone', () => {
    const along = (values: number[], at: number): number => (values[at]! - values[at + 1]!) / Math.SQRT2;
    const result = steered(push('cap', 1, 7));
    expect(along(result, 3)).toBeCloseTo(1, 5);
    expect(result.slice(0, 3)).toEqual(Array.from(prompt.resid.slice(0, 3)));
  });
});

it('writes codes in the scale that the SAE undoes at each position; seed is in the residual’s own', () => {
  const scaled = { ...prompt, scales: Float64Array.of(1, 3, 1) };
  const changeOf = (mode: Mode): number[] => {
    const into = new Float32Array(9);
    applyPush(scaled, push(mode, 1, 7), 'all', true, into);
    return Array.from(into, (value, i) => value - prompt.resid[i]!);
  };
  expect(changeOf('ablate')).toEqual([0, 0, 0, -6, 6, 0, 0, 0, 0]);
  expect(changeOf('activation-scaled').slice(3, 6)).toEqual([6, -6, 0]);
  expect(changeOf('seed')).toEqual(change(push('seed', 1, 7)));
});

describe('positions', () => {
  it('leave position 0 alone under non-bos, when a BOS stands there', () => {
    expect(change(push('seed', 1, 7), 'non-bos').slice(0, 3)).toEqual([0, 0, 0]);
    expect(change(push('seed', 1, 7), 'non-bos', false)).toEqual(change(push('seed', 1, 7), 'all'));
  });
  it('touch each feature where it is active under active', () => {
    expect(change(push('seed', 1, 7, 8), 'active')).toEqual([0, 0, 0, 1, 0, -1, 0, 1, -1]);
  });
  it('may be a list; one beyond the end touches nothing', () => {
    expect(touched([0, 2, 9], 3, true)).toEqual([0, 2]);
    expect(touched('final', 3, true)).toEqual([2]);
    expect(touched('non-bos', 1, true)).toEqual([]);
  });
});

it('changes nothing at dose 0, to the bit, in every mode that has one', () => {
  for (const mode of ['seed', 'activation-scaled', 'ablate', 'mean-ablate', 'orthogonal'] as const) {
    for (const positions of ['all', 'non-bos', 'final', 'active'] as const) {
      expect(steered(push(mode, 0, 7, 8), positions), mode).toEqual(Array.from(prompt.resid));
    }
  }
});

it('gives a push the scales of a feature; one without attributions is silent, and an unknown maximum stays unknown', () => {
  expect(scaleOf({ max: 3, mean: 1 }, 9)).toEqual({ max: 3, mean: 1, globalMax: 9 });
  expect(scaleOf(undefined, undefined)).toEqual({ max: 0, mean: 0 });
});
