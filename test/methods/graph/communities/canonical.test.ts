import { describe, expect, it } from 'vitest';
import { canonical } from '../../../../src/methods/graph/communities/canonical.ts';

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
