import { describe, expect, it } from 'vitest';
import { distances, FLOOR } from '../../../../src/methods/graph/centrality/distance.ts';

describe('distances', () => {
  it('is 1 - |r|: the stronger the nearer', () => {
    expect([...distances(Float64Array.of(0, 0.25, 0.75))]).toEqual([1, 0.75, 0.25]);
  });

  it('keeps copies apart by the floor, also when rounding makes r exceed 1', () => {
    expect([...distances(Float64Array.of(1, 1 + 2e-16))]).toEqual([FLOOR, FLOOR]);
  });

  it.each([-0.1, 1.001, Number.NaN])('refuses strength %d', (value) => {
    expect(() => distances(Float64Array.of(0.5, value))).toThrow(`strength ${value} of entry 1`);
  });
});
