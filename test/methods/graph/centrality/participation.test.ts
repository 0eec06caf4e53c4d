import { describe, expect, it } from 'vitest';
import { participation } from '../../../../src/methods/graph/centrality/participation.ts';
import { cases, expectClose, graphOf } from '../oracle.ts';

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
