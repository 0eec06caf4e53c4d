import { describe, expect, it } from 'vitest';
import { edgesByRule } from '../../../../src/methods/graph/edges/edge-rule.ts';
import { strongestPairs } from '../../../../src/methods/graph/edges/strongest.ts';
import { random } from '../../../../src/random.ts';

describe('strongestPairs', () => {
  it('takes the strongest by |r|, or by r where only positive ones can be edges', () => {
    const r = Float64Array.of(0.2, -0.9, 0.5, 0, 0.7, 1);
    expect([...strongestPairs(r, 3, 'absolute')]).toEqual([1, 4, 5]);
    expect([...strongestPairs(r, 3, 'positive')]).toEqual([2, 4, 5]);
    expect([...strongestPairs(r, 9, 'absolute')]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...strongestPairs(r, 9, 'positive')]).toEqual([0, 2, 4, 5]);
    expect([...strongestPairs(r, 0, 'absolute')]).toEqual([]);
    expect([...strongestPairs(new Float64Array(0), 2, 'absolute')]).toEqual([]);
  });

  it('takes those listed first of equally strong ones', () => {
    expect([...strongestPairs(Float64Array.of(0.5, 0.8, -0.5, 0.5), 3, 'absolute')]).toEqual([0, 1, 2]);
  });

  it('are the edges of a threshold where it takes as many', () => {
    const rng = random(1, 'strongest');
    const r = Float64Array.from({ length: 500 }, () => Math.round(2000 * rng.uniform() - 1000) / 1000);
    for (const sign of ['absolute', 'positive'] as const)
      for (const threshold of [0, 0.3, 0.7, 0.99]) {
        const edges = edgesByRule(r, { threshold, strict: true, sign });
        expect([...strongestPairs(r, edges.length, sign)]).toEqual([...edges]);
      }
  });

  it('refuses what is no correlation and no number of edges', () => {
    expect(() => strongestPairs(Float64Array.of(0.1, Number.NaN), 1, 'absolute')).toThrow('r NaN of pair 1');
    expect(() => strongestPairs(Float64Array.of(0.1, Number.NEGATIVE_INFINITY), 1, 'positive')).toThrow(
      'expected -1 to 1',
    );
    expect(() => strongestPairs(Float64Array.of(0.1), -1, 'absolute')).toThrow('expected a whole number');
    expect(() => strongestPairs(Float64Array.of(0.1), 0.5, 'absolute')).toThrow('expected a whole number');
  });
});
