import { describe, expect, it } from 'vitest';
import { meanSimilarity } from '../../../../../pipeline/cooccurrence/kernels/summary/mean-similarity.ts';

const pair = (feature_a: number, feature_b: number, r: number) => ({ feature_a, feature_b, r });
const PAIRS = [pair(1, 2, 0.5), pair(1, 4, -0.1), pair(2, 4, 0.9)];
const set = (set_id: number, ...feature_ids: number[]) => ({
  set_id,
  arm: 'within',
  cluster: 1,
  size: feature_ids.length,
  feature_ids,
});

describe('mean |r| of a set', () => {
  const similarity = meanSimilarity(PAIRS, 200, 1);
  it('is over its pairs', () => {
    expect(similarity.of(set(0, 1, 4))).toBeCloseTo(0.1, 12);
    expect(similarity.of(set(0, 1, 2, 4))).toBeCloseTo(0.5, 12);
  });
  it('does not exist where a feature or a pair has no r', () => {
    expect(similarity.of(set(0, 1, 9))).toBeNaN();
    expect(meanSimilarity(PAIRS.slice(0, 2), 1, 1).of(set(0, 2, 4))).toBeNaN();
  });
  it('permuted, every order of the features comes up, and sets that share features stay tied', () => {
    const sets = [set(0, 1, 2), set(1, 1, 4), set(2, 2, 4)];
    const orders = new Set(similarity.permutedRanks(sets).map(String));
    expect(orders.size).toBe(6);
    expect(similarity.permutedRanks(sets)).toEqual(meanSimilarity(PAIRS, 200, 1).permutedRanks(sets));
  });
});
