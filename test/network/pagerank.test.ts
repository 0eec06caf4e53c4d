import { describe, expect, it } from 'vitest';
import { pagerank } from '../../src/network/pagerank.ts';
import { random, shuffle } from '../../src/random.ts';
import { broughtBack, cases, expectClose, graphOf, oracle, relabelled } from './oracle.ts';

describe('pagerank', () => {
  it.each(cases)('%s: as networkx run to convergence', (_, wanted) => {
    const found = pagerank(graphOf(wanted));
    wanted.pagerank.forEach((value, i) => {
      expect(Math.abs(found[i] - value)).toBeLessThan(oracle.tolerance.pagerank);
    });
    expect(found.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
  });

  it('is equal on a cycle, and without edges', () => {
    expectClose(pagerank(graphOf({ n: 3, edges: [[0, 1], [1, 2], [0, 2]] })), Array(3).fill(1 / 3)); // biome-ignore format: one line
    expectClose(pagerank(graphOf({ n: 4, edges: [] })), Array(4).fill(0.25));
    expect(pagerank(graphOf({ n: 0, edges: [] }))).toHaveLength(0);
  });

  it('solves a star by hand', () => {
    // Hub h, three leaves l: h = 0.15/4 + 0.85 · 3 l, l = 0.15/4 + 0.85 h / 3.
    const hub = (0.15 / 4) * (1 + 3 * 0.85) / (1 - 0.85 ** 2); // biome-ignore format: one line
    const found = pagerank(graphOf({ n: 4, edges: [[0, 1], [0, 2], [0, 3]] })); // biome-ignore format: one line
    expect(found[0]).toBeCloseTo(hub, 13);
    expect(found[1]).toBeCloseTo((1 - hub) / 3, 13);
  });

  it('permutes with the names of the nodes', () => {
    const wanted = cases[0][1];
    const order = shuffle(
      Int32Array.from({ length: wanted.n }, (_, i) => i),
      random(1, 'relabel'),
    );
    expectClose(broughtBack(pagerank(relabelled(wanted, order)), order), wanted.pagerank, 1e-10);
  });
});
