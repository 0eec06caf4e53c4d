import { describe, expect, it } from 'vitest';
import { members } from '../../../../src/methods/graph/communities/members.ts';
import { random } from '../../../../src/random.ts';

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
