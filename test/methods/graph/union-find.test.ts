import { describe, expect, it } from 'vitest';
import { components } from '../../../src/methods/graph/components.ts';
import { graphFromEdges } from '../../../src/methods/graph/csr-graph.ts';
import { LevelComponents, UnionFind } from '../../../src/methods/graph/union-find.ts';
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

describe('LevelComponents', () => {
  it('counts a path that falls apart as the level rises', () => {
    const sets = new LevelComponents(4, 3);
    sets.pass(0, 1, 3);
    sets.pass(1, 2, 1);
    expect(sets.result()).toEqual([
      { components: 2, giant: 3 },
      { components: 3, giant: 2 },
      { components: 3, giant: 2 },
    ]);
  });

  it('agrees with the components of each level, in any order of pairs', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const rng = random(seed, 'levels');
      const n = 30;
      const pairs = Array.from({ length: 60 }, () => ({
        a: rng.integer(n),
        b: rng.integer(n),
        levels: rng.integer(5),
      }));
      const sets = new LevelComponents(n, 4);
      for (const { a, b, levels } of pairs) sets.pass(a, b, levels);
      for (let level = 0; level < 4; level++) {
        const keys = pairs.filter(({ a, b, levels }) => a !== b && levels > level);
        const edges = [...new Set(keys.map(({ a, b }) => Math.min(a, b) * n + Math.max(a, b)))];
        const of = components(
          graphFromEdges(
            n,
            Int32Array.from(edges, (key) => Math.floor(key / n)),
            Int32Array.from(edges, (key) => key % n),
          ),
        );
        expect(sets.result()[level]).toEqual({ components: of.count, giant: of.sizes[0] });
      }
    }
  });

  it('has isolated nodes as components, and none without nodes', () => {
    expect(new LevelComponents(3, 1).result()).toEqual([{ components: 3, giant: 1 }]);
    expect(new LevelComponents(0, 1).result()).toEqual([{ components: 0, giant: 0 }]);
  });
});
