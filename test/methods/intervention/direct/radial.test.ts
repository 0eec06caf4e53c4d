import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../src/methods/intervention/change.ts';
import { radialShare, tangential } from '../../../../src/methods/intervention/direct/radial.ts';

const WIDTH = 3;
/** The readable part of the first position is (-1, 0, 1), of the second (2, -1, -1), of the third nothing. */
const resid = Float32Array.of(1, 2, 3, 4, 1, 1, 5, 5, 5);
/** Takes v off. */
const less =
  (...v: number[]): Change =>
  (_, into) => {
    for (const [i, x] of resid.entries()) into[i] = x - v[i];
    return null;
  };
const prompts = [{ resid, codes: new Map() }];
const takenOff = (norm: 'layer' | 'rms', ...v: number[]): number[] => {
  const into = new Float32Array(resid.length);
  tangential(prompts, norm, WIDTH, less(...v))(0, into);
  return Array.from(into, (x, i) => resid[i] - x || 0);
};
const share = (norm: 'layer' | 'rms', ...v: number[]): number =>
  radialShare(
    resid,
    resid.map((x, i) => x - v[i]),
    norm,
    WIDTH,
  );

describe('tangential', () => {
  it('takes nothing off of what lies along the readable part, and all of what is orthogonal to it', () => {
    expect(takenOff('layer', -2, 0, 2, 4, -2, -2, 0, 0, 0)).toEqual(new Array(9).fill(0));
    const orthogonal = [1, -2, 1, 1, 3, -1, 1, -2, 3];
    expect(takenOff('layer', ...orthogonal)).toEqual(orthogonal);
  });

  it('is v - (v·x̂) x̂ at each position alone', () => {
    expect(takenOff('layer', 2, 0, 0, 0, 0, 0, 0, 0, 0)).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('reads the whole residual where the norm does', () => {
    expect(takenOff('rms', 1, 2, 3, 0, 0, 0, 5, 5, 5)).toEqual(new Array(9).fill(0));
    expect(takenOff('rms', 0, 0, 0, 0, 3, -3, 0, 0, 0)).toEqual([0, 0, 0, 0, 3, -3, 0, 0, 0]);
  });
});

describe('radialShare', () => {
  it('is 1 along the readable part, 0 orthogonal to it, and what Pythagoras leaves between', () => {
    expect(share('layer', -2, 0, 2, 4, -2, -2, 0, 0, 0)).toBeCloseTo(1, 12);
    expect(share('layer', 1, 1, 1, 0, 1, -1, 1, 2, 3)).toBe(0);
    expect(share('layer', 2, 0, 0, 0, 0, 0, 0, 0, 0)).toBeCloseTo(0.5, 12);
    expect(share('rms', 2, 0, 0, 0, 0, 0, 0, 0, 0)).toBeCloseTo(1 / 14, 12);
  });

  it('weighs positions by what is taken off there', () => {
    expect(share('layer', -3, 0, 3, 0, 1, -1, 0, 0, 0)).toBeCloseTo(18 / 20, 12);
  });

  it('is not defined where nothing is taken off', () => {
    expect(share('layer', ...new Array(9).fill(0))).toBeNaN();
  });
});
