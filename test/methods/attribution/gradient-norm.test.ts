import { describe, expect, it } from 'vitest';
import { gradientNorms } from '../../../src/methods/attribution/gradient-norm.ts';

describe('gradientNorms', () => {
  it('has the values by hand', () => {
    expect([...gradientNorms(Float32Array.of(3, 4, 0, 0, 1, 2, 2, 4), [2, 2], 2)]).toEqual([5, 5]);
    expect([...gradientNorms(Float32Array.of(3, 4, 0, 0, 1, 2, 2, 4), [1, 3], 2)]).toEqual([5, 5]);
  });

  it('scales with the gradient and does not see the order of positions', () => {
    expect([...gradientNorms(Float32Array.of(6, 8), [1], 2)]).toEqual([10]);
    expect(gradientNorms(Float32Array.of(1, 2, 3), [3], 1)).toEqual(gradientNorms(Float32Array.of(3, 1, 2), [3], 1));
  });

  it('refuses lengths that do not add up', () => {
    expect(() => gradientNorms(new Float32Array(5), [2, 2], 1)).toThrow(RangeError);
    expect(() => gradientNorms(new Float32Array(5), [3], 2)).toThrow(RangeError);
    expect(() => gradientNorms(new Float32Array(0), [], 2)).toThrow(RangeError);
  });
});
