import { describe, expect, it } from 'vitest';
import { coarseOf } from '../../../../src/methods/graph/communities/coarse.ts';
import { refine } from '../../../../src/methods/graph/communities/refinement.ts';
import { random } from '../../../../src/random.ts';
import { cases, graphOf } from '../oracle.ts';

/** Whether `nodes` hang together by ties among themselves. */
function connected(graph: ReturnType<typeof graphOf>, nodes: readonly number[]): boolean {
  const inside = new Set(nodes);
  const seen = new Set([nodes[0]]);
  for (const v of seen) {
    for (let k = graph.offsets[v]; k < graph.offsets[v + 1]; k++)
      if (inside.has(graph.targets[k])) seen.add(graph.targets[k]);
  }
  return seen.size === nodes.length;
}

describe('refine', () => {
  it.each(cases)('%s: parts lie inside communities and are connected', (_, wanted) => {
    const graph = graphOf(wanted);
    const community = Int32Array.from(wanted.groups); // at random, so mostly disconnected
    for (let seed = 0; seed < 3; seed++) {
      const part = refine(coarseOf(graph), community, 1, random(seed, 'refine'));
      for (const p of new Set(part)) {
        const nodes = Array.from(part.keys()).filter((i) => part[i] === p);
        expect(new Set(nodes.map((i) => community[i])).size).toBe(1);
        expect(connected(graph, nodes)).toBe(true);
      }
    }
  });

  it('joins a clique that is one community', () => {
    const clique = graphOf({ n: 4, edges: [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]] }); // biome-ignore format: one line
    expect(new Set(refine(coarseOf(clique), new Int32Array(4), 0.5, random(1, 'refine'))).size).toBe(1);
  });

  it('leaves nodes alone that have no ties inside their community', () => {
    const pair = graphOf({ n: 2, edges: [[0, 1]] });
    expect([...refine(coarseOf(pair), Int32Array.of(0, 1), 1, random(1, 'refine'))]).toEqual([0, 1]);
  });
});
