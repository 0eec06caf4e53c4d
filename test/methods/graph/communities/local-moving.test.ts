import { describe, expect, it } from 'vitest';
import { coarseOf } from '../../../../src/methods/graph/communities/coarse.ts';
import { moveLocally } from '../../../../src/methods/graph/communities/local-moving.ts';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { random } from '../../../../src/random.ts';
import { cases, graphOf } from '../oracle.ts';

describe('moveLocally', () => {
  it.each(cases.filter(([, { n }]) => n < 100))(
    '%s: called until nothing moves, no single move raises Q',
    (_, wanted) => {
      const graph = graphOf(wanted);
      const start = Int32Array.from({ length: graph.n }, (_, i) => i);
      const community = start.slice();
      let q = modularity(graph, start);
      for (let call = 0; moveLocally(coarseOf(graph), community, 1, random(call, 'move')); call++) {
        expect(modularity(graph, community)).toBeGreaterThan(q);
        q = modularity(graph, community);
      }
      for (let i = 0; i < graph.n; i++) {
        for (const to of new Set([...community, Math.max(...community) + 1])) {
          expect(modularity(graph, community.with(i, to))).toBeLessThanOrEqual(q + 1e-11);
        }
      }
    },
  );

  it('takes nodes out of a community that they only harm, into empty ones', () => {
    const clique = graphOf({ n: 4, edges: [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]] }); // biome-ignore format: one line
    const community = new Int32Array(4);
    expect(moveLocally(coarseOf(clique), community, 2, random(1, 'move'))).toBe(true);
    expect(new Set(community).size).toBe(4);
    expect(moveLocally(coarseOf(clique), new Int32Array(4), 1, random(1, 'move'))).toBe(false);
  });
});
