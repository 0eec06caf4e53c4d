import { describe, expect, it } from 'vitest';
import { components } from '../../../src/methods/graph/components.ts';
import { cases, graphOf } from './oracle.ts';

describe('components', () => {
  it.each(cases)('%s: sizes as in networkx', (_, wanted) => {
    expect([...components(graphOf(wanted)).sizes]).toEqual(wanted.components);
  });

  it('makes every node of an empty network a component of its own, in order', () => {
    expect([...components(graphOf({ n: 3, edges: [] })).cluster]).toEqual([1, 2, 3]);
    expect(components(graphOf({ n: 0, edges: [] })).count).toBe(0);
  });

  it('puts the largest first and breaks ties by the smallest node', () => {
    const found = components(graphOf({ n: 7, edges: [[5, 6], [4, 5], [0, 3], [1, 2]] })); // biome-ignore format: one line
    expect([...found.cluster]).toEqual([2, 3, 3, 2, 1, 1, 1]);
  });
});
