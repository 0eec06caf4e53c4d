import { describe, expect, it } from 'vitest';
import {
  canonical,
  dense,
  members,
  nodesInOrder,
  nodesShuffled,
} from '../../../../src/methods/graph/communities/labels.ts';
import { random, shuffle } from '../../../../src/random.ts';

describe('dense', () => {
  it('numbers labels in order of first appearance', () => {
    const { labels, count } = dense(Int32Array.of(9, 4, 4, -3, 9, 0));
    expect([...labels]).toEqual([0, 1, 1, 2, 0, 3]);
    expect(count).toBe(4);
  });

  it('leaves labels that are dense already', () => {
    const labels = Int32Array.of(0, 1, 0, 2, 3, 2);
    expect(dense(labels)).toEqual({ labels, count: 4 });
  });

  it('does not change what it is given', () => {
    const labels = Int32Array.of(5, 7);
    dense(labels);
    expect([...labels]).toEqual([5, 7]);
  });

  it('takes no labels', () => {
    expect(dense(new Int32Array(0))).toEqual({ labels: new Int32Array(0), count: 0 });
  });
});

describe('canonical', () => {
  it('numbers by size, ties by smallest node', () => {
    const found = canonical(Int32Array.of(9, 4, 4, 9, 7, 4, 2));
    expect([...found.cluster]).toEqual([2, 1, 1, 2, 3, 1, 4]);
    expect([...found.sizes]).toEqual([3, 2, 1, 1]);
    expect(found.count).toBe(4);
  });

  it('is the same for every naming of the same partition, and for its own result', () => {
    const one = canonical(Int32Array.of(0, 0, 1, 1, 2));
    expect(canonical(Int32Array.of(5, 5, 0, 0, 3))).toEqual(one);
    expect(canonical(one.cluster)).toEqual(one);
  });

  it('takes no nodes', () => {
    expect(canonical(new Int32Array(0)).count).toBe(0);
  });

  it('refuses a negative label', () => {
    expect(() => canonical(Int32Array.of(0, -1))).toThrow('label -1 of node 1');
  });
});

describe('members', () => {
  it('lists the nodes of each label, ascending', () => {
    const { starts, nodes } = members(Int32Array.of(2, 0, 2, 1, 0), 3);
    expect([...starts]).toEqual([0, 2, 3, 5]);
    expect([...nodes]).toEqual([1, 4, 3, 0, 2]);
  });

  it('holds every node once, under its own label', () => {
    const rng = random(1, 'members');
    const labels = Int32Array.from({ length: 500 }, () => rng.integer(40));
    const { starts, nodes } = members(labels, 41);
    expect([...nodes].sort((a, b) => a - b)).toEqual(Array.from(labels.keys()));
    for (let c = 0; c < 41; c++)
      for (const node of nodes.subarray(starts[c], starts[c + 1])) expect(labels[node]).toBe(c);
    expect(starts[40]).toBe(500); // a label that no node has
  });

  it('takes no nodes', () => {
    expect(members(new Int32Array(0), 0)).toEqual({ starts: Int32Array.of(0), nodes: new Int32Array(0) });
  });

  it.each([-1, 2])('refuses label %d of 2', (label) => {
    expect(() => members(Int32Array.of(0, label), 2)).toThrow(`label ${label} of node 1, expected 0 to 1`);
  });
});

describe('nodes in order and shuffled', () => {
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
