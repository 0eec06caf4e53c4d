import { describe, expect, it } from 'vitest';
import { assumedFeatures } from '../../../../../pipeline/cooccurrence/kernels/estimate/assumed-features.ts';
import { assumedCounts } from '../../../../../pipeline/cooccurrence/kernels/estimate/workload.ts';
import {
  steeredOn,
  steeredSets,
  steeringPlan,
} from '../../../../../pipeline/cooccurrence/kernels/steering/steering-plan.ts';
import { loadStudy } from '../../../../study.ts';

const strata = Array.from({ length: 40 }, (_, p) => `s${p % 4}`);
const counts = { ...assumedCounts(40), selected: 30, kept: 24, clusters: 2 };

/** Prompts of each intervention, and how many rows are stored, of a study that steers the assumed features. */
function of(...set: string[]) {
  const study = loadStudy('studies/sports.yaml', set);
  const plan = steeringPlan(study, assumedFeatures(counts, study.corpus !== undefined));
  const { ofSet, ofIntervention } = steeredOn(study, plan, strata);
  return { on: ofIntervention, stored: plan.doses.reduce((sum, { setId }) => sum + ofSet[setId].length, 0) };
}
const NONE = ['steering.experiments=[]', 'steering.pool_pairs=0', 'steering.scaling=[norm-matched]'];

describe('the plan of assumed features', () => {
  it('has every kept feature at every factor, and cells of as many sets as are asked for, or as there are', () => {
    expect(of(...NONE, 'steering.arms=[]').on).toHaveLength(24 * 8);
    const within = ['steering.arms=[within]', 'steering.set_sizes=[2]', 'steering.factors=[10]'];
    expect(of(...NONE, ...within, 'steering.sets_per_cell=50').on).toHaveLength(24 * 8 + 2 * 50);
    expect(of(...NONE, ...within, 'steering.sets_per_cell=500').on).toHaveLength(24 * 8 + 2 * 66);
  });

  it('runs what is the same once: pairs of the pool that an arm has too', () => {
    const arm = [
      'steering.arms=[within]',
      'steering.set_sizes=[2]',
      'steering.factors=[10]',
      'steering.sets_per_cell=500',
    ];
    const pool = ['steering.experiments=[]', 'steering.scaling=[norm-matched]', 'steering.pool_pairs=276'];
    expect(of(...pool, ...arm).on).toHaveLength(24 * 8 + 276);
  });

  it('thins sets of arms alone, and stores the rows of every dose', () => {
    const arm = [
      'steering.arms=[random]',
      'steering.set_sizes=[3]',
      'steering.factors=[1, 10]',
      'steering.sets_per_cell=20',
    ];
    const { on, stored } = of(...NONE, ...arm, 'steering.prompts_per_set=10');
    expect(on.filter(({ length }) => length === 10)).toHaveLength(40);
    expect(on.filter(({ length }) => length === 40)).toHaveLength(24 * 8);
    expect(stored).toBe(40 * 10 + 24 * 8 * 40);
  });
});

describe('assumed features', () => {
  it('are as many as are assumed, in clusters of equal size, and more for an arm that matches outside them', () => {
    const { clusters, selected, traits, groups, hasMaxima } = assumedFeatures(counts, false);
    expect([...clusters].map(([cluster, features]) => [cluster, features.length])).toEqual([
      [1, 12],
      [2, 12],
    ]);
    expect(selected).toEqual(Array.from({ length: 30 }, (_, feature) => feature));
    expect(traits.size).toBe(72);
    expect([groups, hasMaxima]).toEqual([[], false]);
  });

  it('are the same every time, no two alike, and none of one norm', () => {
    const [one, other] = [assumedFeatures(counts, true), assumedFeatures(counts, true)];
    expect(one.traits).toEqual(other.traits);
    expect(one.alike(3, 3)).toBe(false);
    const { sets } = steeredSets(loadStudy('studies/sports.yaml'), one);
    const norms = one.norms(sets);
    expect(norms).toEqual(other.norms(sets));
    const single = sets.flatMap(({ arm, size }, i) => (arm === 'single' && size === 1 ? [norms[i].norm] : []));
    expect(new Set(single).size).toBe(single.length);
  });
});
