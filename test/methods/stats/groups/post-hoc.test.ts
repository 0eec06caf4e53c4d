import { describe, expect, it } from 'vitest';
import { dunn } from '../../../../src/methods/stats/groups/dunn.ts';
import { postHoc } from '../../../../src/methods/stats/groups/post-hoc.ts';
import { tukey } from '../../../../src/methods/stats/groups/tukey.ts';
import { oracle } from '../near.ts';

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
