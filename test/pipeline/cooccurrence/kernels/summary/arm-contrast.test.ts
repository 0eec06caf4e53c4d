import { describe, expect, it } from 'vitest';
import { designSets } from '../../../../../pipeline/cooccurrence/kernels/steering/design.ts';
import { contrastOf } from '../../../../../pipeline/cooccurrence/kernels/summary/arm-contrast.ts';
import { plainMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/block-means.ts';
import { permutedSets, setDraws } from '../../../../../pipeline/cooccurrence/kernels/summary/set-draws.ts';
import { promptDraws, setMeans } from '../../../../../pipeline/cooccurrence/kernels/summary/set-means.ts';
import { permutationP } from '../../../../../src/methods/stats/resampling.ts';
import { random } from '../../../../../src/random.ts';
import { block, CLUSTERS, HALVES, PROMPTS } from './synthetic.ts';

const tools = { drawn: setDraws(1), permuted: permutedSets(CLUSTERS, null, 99, 1) };
const draws = promptDraws(PROMPTS, HALVES, 100, 1);

describe('within minus another arm', () => {
  const own = block(1, ({ arm }) => (arm === 'within' ? 3 : 0));
  const means = setMeans(own.damage.kl, draws);
  const mean = (arm: string) => {
    const values = own.sets.flatMap((set, s) => (set.arm === arm ? [means.observed[s]] : []));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  it('is the difference of the mean damages, with its halves, draws and permutations', () => {
    const found = contrastOf(own, plainMeans(means), { size: 2, other: 'between' }, tools)!;
    expect(found).toMatchObject({ size: 2, factor: 1, sets: 45, otherSets: 108 });
    expect(found.estimate).toBeCloseTo(mean('within') - mean('between'), 12);
    expect((found.halves[0] + found.halves[1]) / 2).toBeCloseTo(found.estimate, 12);
    expect([found.draws.length, found.permuted.length]).toEqual([100, 99]);
    expect(Math.max(...found.permuted)).toBeLessThan(found.estimate);
  });
  it('SD is the pooled one of the sets', () => {
    const squares = ['within', 'between'].flatMap((arm) =>
      own.sets.flatMap((set, s) => (set.arm === arm ? [(means.observed[s] - mean(arm)) ** 2] : [])),
    );
    const expected = Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / (45 + 108 - 2));
    expect(contrastOf(own, plainMeans(means), { size: 2, other: 'between' }, tools)!.sd).toBeCloseTo(expected, 12);
  });
  it('against controls without clusters permutes the names of arms', () => {
    const found = contrastOf(own, plainMeans(means), { size: 2, other: 'random-direction' }, tools)!;
    expect(found.estimate).toBeCloseTo(mean('within') - mean('random-direction'), 12);
    expect(found.permuted.filter((value) => value >= found.estimate)).toHaveLength(0);
  });
  it('is nothing where an arm or size is missing, and has no SD where nothing varies', () => {
    expect(contrastOf(own, plainMeans(means), { size: 3, other: 'between' }, tools)).toBeNull();
    expect(contrastOf(own, plainMeans(means), { size: 2, other: 'matched' }, tools)).toBeNull();
    const flat = setMeans(new Float64Array(own.damage.kl.length).fill(1), draws);
    expect(contrastOf(own, plainMeans(flat), { size: 2, other: 'between' }, tools)!.sd).toBeNaN();
  });
});

it('where labels mean nothing, seldom finds a difference in sampled pairs, though features differ and sets share them', () => {
  const sizes = [15, 12, 10];
  const ids = sizes.flatMap((size, c) => Array.from({ length: size }, () => c + 1)).map((c, id) => [id, c] as const);
  const labels = new Map(ids);
  const clusters = new Map(sizes.map((_, c) => [c + 1, ids.filter(([, own]) => own === c + 1).map(([id]) => id)]));
  const traits = new Map(ids.map(([id]) => [id, { meanAbsAttribution: 1, prevalence: 1 }]));
  let found = 0;
  for (let seed = 0; seed < 60; seed++) {
    const rng = random(seed, 'no difference');
    const own = ids.map(() => rng.normal() ** 3);
    const design = {
      clusters,
      selected: [...labels.keys()],
      traits,
      carriers: [],
      arms: ['within', 'between'] as const,
    };
    const sets = designSets({ ...design, sizes: [2], setsPerCell: 12, seed })
      .filter(({ arm }) => arm !== 'single')
      .map(({ setId, arm, cluster, size, featureIds }) => ({
        set_id: setId,
        arm,
        cluster,
        size,
        feature_ids: featureIds,
      }));
    const damage = Float64Array.from(sets, ({ feature_ids: f }) => own[f[0]] + own[f[1]] + 0.3 * rng.normal());
    const empty = { ...block(1, () => 0), sets };
    const once = { drawn: setDraws(1), permuted: permutedSets(labels, null, 99, seed) };
    const result = contrastOf(
      empty,
      plainMeans({ observed: damage, halves: [], draws: [] }),
      { size: 2, other: 'between' },
      once,
    )!;
    if (permutationP(result.estimate, result.permuted).twoSided <= 0.1) found++;
  }
  // 6 of 60 expected; more than 14 has probability 0.001.
  expect(found).toBeLessThan(15);
});
