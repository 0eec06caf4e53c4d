import { describe, expect, it } from 'vitest';
import { coarsen, coarseOf } from '../../src/network/coarse.ts';
import { graphOf } from './oracle.ts';

describe('coarse graphs', () => {
  const fine = coarseOf(graphOf({ n: 4, edges: [[0, 1], [1, 2], [2, 3], [0, 3]], weights: [1, 0.5, 1, 0] })); // biome-ignore format: one line

  it('drops ties of weight 0 and sums strengths', () => {
    expect([...fine.offsets]).toEqual([0, 1, 3, 5, 6]);
    expect([...fine.strength]).toEqual([1, 1.5, 1.5, 1]);
    expect(fine.total).toBe(5);
  });

  it('joins nodes, keeps inside weight in the strength and the total', () => {
    const community = Int32Array.of(3, 3, 1, 1);
    const coarse = coarsen(fine, community);
    expect([...community]).toEqual([0, 0, 1, 1]);
    expect(coarse.n).toBe(2);
    expect([...coarse.targets]).toEqual([1, 0]);
    expect([...coarse.weights]).toEqual([0.5, 0.5]);
    expect([...coarse.strength]).toEqual([2.5, 2.5]);
    expect(coarse.total).toBe(5);
  });
});
