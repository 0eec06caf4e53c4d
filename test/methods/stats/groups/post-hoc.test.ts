import { describe, expect, it } from 'vitest';
import { anova } from '../../../../src/methods/stats/groups/anova.ts';
import { kruskal } from '../../../../src/methods/stats/groups/kruskal.ts';
import { dunn, postHoc, tukey } from '../../../../src/methods/stats/groups/post-hoc.ts';
import { near, oracle } from '../near.ts';

describe('tukey', () => {
  it.each(Object.keys(oracle.tests) as (keyof typeof oracle.tests)[])('matches scipy for groups "%s"', (name) => {
    const { pairs } = tukey(oracle.groups[name]);
    expect(pairs).toHaveLength(oracle.tests[name].tukey.length);
    pairs.forEach((pair, index) => {
      const [a, b, q, p] = oracle.tests[name].tukey[index];
      expect([pair.a, pair.b]).toEqual([a, b]);
      // numpy's plain means lose digits beside an offset of 1e6.
      near(pair.statistic, q, 0, name === 'offset' ? 1e-8 : 1e-9);
      expect(Math.abs(pair.p - p)).toBeLessThan(1e-8);
    });
  });

  it('equals the ANOVA for two groups', () => {
    const groups = oracle.groups.three.slice(0, 2);
    expect(Math.abs(tukey(groups).pairs[0].p - anova(groups).p)).toBeLessThan(1e-11);
  });

  it('has the difference with its sign', () => {
    expect(
      tukey([
        [1, 2, 3],
        [3, 4, 5],
      ]).pairs[0].difference,
    ).toBe(-2);
  });

  it('says why there are no pairs', () => {
    expect(tukey([[1, 2]])).toEqual({ pairs: [], reason: 'fewer than two groups' });
    expect(tukey([[1], [2]]).reason).toBe('every group has one member');
    expect(
      tukey([
        [1, 1],
        [2, 2],
      ]).reason,
    ).toBe('no variance within the groups');
  });

  it('refuses NaN', () => {
    expect(() =>
      tukey([
        [1, Number.NaN],
        [2, 3],
      ]),
    ).toThrow(RangeError);
  });
});

describe('dunn', () => {
  it.each(Object.keys(oracle.tests) as (keyof typeof oracle.tests)[])(
    'matches scipy ranks and statsmodels Holm for groups "%s"',
    (name) => {
      dunn(oracle.groups[name]).pairs.forEach((pair, index) => {
        near(pair.statistic, oracle.tests[name].dunn_z[index]);
        near(pair.p, oracle.tests[name].dunn_p[index]);
      });
    },
  );

  it('equals Kruskal-Wallis for two groups', () => {
    const groups = oracle.groups.ties.slice(0, 2);
    const [pair] = dunn(groups).pairs;
    near(pair.statistic ** 2, kruskal(groups).h);
    near(pair.p, kruskal(groups).p);
  });

  it('says why there are no pairs', () => {
    expect(dunn([[1]])).toEqual({ pairs: [], reason: 'fewer than two groups' });
    expect(dunn([[1, 1], [1]]).reason).toBe('all values are equal');
  });

  it('refuses NaN', () => {
    expect(() => dunn([[1, Number.NaN], [2]])).toThrow(RangeError);
  });
});

describe('postHoc', () => {
  it('gives both tests of every pair', () => {
    const found = postHoc(oracle.groups.three);
    expect(found.filter(({ test }) => test === 'tukey')).toMatchObject(tukey(oracle.groups.three).pairs);
    expect(found.filter(({ test }) => test === 'dunn')).toMatchObject(dunn(oracle.groups.three).pairs);
    expect(new Set(found.map(({ test, adjustment }) => `${test} ${adjustment}`))).toEqual(
      new Set(['tukey tukey', 'dunn holm']),
    );
  });

  it('gives none for fewer than two groups', () => {
    expect(postHoc([[1, 2]])).toEqual([]);
  });

  it('refuses NaN', () => {
    expect(() =>
      postHoc([
        [1, Number.NaN],
        [2, 3],
      ]),
    ).toThrow(RangeError);
  });
});
