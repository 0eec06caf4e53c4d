import { describe, expect, it } from 'vitest';
import { contingency } from '../../../../src/methods/graph/communities/contingency.ts';
import { random } from '../../../../src/random.ts';

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

  it('has the sizes of the clusters as its margins, whichever partition comes first', () => {
    const rng = random(5, 'contingency');
    const draw = (k: number) => Int32Array.from({ length: 200 }, () => rng.integer(k));
    const [one, two] = [draw(7), draw(4)];
    const found = contingency(one, two);
    const turned = contingency(two, one);
    expect(found.cells.reduce((sum, { count }) => sum + count, 0)).toBe(200);
    for (const [label, size] of found.one) {
      const row = found.cells.filter((cell) => cell.one === label);
      expect(row.reduce((sum, { count }) => sum + count, 0)).toBe(size);
      expect(one.filter((own) => own === label)).toHaveLength(size);
    }
    for (const { one: a, two: b, count } of found.cells) {
      expect(turned.cells).toContainEqual({ one: b, two: a, count });
    }
    expect(turned.one).toEqual(found.two);
  });

  it('takes no nodes', () => {
    expect(contingency(new Int32Array(0), new Int32Array(0))).toMatchObject({ n: 0, cells: [] });
  });

  it('refuses partitions of different nodes', () => {
    expect(() => contingency(new Int32Array(1), new Int32Array(2))).toThrow('1 and 2 labels');
  });
});
