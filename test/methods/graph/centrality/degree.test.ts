import { describe, expect, it } from 'vitest';
import { degree, degreeCentrality, strength } from '../../../../src/methods/graph/centrality/degree.ts';
import { cases, expectClose, graphOf } from '../oracle.ts';

describe('degree, degree centrality and strength', () => {
  it.each(cases)('%s: as networkx', (_, wanted) => {
    const graph = graphOf(wanted);
    expectClose(degreeCentrality(graph), wanted.degree_centrality);
    expectClose(strength(graph), wanted.strength);
    expect(degree(graph).reduce((sum, k) => sum + k, 0)).toBe(2 * wanted.edges.length);
  });

  it('gives the study its published degrees: k over 174', () => {
    // Published by the study: degrees 32, 29, 20, 34, 31 on 175 nodes. Stars with these many leaves stand in for the features.
    for (const k of [32, 29, 20, 34, 31]) {
      const star = graphOf({ n: 175, edges: Array.from({ length: k }, (_, i) => [0, i + 1] as const) });
      expect(degreeCentrality(star)[0]).toBe(k / 174);
    }
  });

  it('is 1 for a single node, as in networkx, and 0 for isolated ones', () => {
    expect([...degreeCentrality(graphOf({ n: 1, edges: [] }))]).toEqual([1]);
    expect([...degreeCentrality(graphOf({ n: 2, edges: [] }))]).toEqual([0, 0]);
    expect([...strength(graphOf({ n: 2, edges: [] }))]).toEqual([0, 0]);
  });
});
