import { describe, expect, it } from 'vitest';
import { promptsOfSets } from '../../../../../pipeline/cooccurrence/kernels/steering/prompts-per-set.ts';
import { blockMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/block-means.ts';
import {
  type DoseBlock,
  OUTCOMES,
  type Outcome,
} from '../../../../../pipeline/cooccurrence/kernels/summary/dose-blocks.ts';
import { setDraws } from '../../../../../pipeline/cooccurrence/kernels/summary/set-draws.ts';
import { promptDraws, setMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { random } from '../../../../../src/random.ts';

const [P, N] = [30, 6];
const STRATA = Array.from({ length: P }, (_, p) => `s${p % 3}`);
const HALVES = [0, 1].map((side) => Array.from({ length: P / 2 }, (_, i) => 2 * i + side));

interface World {
  /** Mean of each arm. */
  readonly arms?: readonly [number, number];
  /** Deviations of prompts, sets, and set × prompt. */
  readonly prompt?: number;
  readonly set?: number;
  readonly both?: number;
  readonly count?: number;
}

/** Sets of two arms on N of the P prompts each, and the same sets on all of them. */
function worldOf(seed: number, { arms = [0, 0], prompt = 1, set = 1, both = 1, count = 50 }: World = {}) {
  const rng = random(seed, 'block-means-test');
  const prompts = Array.from({ length: P }, () => prompt * rng.normal());
  const sets = (['within', 'between'] as const).flatMap((arm) =>
    Array.from({ length: count }, (_, replicate) => ({ arm, size: 2, replicate })),
  );
  const rows = sets.map(({ arm }) => {
    const own = arms[arm === 'within' ? 0 : 1] + set * rng.normal();
    return prompts.map((value) => own + value + both * rng.normal());
  });
  const on = promptsOfSets(sets, STRATA, N, seed);
  const full = Float64Array.from(rows.flat());
  const some = full.map((value, i) => (on[Math.floor(i / P)].includes(i % P) ? value : Number.NaN));
  const block = (values: Float64Array, partial: boolean): DoseBlock => ({
    ...{ mode: 'seed', scaling: 'norm-matched', factor: 1, promptIds: Int32Array.from(prompts, (_, p) => p) },
    sets: sets.map(({ arm }, set_id) => ({ set_id, arm, cluster: null, size: 2, feature_ids: [1, 2] })),
    partial: sets.map(() => partial),
    damage: Object.fromEntries(OUTCOMES.map((name) => [name, values])) as Record<Outcome, Float64Array>,
  });
  const groups = [0, 1].map((arm) => Array.from({ length: count }, (_, i) => arm * count + i));
  return { full, whole: block(full, false), part: block(some, true), groups };
}

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: ArrayLike<number>): number =>
  Math.sqrt(mean(Array.from(values, (value) => (value - mean(values)) ** 2)));
const draws = promptDraws(P, HALVES, 400, 1);

describe('sets on every prompt', () => {
  it('have their plain means, and among partial ones too', () => {
    const { full, whole, part, groups } = worldOf(1);
    const plain = setMeans(full, draws);
    const [{ means, members }] = blockMeans(whole, 'kl', draws).parts(groups[1]);
    expect(means).toEqual(plain);
    expect(members).toEqual(groups[1]);
    const mixed = { ...part, partial: part.partial.map((_, s) => s < 50), damage: { ...part.damage, kl: full } };
    const [some] = blockMeans(mixed, 'kl', draws).parts(groups[1]);
    expect(some.members.map((i) => some.means.observed[i])).toEqual([...plain.observed].slice(50));
  });

  it('come out of the rule for partial ones as they are', () => {
    const { full, whole, groups } = worldOf(2);
    const partial = { ...whole, partial: whole.partial.map(() => true) };
    const plain = setMeans(full, draws);
    blockMeans(partial, 'kl', draws)
      .parts(...groups)
      .forEach(({ means, members }, g) => {
        members.forEach((i) => expect(means.observed[i]).toBeCloseTo(plain.observed[groups[g][i]], 12));
        const own = (values: Float64Array) => mean(groups[g].map((s) => values[s]));
        means.halves.forEach((half, h) => expect(mean(half)).toBeCloseTo(own(plain.halves[h]), 12));
        means.draws.forEach((drawn, k) => expect(mean(drawn)).toBeCloseTo(own(plain.draws[k]), 12));
      });
  });
});

describe('sets on some prompts each', () => {
  it('keep nothing of what prompts have in common, however large it is', () => {
    const { full, part, groups } = worldOf(3, { prompt: 1000, both: 0 });
    const plain = setMeans(full, draws);
    for (const [g, { means }] of blockMeans(part, 'kl', draws)
      .parts(...groups)
      .entries()) {
      const shift = mean(means.observed) - mean(groups[g].map((s) => plain.observed[s]));
      groups[g].forEach((s, i) => expect(Math.abs(means.observed[i] - plain.observed[s] - shift)).toBeLessThan(2.5));
    }
  });

  it('differ between arms by what they do on all prompts, without bias', () => {
    const errors = Array.from({ length: 40 }, (_, seed) => {
      const { full, part, groups } = worldOf(seed, { arms: [2, 0], prompt: 5 });
      const [a, b] = blockMeans(part, 'kl', draws).parts(...groups);
      const plain = setMeans(full, draws).observed;
      const difference = (values: Float64Array[]) => mean(values[0]) - mean(values[1]);
      return difference([a.means.observed, b.means.observed]) - difference([plain.slice(0, 50), plain.slice(50)]);
    });
    // Of 50 sets on 6 prompts beside 30: √(2/50 · (1/6 − 1/30)) = 0.073.
    expect(deviation(errors)).toBeLessThan(0.11);
    expect(Math.abs(mean(errors))).toBeLessThan((3 * 0.073) / Math.sqrt(40));
  });

  it('give intervals of a difference that hold it as often as they should', () => {
    let held = 0;
    const few = promptDraws(P, [], 200, 2);
    for (let seed = 0; seed < 100; seed++) {
      const { part, groups } = worldOf(seed, { arms: [1, 0], count: 20 });
      const drawn = setDraws(seed);
      const [a, b] = blockMeans(part, 'kl', few)
        .parts(...groups)
        .map(({ means, members }, g) => drawn({ arm: `${g}`, size: 2, cluster: null, members }, means.draws));
      const sorted = Array.from(a, (value, k) => value - b[k]).sort((x, y) => x - y);
      if (sorted[5] <= 1 && sorted[194] >= 1) held++;
    }
    expect(held).toBeGreaterThanOrEqual(88); // 95 expected; below 88 has probability 0.002
  });

  it('move along x by what a draw of prompts does to the slope', () => {
    const { part, groups } = worldOf(5, { set: 0, both: 0, prompt: 0 });
    const x = Float64Array.from(groups[0], (i) => i);
    const tilted = { ...part, damage: { ...part.damage, kl: part.damage.kl.map((v, i) => v + 3 * Math.floor(i / P) * (1 + (i % 2))) } }; // biome-ignore format: one line
    const { means } = blockMeans(tilted, 'kl', draws).along(groups[0], x);
    const slope = (y: Float64Array): number => {
      const products = x.reduce((sum, value, i) => sum + (value - mean(x)) * (y[i] - mean(y)), 0);
      return products / x.reduce((sum, value) => sum + (value - mean(x)) ** 2, 0);
    };
    // Slope 3 on even prompts, 6 on odd ones, half of each.
    expect(Math.abs(slope(means.observed) - 4.5)).toBeLessThan(0.6);
    expect(Math.abs(slope(means.halves[0]) - 3)).toBeLessThan(0.6);
    expect(Math.abs(slope(means.halves[1]) - 6)).toBeLessThan(0.6);
    const shares = draws.draws.map((weights) => weights.reduce((sum, weight, p) => sum + (p % 2) * weight, 0));
    const slopes = means.draws.map(slope);
    slopes.forEach((value, k) => expect(Math.abs(value - 3 - 3 * shares[k])).toBeLessThan(1.2));
  });
});
