import { describe, expect, it } from 'vitest';
import { degree, degreeCentrality, participation, strength } from '../../../../src/methods/graph/centrality/degree.ts';
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

describe('participation', () => {
  it.each(cases)('%s: as the definition computed in numpy', (_, wanted) => {
    expectClose(participation(graphOf(wanted), Int32Array.from(wanted.groups)), wanted.participation);
  });

  it('is 0 inside one cluster and 1 - 1/k for k clusters met equally', () => {
    const star = graphOf({ n: 5, edges: [[0, 1], [0, 2], [0, 3], [0, 4]] }); // biome-ignore format: one line
    expect([...participation(star, new Int32Array(5))]).toEqual([0, 0, 0, 0, 0]);
    expect(participation(star, Int32Array.of(0, 1, 1, 2, 2))[0]).toBe(0.5);
    expect(participation(star, Int32Array.of(0, 1, 2, 3, 4))[0]).toBe(0.75);
  });

  it('is 0 for an isolated node', () => {
    expect([...participation(graphOf({ n: 2, edges: [] }), Int32Array.of(0, 1))]).toEqual([0, 0]);
  });

  it('refuses labels of the wrong number', () => {
    expect(() => participation(graphOf({ n: 2, edges: [] }), Int32Array.of(0))).toThrow('1 labels');
  });
});
