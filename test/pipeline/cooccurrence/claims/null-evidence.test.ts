import { describe, expect, it } from 'vitest';
import { heldOutOf, type NullStatistic, nullEvidence } from '../../../../pipeline/cooccurrence/claims/null-evidence.ts';

const row = (name: string, statistic: string, mean: number | null, p: number | null): NullStatistic => {
  const [low, high] = mean === null ? [null, null] : [mean - 1, mean + 2];
  return { null: name, statistic, observed: 10, mean, median: mean === null ? null : mean + 0.5, low, high, p };
};
const ROWS = [
  row('a', 'x', 4, 0.01),
  row('b', 'x', 7, 0.02),
  row('c', 'x', 9, 0.5),
  row('a', 'held_out:strata:x', 1, 0.03),
  row('a', 'held_out:templates:x', 1, 0.2),
  row('a', 'held_out:strata:x:y', 1, 0.9),
];

describe('nullEvidence', () => {
  it('speaks for the required null that leaves least', () => {
    expect(nullEvidence(ROWS, 'x', ['a', 'b'])).toMatchObject({ estimate: 2.5, low: 1, high: 4, p: 0.02 });
    expect(nullEvidence(ROWS, 'x', ['a'])).toMatchObject({ estimate: 5.5, p: 0.01 });
  });

  it('reports every null, required or not', () => {
    expect(nullEvidence(ROWS, 'x', ['a'])?.found.map(({ p }) => p)).toEqual([0.01, 0.02, 0.5]);
  });

  it('takes the largest held-out p over splits, of this statistic alone', () => {
    expect(nullEvidence(ROWS, 'x', ['a'])?.heldOut).toEqual([{ null: 'a', p: 0.2 }]);
    expect(heldOutOf(ROWS, 'x:y')).toEqual([{ null: 'a', p: 0.9 }]);
  });

  it('is nothing without a required null or a value', () => {
    expect(nullEvidence(ROWS, 'x', ['z'])).toBeNull();
    expect(nullEvidence(ROWS, 'z', ['a'])).toBeNull();
    expect(nullEvidence([row('a', 'x', 4, null)], 'x', ['a'])).toBeNull();
  });

  it('has no interval where no replicate has the statistic', () => {
    const found = nullEvidence([row('a', 'x', null, 0.01)], 'x', ['a']);
    expect(found?.estimate).toBe(10);
    expect(found?.low).toBeNaN();
  });
});
