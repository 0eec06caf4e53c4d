import { describe, expect, it } from 'vitest';
import { agreement, contingency } from '../../../../src/methods/graph/communities/partition-agreement.ts';
import { random } from '../../../../src/random.ts';
import { oracle } from '../oracle.ts';

const labels = (...values: number[]) => Int32Array.from(values);

describe('agreement', () => {
  it.each(oracle.agreements)('is that of scikit-learn and igraph ($one.length nodes)', ({ one, two, ari, nmi, vi }) => {
    const found = agreement(Int32Array.from(one), Int32Array.from(two));
    expect(found.ari).toBeCloseTo(ari, 12);
    expect(found.nmi).toBeCloseTo(nmi, 12);
    expect(found.vi).toBeCloseTo(vi, 12);
  });

  it.each(oracle.agreements)('is symmetric and blind to the names of clusters ($one.length nodes)', ({ one, two }) => {
    const [a, b] = [Int32Array.from(one), Int32Array.from(two)];
    const found = agreement(a, b);
    const turned = agreement(
      b,
      a.map((x) => 100 - x),
    );
    for (const key of ['ari', 'nmi', 'vi'] as const) expect(turned[key]).toBeCloseTo(found[key], 12);
  });

  it('is perfect for equal partitions, also for one cluster and for all alone', () => {
    for (const same of [labels(0, 0, 1, 1, 2), labels(3, 3, 3), labels(0, 1, 2), labels(5)]) {
      const found = agreement(same, same);
      expect(found.ari).toBe(1);
      expect(found.nmi).toBeCloseTo(1, 14);
      expect(found.vi).toBeCloseTo(0, 14);
    }
  });

  it('knows two crossed halves: no agreement beyond chance', () => {
    const { ari, nmi, vi } = agreement(labels(0, 0, 1, 1), labels(0, 1, 0, 1));
    expect(ari).toBeCloseTo(-0.5, 14);
    expect(nmi).toBeCloseTo(0, 14);
    expect(vi).toBeCloseTo(2 * Math.log(2), 14);
  });

  it('gives one cluster against all alone nothing', () => {
    expect(agreement(labels(0, 0, 0), labels(0, 1, 2))).toMatchObject({ ari: 0, nmi: 0 });
  });

  it('refuses partitions of different nodes, and no nodes', () => {
    expect(() => agreement(labels(0, 1), labels(0))).toThrow('2 and 1 labels');
    expect(() => agreement(labels(), labels())).toThrow('0 nodes');
  });
});

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
