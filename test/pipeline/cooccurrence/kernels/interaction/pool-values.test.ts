import { describe, expect, it } from 'vitest';
import { poolValues } from '../../../../../pipeline/cooccurrence/kernels/interaction/pool-values.ts';

const found = {
  prompts: 2,
  singles: new Float64Array(0),
  damage: Float64Array.of(1, 3, 5, 5),
  index: [Float64Array.of(2, 4, -6, -6), Float64Array.of(1, 1, 1, 1), Float64Array.of(-1, -1, 3, 5)],
  noiseFloor: 0,
};

describe('values of a pair', () => {
  it('are means over prompts, and what is more than in its controls', () => {
    const values = poolValues(found, Float64Array.of(1, 1));
    expect(Array.from(values.damage)).toEqual([2, 5]);
    expect(Array.from(values.interaction)).toEqual([3, -6]);
    expect(Array.from(values.excess)).toEqual([3 - 0, -6 - 2.5]);
    expect(Array.from(values.magnitude_excess)).toEqual([3 - 1, 6 - 2.5]);
  });
  it('follow the weights of the prompts', () => {
    expect(Array.from(poolValues(found, Float64Array.of(0, 7)).interaction)).toEqual([4, -6]);
    expect(Array.from(poolValues(found, Float64Array.of(3, 1)).damage)).toEqual([1.5, 5]);
  });
  it('have no excess without controls', () => {
    const { interaction, excess, magnitude_excess } = poolValues(
      { ...found, index: found.index.slice(0, 1) },
      Float64Array.of(1, 1),
    );
    expect(Array.from(interaction)).toEqual([3, -6]);
    expect([...excess, ...magnitude_excess]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });
  it('refuse weights of other prompts or none', () => {
    expect(() => poolValues(found, Float64Array.of(1))).toThrow(RangeError);
    expect(() => poolValues(found, Float64Array.of(0, 0))).toThrow(RangeError);
  });
});
