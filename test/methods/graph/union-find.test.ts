import { describe, expect, it } from 'vitest';
import { UnionFind } from '../../../src/methods/graph/union-find.ts';
import { random } from '../../../src/random.ts';

describe('UnionFind', () => {
  it('joins sets, counts them and knows the largest', () => {
    const sets = new UnionFind(6);
    expect([sets.largest, sets.count]).toEqual([1, 6]);
    expect(sets.union(0, 1)).toBe(true);
    expect(sets.union(2, 3)).toBe(true);
    expect(sets.union(3, 2)).toBe(false);
    expect([sets.largest, sets.count]).toEqual([2, 4]);
    expect(sets.union(1, 3)).toBe(true);
    expect([sets.largest, sets.count]).toEqual([4, 3]);
    expect(sets.find(0)).toBe(sets.find(2));
    expect(sets.find(0)).not.toBe(sets.find(5));
  });

  it('has nothing to say of no nodes', () => {
    const none = new UnionFind(0);
    expect([none.largest, none.count]).toEqual([0, 0]);
  });

  it('is an equivalence: the sets found are those of the pairs joined', () => {
    const rng = random(2, 'sets');
    const sets = new UnionFind(50);
    const label = Array.from({ length: 50 }, (_, node) => node);
    for (let step = 0; step < 40; step++) {
      const [a, b] = [rng.integer(50), rng.integer(50)];
      expect(sets.union(a, b)).toBe(label[a] !== label[b]);
      const from = label[b];
      label.forEach((own, node) => {
        if (own === from) label[node] = label[a];
      });
    }
    for (let a = 0; a < 50; a++) {
      for (let b = 0; b < 50; b++) expect(sets.find(a) === sets.find(b)).toBe(label[a] === label[b]);
    }
    expect(sets.count).toBe(new Set(label).size);
  });
});
