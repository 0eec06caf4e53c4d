import { describe, expect, it } from 'vitest';
import { components } from '../../../../src/methods/graph/components.ts';
import { graphFromEdges } from '../../../../src/methods/graph/csr-graph.ts';
import { LevelComponents } from '../../../../src/methods/graph/edges/level-components.ts';
import { random } from '../../../../src/random.ts';

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
