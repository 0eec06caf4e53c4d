import { describe, expect, it } from 'vitest';
import { nodesInOrder, nodesShuffled } from '../../../../src/methods/graph/communities/nodes.ts';
import { random, shuffle } from '../../../../src/random.ts';

describe('nodes', () => {
  it('in order are 0 … n - 1', () => {
    expect([...nodesInOrder(4)]).toEqual([0, 1, 2, 3]);
    expect(nodesInOrder(0)).toHaveLength(0);
  });

  it('shuffled are the same nodes in the order of the generator', () => {
    const found = nodesShuffled(50, random(1, 'nodes'));
    expect([...found]).toEqual([...shuffle(nodesInOrder(50), random(1, 'nodes'))]);
    expect([...found]).not.toEqual([...nodesInOrder(50)]);
    expect([...found].sort((a, b) => a - b)).toEqual([...nodesInOrder(50)]);
  });
});
