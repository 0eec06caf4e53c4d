import { describe, expect, it } from 'vitest';
import { coActivation, countsOfBoth } from '../../../../src/methods/stats/correlation/co-activation.ts';
import { near, oracle } from '../near.ts';

describe('coActivation', () => {
  it('matches scikit-learn, numpy and scipy', () => {
    for (const expected of oracle.co_activation) {
      const [n, a, b, both] = expected.counts;
      const found = coActivation(n, a, b, both);
      near(found.jaccard, expected.jaccard);
      near(found.phi, expected.phi, 1);
      near(found.ppmi, expected.ppmi, 1);
      near(found.p, expected.p);
    }
  });

  it('has the values by hand', () => {
    expect(coActivation(8, 2, 2, 2)).toMatchObject({ jaccard: 1, phi: 1, ppmi: 2 });
    expect(coActivation(8, 4, 4, 2)).toMatchObject({ phi: 0, ppmi: 0, p: 1 });
    expect(coActivation(8, 4, 4, 0)).toMatchObject({ jaccard: 0, phi: -1, ppmi: 0 });
  });

  it('is symmetric', () => {
    expect(coActivation(100, 30, 50, 20)).toEqual(coActivation(100, 50, 30, 20));
  });

  it('has no phi for a feature that is never or always active', () => {
    expect(coActivation(10, 0, 3, 0)).toMatchObject({ phi: Number.NaN, p: Number.NaN, jaccard: 0 });
    expect(coActivation(10, 10, 3, 3)).toMatchObject({ phi: Number.NaN, ppmi: 0, jaccard: 0.3 });
    expect(coActivation(10, 0, 0, 0).jaccard).toBeNaN();
  });

  it.each([
    [10, 3, 3, 4],
    [10, 8, 8, 3],
    [10, 3, 3, -1],
    [10, 2.5, 3, 1],
    [Number.NaN, 1, 1, 1],
  ])('refuses counts %s, %s, %s, %s', (...counts) => {
    const [n, a, b, both] = counts as [number, number, number, number];
    expect(() => coActivation(n, a, b, both)).toThrow(RangeError);
  });
});

describe('countsOfBoth', () => {
  it('counts what is in both lists', () => {
    const lists = [[0, 2, 5], [2, 5, 9], [1], [], [2]].map((list) => Int32Array.from(list));
    const pairs = { a: Int32Array.of(0, 0, 0, 2, 1, 4), b: Int32Array.of(1, 4, 3, 1, 0, 4) };
    expect([...countsOfBoth(lists, pairs)]).toEqual([2, 1, 0, 0, 2, 1]);
    for (const { a, b, counts } of oracle.co_activation) {
      const both = { a: Int32Array.of(0, 1), b: Int32Array.of(1, 0) };
      expect([...countsOfBoth([Int32Array.from(a), Int32Array.from(b)], both)]).toEqual([counts[3], counts[3]]);
    }
  });
});
