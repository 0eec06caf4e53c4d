import { describe, expect, it } from 'vitest';
import { topKRule } from '../../../../src/methods/graph/edges/top-k-rule.ts';

const pairs = { a: Int32Array.of(0, 0, 0, 1), b: Int32Array.of(1, 2, 3, 2), r: Float64Array.of(0.9, -0.8, 0.8, 0.1) };
const kept = Int32Array.of(0, 1, 2, 3);

describe('topKRule', () => {
  it('keeps a pair that is among the strongest of either end', () => {
    expect([...topKRule(4, pairs, kept, 1)]).toEqual([0, 1, 2]); // 1 and 2 are the strongest of nodes 2 and 3
    expect([...topKRule(4, pairs, kept, 2)]).toEqual([0, 1, 2, 3]);
  });

  it('leaves every node with at least min(k, degree) ties', () => {
    const few = topKRule(4, pairs, Int32Array.of(0, 3), 1);
    expect([...few]).toEqual([0, 3]);
  });

  it.each([0, 1.5, Number.NaN])('refuses k %d', (k) => {
    expect(() => topKRule(4, pairs, kept, k)).toThrow(`k ${k}`);
  });
});
