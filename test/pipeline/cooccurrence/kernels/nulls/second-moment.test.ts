import { describe, expect, it } from 'vitest';
import {
  lowerFactor,
  normals,
  RIDGE,
  secondMoment,
  withNorms,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/second-moment.ts';
import { random } from '../../../../../src/random.ts';

describe('second moment', () => {
  it('is the mean outer product', () => {
    expect([...secondMoment(Float32Array.of(1, 2, 3, 0), 2)]).toEqual([5, 1, 1, 2]);
    expect(() => secondMoment(Float32Array.of(1, 2, 3), 2)).toThrow('expected rows of 2');
    expect(() => secondMoment(new Float32Array(0), 2)).toThrow('expected rows of 2');
  });

  it('has a factor L with L Lᵀ = M up to the ridge, also where M is singular', () => {
    const moment = secondMoment(Float32Array.of(1, 2, 3, 2, 4, 6), 3); // rank 1
    const l = lowerFactor(moment, 3);
    const ridge = (RIDGE * (moment[0] + moment[4] + moment[8])) / 3;
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += l[i * 3 + k] * l[j * 3 + k];
        expect(Math.abs(sum - moment[i * 3 + j])).toBeLessThan(2 * ridge + 1e-5);
      }
    expect([l[1], l[2], l[5]]).toEqual([0, 0, 0]);
  });

  it('refuses a matrix that is no second moment', () => {
    expect(() => lowerFactor(Float64Array.of(1, 2, 2, 1), 2)).toThrow('pivot');
  });

  it('draws normals and gives rows their norms', () => {
    const z = normals(500, 4, random(1, 'z'));
    expect(z.reduce((sum, x) => sum + x * x, 0) / z.length).toBeCloseTo(1, 1);
    const scaled = withNorms(Float32Array.of(3, 4, 0, 2), Float64Array.of(10, 1));
    [6, 8, 0, 1].forEach((x, i) => expect(scaled[i]).toBeCloseTo(x, 5));
  });
});
