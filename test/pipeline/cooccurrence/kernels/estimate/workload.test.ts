import { describe, expect, it } from 'vitest';
import {
  assumedCounts,
  type Counts,
  workloadOf,
} from '../../../../../pipeline/cooccurrence/kernels/estimate/workload.ts';
import { loadStudy } from '../../../../study.ts';

/** Prompts of 8 tokens that share a BOS and the two after it. */
const taskOf = (prompts: number) =>
  Array.from({ length: prompts }, (_, p) => ({
    stratum: `s${p % 5}`,
    tokens: Array.from({ length: 8 }, (_, t) => (t < 3 ? t : 100 + 10 * p + t)),
  }));
const texts = { corpusTokens: 5000, pieces: 40, pieceTokens: 20, otherPrompts: 0 };
const of = (counts: Counts, ...set: string[]) =>
  workloadOf(loadStudy('studies/sports.yaml', set), counts, taskOf(100), { hasBos: true, width: 64, texts });
const BUNDLED = { selected: 106, kept: 94, clusters: 3, steered: 100, activePrompts: 1, activeShare: 0.5 };

it('counts what the bundled study asks for: its sets, doses and removals', () => {
  const work = of(BUNDLED, 'steering.scaling=[none, by-size]', 'steering.sets_per_cell=9', 'steering.pool_pairs=50');
  // 94 · 8 single doses; 9 sets in each of the sizes 2 to 4 · (3 within + between), at 3 factors and 2 scalings.
  // A pool of the pairs of 10 features at a norm of their own; every selected feature at its global maximum and at the smallest attribution.
  // Sets of three at 30 divided by their size are those at 10.
  expect(work.steer.count).toBe((94 * 8 + 9 * 3 * 4 * 3 * 2 - 9 * 4 + 45 + 2 * 106) * 100);
  // Sets of one, which are single features, have rows of their own.
  expect(work.steer.stored).toBe((94 * 8 + 9 * 4 * 4 * 3 * 2 + 45 + 2 * 106) * 100);
  const { pairs, controls } = loadStudy('studies/sports.yaml').interaction;
  // None, then twice controls + 1 the features and pairs, then 24 tiny pairs of three.
  expect(work.interaction.count).toBe((1 + (controls + 1) * (94 + pairs) + 3 * 24) * 100);
  expect(work.direct).toBe(9400);
});

describe('positions', () => {
  const each = (...set: string[]): number => {
    const { steer } = of(BUNDLED, ...set);
    return steer.rows / steer.count;
  };
  it('that prompts share are counted once an intervention, those before the first change not at all', () => {
    expect(each()).toBeCloseTo(5 + 3 / 100, 1);
    expect(each('steering.positions=non-bos')).toBeCloseTo(5 + 2 / 100, 1);
    expect(each('steering.positions=final')).toBe(1);
    expect(each('steering.mode=ablate', 'steering.scaling=[none]', 'steering.experiments=[]')).toBeCloseTo(4, 1);
  });
  it('are shared by fewer where a set has fewer prompts', () => {
    const some = of(BUNDLED, 'steering.prompts_per_set=10', 'steering.sets_per_cell=50');
    const all = of(BUNDLED, 'steering.sets_per_cell=50');
    expect(some.steer.count).toBeLessThan(0.5 * all.steer.count);
    expect(some.steer.rows / some.steer.count).toBeGreaterThan(all.steer.rows / all.steer.count);
  });
});

it('nothing is removed in pairs where the study asks for none, and never more pairs than there are', () => {
  const at = (pairs: number, kept: number): number =>
    of({ ...assumedCounts(10), kept }, `interaction.pairs=${pairs}`, 'interaction.controls=0').interaction.count;
  expect(at(0, 65)).toBe(0);
  expect(at(1000, 3)).toBe((1 + 3 + 3 + 9) * 10);
});

it('pairs are removed where both features are active', () => {
  const { interaction } = of({ ...BUNDLED, activePrompts: 0.5 }, 'interaction.pairs=60', 'interaction.controls=2');
  expect(interaction.count).toBe(100 * (1 + (3 * 94 + 2 * 24) / 2 + (3 * 60 + 24) / 4));
});

it('assumes the published study where nothing is known', () => {
  expect(assumedCounts(57)).toEqual({
    selected: 65,
    kept: 65,
    clusters: 2,
    steered: 57,
    activePrompts: 1,
    activeShare: 0.5,
  });
});

it('counts what is taken out elsewhere, with other networks, and at one end of an edge', () => {
  const none = of(BUNDLED, 'edge_effect.sources=0');
  expect(none).toMatchObject({ transfer: { count: 0 }, source: { count: 0 }, edgeEffect: 0 });
  expect(none.read).toEqual({ transfer: 0, source: 0, metrics: 5000 });
  const asked = of(BUNDLED, 'transfer.corpus=true', 'sources.networks=[activation, generic]', 'edge_effect.sources=7');
  // Nothing, then 3 clusters: of 100 prompts of 8 tokens and 40 pieces of 20.
  expect(asked.transfer.count).toBe(4 * 140);
  expect(asked.read).toEqual({ transfer: 800 + 800, source: 800, metrics: 5000 });
  // Nothing, then 3 clusters of 3 networks, on half of the prompts.
  expect(asked.source.count).toBe(10 * 50);
  expect(asked.edgeEffect).toBe(700);
  expect(of({ ...BUNDLED, selected: 4 }).edgeEffect).toBe(400);
  expect(of(BUNDLED, 'steering.arms=[within]').nextToken).toBe(94);
  expect(of(BUNDLED, 'steering.arms=[carriers]').nextToken).toBe(94 + 20);
  expect(of({ ...BUNDLED, clusters: 0, kept: 0 }, 'transfer.corpus=true').transfer.count).toBe(0);
});
