import { describe, expect, it } from 'vitest';
import { UnionFind } from '../../src/network/union-find.ts';

describe('UnionFind', () => {
  it('joins sets and knows the largest', () => {
    const sets = new UnionFind(6);
    expect(sets.largest).toBe(1);
    sets.union(0, 1);
    sets.union(2, 3);
    sets.union(3, 2);
    expect(sets.largest).toBe(2);
    sets.union(1, 3);
    expect(sets.largest).toBe(4);
    expect(sets.find(0)).toBe(sets.find(2));
    expect(sets.find(0)).not.toBe(sets.find(5));
    expect(new UnionFind(0).largest).toBe(0);
  });
});
