import { describe, expect, it } from 'vitest';
import { plainMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/block-means.ts';
import type { SetRow } from '../../../../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { meanSimilarity } from '../../../../../pipeline/cooccurrence/kernels/summary/mean-similarity.ts';
import { correlationRow } from '../../../../../pipeline/cooccurrence/kernels/summary/set-correlation.ts';
import { promptDraws, setMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { random } from '../../../../../src/random.ts';
import { block, PROMPTS, pairSets } from './synthetic.ts';

const rng = random(1, 'r');
const CORRELATIONS = pairSets()
  .filter(({ arm }) => arm !== 'random-direction')
  .map(({ feature_ids: [feature_a, feature_b] }) => ({ feature_a, feature_b, r: 2 * rng.uniform() - 1 }));
const similarity = meanSimilarity(CORRELATIONS, 199, 1);
const draws = promptDraws(PROMPTS, [], 200, 1);
const rowOf = (planted: (set: SetRow) => number, size = 2) => {
  const own = block(3, planted);
  return correlationRow(own, 'kl', plainMeans(setMeans(own.damage.kl, draws)), { size, seed: 1, similarity });
};

describe('damage against |r|', () => {
  it('finds a planted slope, with an interval that holds it', () => {
    const row = rowOf((set) => 6 * similarity.of(set))!;
    expect(row).toMatchObject({ sets: 153, size: 2, factor: 1, outcome: 'kl', permutations: 199 });
    expect(row.low).toBeLessThan(6);
    expect(row.high).toBeGreaterThan(6);
    expect(row.low).toBeGreaterThan(0);
    expect(row.spearman).toBeGreaterThan(0.5);
    expect(row.p_greater).toBe(1 / 200);
  });
  it('finds none where there is none', () => {
    const row = rowOf(() => 0)!;
    expect(row.low).toBeLessThan(0);
    expect(row.high).toBeGreaterThan(0);
    expect(row.p).toBeGreaterThan(0.025);
  });
  it('is nothing with too few sets', () => {
    expect(rowOf(() => 0, 3)).toBeNull();
  });
});
