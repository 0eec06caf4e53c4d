import { describe, expect, it } from 'vitest';
import {
  heldOutOf,
  type NullStatistic,
  nullEvidence,
  whyNoEvidence,
} from '../../../../pipeline/cooccurrence/claims/null-evidence.ts';

const row = (name: string, statistic: string, median: number | null, p: number | null): NullStatistic => {
  const note = p === null ? 'too few' : null;
  return { null: name, statistic, observed: 10, median, low: 8, high: 11, p, defined: 200, note };
};
const ROWS = [
  row('a', 'x', 4.5, 0.01),
  row('b', 'x', 7.5, 0.02),
  row('c', 'x', 9.5, 0.5),
  row('a', 'held_out:strata:x', 1, 0.03),
  row('a', 'held_out:templates:x', 1, 0.2),
  row('a', 'held_out:strata:x:y', 1, 0.9),
];

describe('nullEvidence', () => {
  it('speaks for the required null that leaves least, with the interval of the observed value less its median', () => {
    expect(nullEvidence(ROWS, 'x', ['a', 'b'])).toMatchObject({ estimate: 2.5, low: 0.5, high: 3.5, p: 0.02 });
    expect(nullEvidence(ROWS, 'x', ['a'])).toMatchObject({ estimate: 5.5, low: 3.5, high: 6.5, p: 0.01 });
  });

  it('reports every null, required or not', () => {
    expect(nullEvidence(ROWS, 'x', ['a'])?.found.map(({ null: name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('takes the largest p over the splits, and no null that one of them has no p for', () => {
    expect(heldOutOf(ROWS, 'x')).toEqual([{ null: 'a', p: 0.2 }]);
    expect(heldOutOf([...ROWS, row('b', 'held_out:strata:x', 1, null)], 'x')).toEqual([{ null: 'a', p: 0.2 }]);
    expect(heldOutOf([...ROWS, row('a', 'held_out:other:x', 1, null)], 'x')).toEqual([]);
  });

  it('is absent without a required null that has a p, and says why', () => {
    expect(nullEvidence(ROWS, 'z', ['a'])).toBeNull();
    expect(nullEvidence([row('a', 'x', 4, null)], 'x', ['a'])).toBeNull();
    expect(whyNoEvidence(ROWS, 'z', ['a'])).toBe('No null of other directions was computed for it.');
    expect(whyNoEvidence([row('a', 'x', 4, null)], 'x', ['a'])).toBe('No null of other directions has a p for it: a, too few.'); // biome-ignore format: one line
  });

  it('has no interval where the observed value has none', () => {
    const bare = { ...row('a', 'x', 4, 0.01), low: null, high: null };
    expect(nullEvidence([bare], 'x', ['a'])).toMatchObject({ estimate: 6, low: Number.NaN, high: Number.NaN });
  });
});
