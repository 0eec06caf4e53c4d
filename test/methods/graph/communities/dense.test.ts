import { describe, expect, it } from 'vitest';
import { dense } from '../../../../src/methods/graph/communities/dense.ts';

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
