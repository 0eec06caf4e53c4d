import { describe, expect, it } from 'vitest';
import { planEffect } from '../../../../../pipeline/cooccurrence/kernels/effect/effect-plan.ts';
import { METHODS } from '../../../../../pipeline/cooccurrence/kernels/effect/groupings.ts';
import { WORLD } from './effect-world.ts';

const DEALS = { count: 199, refusal: null };

describe('a plan', () => {
  const plan = planEffect(WORLD, DEALS, 1);
  it('has every grouping and deal, each with all the features once in groups of the network’s sizes', () => {
    expect(plan.groupings.map(({ method }) => method)).toEqual(METHODS);
    expect([plan.reason, plan.undealt]).toEqual([null, null]);
    expect(plan.deals).toHaveLength(199);
    for (const at of [...plan.groupings.map((grouping) => grouping.at), ...plan.deals]) {
      const members = at.map((place) => plan.groups[place].features);
      expect(members.map(({ length }) => length)).toEqual([4, 4]);
      expect(members.flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
  });

  it('names equal groups once', () => {
    const keys = plan.groups.flatMap(({ of, features }) => (of === undefined ? [features.join()] : []));
    expect(new Set(keys).size).toBe(keys.length);
    // No more than the ways to take four of eight.
    expect(keys.length).toBeLessThanOrEqual(70);
  });

  it('gives each group the class that its values are largest on', () => {
    expect(plan.classes.map(({ name }) => name)).toEqual(['a', 'b']);
    const [network, byClass] = plan.groupings;
    expect(network.at.map((place) => plan.groups[place].own)).toEqual([0, 1]);
    expect(byClass.at.map((place) => plan.groups[place].features)).toEqual([[0, 1, 2, 3], [4, 5, 6, 7]]); // biome-ignore format: one line
  });

  it('has groups of the references last, each with the class that its coordinates are largest on', () => {
    const [differences, components, neurons] = plan.references;
    const of = ({ at }: { readonly at: readonly number[] }) => at.map((place) => plan.groups[place]);
    expect(of(differences)).toEqual([
      { of: 'mean-differences', features: [0], own: 0 },
      { of: 'mean-differences', features: [1], own: 1 },
    ]);
    expect(of(components).map(({ features }) => features)).toEqual([[0, 1, 2, 3], [4, 5, 6, 7]]); // biome-ignore format: one line
    expect(neurons).toMatchObject({ at: [], reason: 'no feed-forward' });
    const first = plan.groups.findIndex(({ of }) => of !== undefined);
    expect(plan.groups.slice(first)).toHaveLength(4);
    expect(Math.max(...plan.deals.flat())).toBeLessThan(first);
  });

  it('asks held-out prompts, and is the same again by the same seed', () => {
    expect(plan.asked).toEqual([0, 2, 4, 6, 8]);
    expect(planEffect(WORLD, DEALS, 1)).toEqual(plan);
    expect(planEffect(WORLD, DEALS, 2).deals).not.toEqual(plan.deals);
  });
});

describe('deals that can tell nothing are not made', () => {
  const groupsOf = (plan: ReturnType<typeof planEffect>) =>
    new Set([...plan.groupings, ...plan.references].flatMap(({ at }) => at)).size;
  it('where they were refused', () => {
    const plan = planEffect(WORLD, { count: 99, refusal: 'because' }, 1);
    expect(plan).toMatchObject({ deals: [], undealt: 'because', reason: null });
    expect(plan.groups).toHaveLength(groupsOf(plan));
  });

  it('where they are too few for the level, or none', () => {
    for (const count of [0, 20]) {
      const plan = planEffect(WORLD, { count, refusal: null }, 1);
      expect(plan.deals).toEqual([]);
      expect(plan.undealt).toBe(`${count} deals of 8 units are too few for a p of 0.025`);
    }
  });

  it('where units are so few that many deals are the network’s own clusters', () => {
    const units = [
      [0, 1, 2, 7],
      [3, 4, 5, 6],
    ];
    const plan = planEffect({ ...WORLD, units }, DEALS, 1);
    expect(plan.undealt).toBe('of 199 deals of 2 units among the clusters 199 are the clusters themselves, so that no p can be as small as 0.025'); // biome-ignore format: one line
    expect(plan.unitOf).toEqual([0, 0, 0, 1, 1, 1, 1, 0]);
    expect(plan.groups).toHaveLength(groupsOf(plan));
  });
});

describe('nothing is taken out', () => {
  it('without clusters', () => {
    const none = { ...WORLD, features: [], network: new Int32Array(), units: [] };
    expect(planEffect(none, DEALS, 1)).toMatchObject({ groups: [], groupings: [], reason: 'the first half of the prompts finds no kept cluster' }); // biome-ignore format: one line
  });

  it('with fewer than two classes', () => {
    const prompts = WORLD.prompts.map((row, p) => ({ ...row, stratum: p < 4 ? 'a' : `${p}` }));
    const { reason } = planEffect({ ...WORLD, prompts }, DEALS, 1);
    expect(reason).toContain('one class has two prompts or more in each half');
    const all = WORLD.prompts.map((row, p) => ({ ...row, stratum: `${p}` }));
    expect(planEffect({ ...WORLD, prompts: all }, DEALS, 1).reason).toContain('0 classes have');
  });
});
