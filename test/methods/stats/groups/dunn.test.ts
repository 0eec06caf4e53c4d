import { describe, expect, it } from 'vitest';
import { dunn } from '../../../../src/methods/stats/groups/dunn.ts';
import { kruskal } from '../../../../src/methods/stats/groups/kruskal.ts';
import { near, oracle } from '../near.ts';

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
