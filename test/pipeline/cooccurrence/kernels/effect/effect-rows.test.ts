import { describe, expect, it } from 'vitest';
import { planEffect } from '../../../../../pipeline/cooccurrence/kernels/effect/effect-plan.ts';
import { effectRows, memberRows, momentsOf } from '../../../../../pipeline/cooccurrence/kernels/effect/effect-rows.ts';
import { NOT_DEALT } from '../../../../../pipeline/cooccurrence/kernels/effect/references.ts';
import { tableColumns } from '../../../../table-columns.ts';
import { likesA, STRATA, WORLD } from './effect-world.ts';

const plan = planEffect(WORLD, { count: 199, refusal: null }, 1);
/** A feature costs 1 on prompts of what it likes; prompt 8 is of no class. */
const loss = (group: number, prompt: number) =>
  plan.groups[group].features.filter((feature) => likesA(feature) === (STRATA[prompt] === 'a')).length + prompt / 1000;
const rows = effectRows(plan, STRATA, loss);

describe('rows', () => {
  it('are one for each group and one for each stratum with held-out prompts', () => {
    const own = rows.filter(({ method, cluster }) => method === 'network' && cluster === 1);
    expect(own.map(({ stratum, own: isOwn, prompts }) => [stratum, isOwn, prompts])).toEqual([
      [null, null, 5],
      ['a', true, 2],
      ['b', false, 2],
      ['c', false, 1],
    ]);
    // And two references of two groups.
    expect(rows).toHaveLength(7 * 2 * 4);
  });

  it('have the columns of the table', async () => {
    const columns = (await tableColumns('cluster_effect')).sort();
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(columns);
  });

  it('have the mean loss of their prompts, and selectivity over the classes alone', () => {
    const [whole, a, b] = rows;
    // Three of its features like a, one b.
    expect(a.loss).toBeCloseTo(3 + 0.001, 12);
    expect(b.loss).toBeCloseTo(1 + 0.005, 12);
    expect(whole.selectivity).toBeCloseTo(a.loss - b.loss, 12);
    expect(whole.loss).toBeCloseTo((3 + 3 + 1 + 1 + 1 + 0.02) / 5, 12);
    expect([a.selectivity, a.sets, a.p]).toEqual([Number.NaN, null, Number.NaN]);
  });

  it('stand beside the groups that deals put in the cluster’s place', () => {
    const [whole] = rows;
    expect(whole.sets).toBe(199);
    // Of four of eight features, two on average like either; a group has the class that it likes more.
    expect(whole.random_mean).toBeGreaterThan(0.5);
    expect(whole.random_mean).toBeLessThan(1.6);
    expect(whole.p).toBeGreaterThan(0.3);
    const [byClass] = rows.filter(({ method }) => method === 'attribution-class');
    // 2 of the 70 ways are all of one kind.
    expect(byClass.p).toBeLessThan(0.08);
  });

  it('have a reason and no p without deals', () => {
    const alone = planEffect(WORLD, { count: 199, refusal: 'because' }, 1);
    const [whole] = effectRows(alone, STRATA, () => 1);
    expect(whole).toMatchObject({ sets: 0, random_mean: Number.NaN, p: Number.NaN, reason: 'because', selectivity: 0 });
  });
});

it('references have groups of their own coordinates, which no deals are held against', () => {
  const own = rows.filter(({ method, stratum }) => method === 'mean-differences' && stratum === null);
  expect(own).toMatchObject([
    { cluster: 1, n: 1, n_units: 1, sets: 0, p: Number.NaN, reason: NOT_DEALT },
    { cluster: 2, n: 1 },
  ]);
  const components = rows.filter(({ method, stratum }) => method === 'components' && stratum === null);
  expect(components.map(({ n }) => n)).toEqual([4, 4]);
  expect(rows.some(({ method }) => method === 'neurons')).toBe(false);
});

it('members are every feature’s group in every grouping', () => {
  const members = memberRows(plan);
  // Five groupings of eight features, two differences of means, eight components.
  expect(members).toHaveLength(50);
  expect(members.slice(0, 8).map(({ feature_id, cluster }) => [feature_id, cluster])).toEqual(
    WORLD.features.map((id, place) => [id, WORLD.network[place] + 1]),
  );
});

it('moments of few values are not made up', () => {
  expect(momentsOf([])).toEqual({ random_mean: Number.NaN, random_sd: Number.NaN });
  expect(momentsOf([3])).toEqual({ random_mean: 3, random_sd: Number.NaN });
  expect(momentsOf([1, 3])).toEqual({ random_mean: 2, random_sd: Math.SQRT2 });
});
