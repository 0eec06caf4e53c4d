import { describe, expect, it } from 'vitest';
import { coarsen, coarseOf } from '../../../../src/methods/graph/communities/coarse.ts';
import { modularity } from '../../../../src/methods/graph/communities/modularity.ts';
import { random } from '../../../../src/random.ts';
import { cases, graphOf } from '../oracle.ts';

/** Q of a partition of a coarse graph, from inside weights: strength that does not leave the cluster. */
function coarseModularity(graph: ReturnType<typeof coarseOf>, community: Int32Array): number {
  const inside = new Float64Array(graph.n);
  const sums = new Float64Array(graph.n);
  for (let i = 0; i < graph.n; i++) {
    sums[community[i]] += graph.strength[i];
    inside[community[i]] += graph.strength[i];
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) {
      if (community[graph.targets[k]] !== community[i]) inside[community[i]] -= graph.weights[k];
    }
  }
  return sums.reduce((q, sum, c) => q + inside[c] / graph.total - (sum / graph.total) ** 2, 0);
}

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

  it.each(cases)('%s: keeps Q, the total and the strengths through any number of levels', (_, wanted) => {
    const graph = graphOf(wanted);
    const rng = random(1, 'levels', wanted.name);
    const labels = Int32Array.from({ length: graph.n }, (_, i) => i);
    let level = coarseOf(graph);
    for (let step = 0; step < 4; step++) {
      const community = Int32Array.from({ length: level.n }, () => rng.integer(Math.max(1, level.n >> 1)));
      const next = coarsen(level, community);
      labels.forEach((label, node) => {
        labels[node] = community[label];
      });
      const alone = Int32Array.from({ length: next.n }, (_, c) => c);
      expect(next.n).toBe(new Set(community).size);
      expect(next.total).toBe(level.total);
      expect(next.strength.reduce((sum, s) => sum + s, 0)).toBeCloseTo(level.total, 9);
      if (level.total > 0) expect(coarseModularity(next, alone)).toBeCloseTo(modularity(graph, labels), 12);
      level = next;
    }
  });

  it('has sorted rows without loops, the same from both sides', () => {
    const coarse = coarsen(coarseOf(graphOf(cases[0][1])), Int32Array.from(cases[0][1].groups));
    const tie = new Map<string, number>();
    for (let i = 0; i < coarse.n; i++) {
      for (let k = coarse.offsets[i]; k < coarse.offsets[i + 1]; k++) {
        if (k > coarse.offsets[i]) expect(coarse.targets[k]).toBeGreaterThan(coarse.targets[k - 1]);
        expect(coarse.targets[k]).not.toBe(i);
        tie.set(`${i} ${coarse.targets[k]}`, coarse.weights[k]);
      }
    }
    for (const [key, weight] of tie) expect(tie.get(key.split(' ').reverse().join(' '))).toBeCloseTo(weight, 12);
  });

  it('takes no nodes', () => {
    const none = coarseOf(graphOf({ n: 0, edges: [] }));
    expect(coarsen(none, new Int32Array(0))).toMatchObject({ n: 0, total: 0 });
  });
});
