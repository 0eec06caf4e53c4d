import { describe, expect, it } from 'vitest';
import { contingency } from '../../src/network/contingency.ts';

describe('contingency', () => {
  it('counts by hand', () => {
    const found = contingency(Int32Array.of(4, 4, 7, 7, 7), Int32Array.of(1, 2, 2, 2, 1));
    expect(found.n).toBe(5);
    expect([...found.one]).toEqual([[4, 2], [7, 3]]); // biome-ignore format: one line
    expect([...found.two]).toEqual([[1, 2], [2, 3]]); // biome-ignore format: one line
    expect(found.cells).toEqual([
      { one: 4, two: 1, count: 1 },
      { one: 4, two: 2, count: 1 },
      { one: 7, two: 2, count: 2 },
      { one: 7, two: 1, count: 1 },
    ]);
  });

  it('refuses partitions of different nodes', () => {
    expect(() => contingency(new Int32Array(1), new Int32Array(2))).toThrow('1 and 2 labels');
  });
});
