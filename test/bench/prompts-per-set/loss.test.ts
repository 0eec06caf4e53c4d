import { describe, expect, it } from 'vitest';
import { type Comparison, comparisonsOf, lossOf } from '../../../bench/prompts-per-set/loss.ts';
import { thinned } from '../../../bench/prompts-per-set/thinned.ts';
import { permutedSets } from '../../../pipeline/cooccurrence/kernels/summary/set-draws.ts';
import { promptDraws } from '../../../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { random } from '../../../src/random.ts';
import { CLUSTERS, steeredBy } from './steered.ts';

const own = (estimate: number, rest: Partial<Comparison> = {}): Comparison => ({
  ...{ size: 2, other: 'between', estimate, error: 0.5, width: 2, sd: 4, p: 0.01, ...rest },
});

describe('lossOf', () => {
  it('is the root mean square of the errors in standard errors, and means of the rest over that on all prompts', () => {
    const [loss] = lossOf([own(1)], [[own(1.3, { width: 2.2, sd: 5, p: 0.02 })], [own(0.6, { width: 2.6, sd: 5 })]]);
    expect(loss.error).toBeCloseTo(Math.sqrt((0.09 + 0.16) / 2) / 0.5, 12);
    expect(loss.width).toBeCloseTo(1.2, 12);
    expect(loss.sd).toBeCloseTo(1.25, 12);
    expect(loss.p).toBeCloseTo(0.015, 12);
    expect(loss.whole).toEqual(own(1));
  });

  it('refuses a thinning with other comparisons', () => {
    expect(() => lossOf([own(1)], [[own(1, { size: 3 })]])).toThrow('no comparison of 2 within with between');
    expect(() => lossOf([own(1)], [[]])).toThrow('no comparison of 2 within with between');
  });
});

describe('comparisonsOf', () => {
  const draws = promptDraws(12, [], 200, 1);
  const permuted = permutedSets(CLUSTERS, null, 199, 1);

  it('compares pairs within with every other arm, and neither the pool nor single features', () => {
    const { block } = steeredBy(({ arm }, prompt) => (arm === 'within' ? 3 : 0) + (prompt % 4));
    expect(comparisonsOf(block, draws, permuted)).toEqual([
      expect.objectContaining({ size: 2, other: 'between', estimate: expect.closeTo(3, 12), p: 0.01 }),
    ]);
  });

  it('nothing is lost by thinning where sets of an arm differ by the prompt alone', () => {
    const steered = steeredBy(({ arm }, prompt) => (arm === 'within' ? 3 : 0) + prompt ** 2);
    const [found] = comparisonsOf(thinned(steered, 6, 1), draws, permuted);
    expect(found.estimate).toBeCloseTo(3, 10);
  });

  it('noise of set × prompt costs more, the fewer prompts a set has', () => {
    const rng = random(1, 'noise');
    const steered = steeredBy(({ arm }) => (arm === 'within' ? 3 : 0) + rng.normal());
    const all = comparisonsOf(steered.block, draws, permuted);
    const sd = (perSet: number): number =>
      lossOf(all, [0, 1, 2].map((seed) => comparisonsOf(thinned(steered, perSet, seed), draws, permuted)))[0].sd; // biome-ignore format: one line
    // Of n prompts the mean of a set varies by 1/n.
    expect(sd(12)).toBeCloseTo(1, 12);
    expect(Math.abs(sd(6) - Math.SQRT2)).toBeLessThan(0.25);
    expect(Math.abs(sd(3) - 2)).toBeLessThan(0.4);
  });
});
