import { describe, expect, it } from 'vitest';
import { matchedSets, matcher } from '../../../../../pipeline/cooccurrence/kernels/steering/matched.ts';

const trait = (meanAbsAttribution: number, prevalence: number) => ({ meanAbsAttribution, prevalence });
const traits = new Map([
  [1, trait(1, 1)],
  [2, trait(0.01, 0.2)],
  [3, trait(1.1, 1)],
  [4, trait(0.012, 0.2)],
  [5, trait(0.9, 0.9)],
]);

describe('matcher', () => {
  const match = matcher(traits, new Set([1, 2]));
  it('orders the features outside by closeness', () => {
    expect(match(1)).toEqual([3, 5, 4]);
    expect(match(2)[0]).toBe(4);
  });
  it('never offers a feature of the clusters', () => expect(match(1)).not.toContain(2));
  it('refuses a feature it knows nothing of', () => expect(() => match(99)).toThrow(/traits of feature 99/));
});

describe('matchedSets', () => {
  const match = matcher(traits, new Set([1, 2]));
  it('uses no match twice within a set', () => expect(matchedSets([[1, 2]], match, 9)).toEqual([[3, 4]]));
  it('keeps equal results once and leaves out what cannot be matched', () => {
    expect(matchedSets([[1, 2], [2, 1]], match, 9)).toEqual([[3, 4]]); // biome-ignore format: one line
    expect(matchedSets([[1, 2, 1, 2]], match, 9)).toEqual([]);
  });
  it('stops at as many as a cell holds, the first sets first', () => {
    const all = matchedSets([[1], [1, 2], [2]], match, 9);
    expect(all.length).toBeGreaterThan(2);
    expect(matchedSets([[1], [1, 2], [2]], match, 2)).toEqual(all.slice(0, 2));
  });
});
