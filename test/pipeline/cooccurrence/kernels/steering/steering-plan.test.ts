import { describe, expect, it } from 'vitest';
import { assumedFeatures } from '../../../../../pipeline/cooccurrence/kernels/estimate/assumed-features.ts';
import {
  planSteering,
  type SteeringPlanInput,
  steeredOn,
  steeredSets,
  steeringPlan,
} from '../../../../../pipeline/cooccurrence/kernels/steering/steering-plan.ts';
import { loadStudy } from '../../../../study.ts';

const counts = { selected: 12, kept: 8, clusters: 2, steered: 20, activePrompts: 1, activeShare: 0.5 };
const source = assumedFeatures(counts, false);
const strata = Array.from({ length: 20 }, (_, prompt) => `s${prompt % 4}`);
const SETTINGS = ['steering.sets_per_cell=3', 'steering.experiments=[]', 'steering.pool_pairs=0'];
const settingsOf = (...more: string[]) => loadStudy('studies/sports.yaml', [...SETTINGS, ...more]);

describe('the plan of stage steer', () => {
  it('has each kept feature alone and sets of them, at doses of which equal ones are run once', () => {
    const settings = settingsOf('steering.arms=[within]', 'steering.set_sizes=[1, 2]', 'steering.factors=[1]');
    const { sets, doses, interventions, norms } = steeringPlan(settings, source);
    const single = sets.filter(({ arm }) => arm === 'single');
    expect(single.flatMap(({ featureIds }) => featureIds)).toEqual([...source.clusters.values()].flat());
    expect(sets.map(({ setId }) => setId)).toEqual(sets.map((_, i) => i));
    expect(norms).toEqual(source.norms(sets).map(({ norm }) => norm));
    expect(interventions.length).toBeLessThan(doses.length);
    for (const { intervention, setId } of doses) {
      const same = interventions[intervention];
      expect(sets[same.setId].featureIds).toEqual(sets[setId].featureIds);
    }
  });

  it('is the same every time, and has the sets that are drawn first', () => {
    const settings = settingsOf();
    const plan = steeringPlan(settings, source);
    expect(steeringPlan(settings, source)).toEqual(plan);
    expect(steeredSets(settings, source)).toEqual({ sets: plan.sets, notes: plan.notes });
    expect(steeringPlan({ ...settings, seed: 99 }, source).sets).not.toEqual(plan.sets);
  });

  it('steers every set on every prompt, or sets of arms on some each, and an intervention on those of all its doses', () => {
    const everywhere = settingsOf();
    const plan = steeringPlan(everywhere, source);
    const all = steeredOn(everywhere, plan, strata);
    expect([...all.ofSet, ...all.ofIntervention].every(({ length }) => length === 20)).toBe(true);
    const thinned = settingsOf('steering.prompts_per_set=5');
    const some = steeredOn(thinned, plan, strata);
    plan.sets.forEach(({ arm }, i) => {
      expect(some.ofSet[i], arm).toHaveLength(arm === 'single' ? 20 : 5);
    });
    for (const { intervention, setId } of plan.doses)
      expect([...some.ofIntervention[intervention]]).toEqual(expect.arrayContaining([...some.ofSet[setId]]));
  });
});

const input: SteeringPlanInput = {
  clusters: new Map([
    [1, [10, 11, 12]],
    [2, [20, 21]],
  ]),
  selected: [10, 11, 12, 20, 21, 30],
  traits: new Map(),
  carriers: [],
  arms: ['within', 'between'],
  sizes: [2],
  setsPerCell: 3,
  seed: 1,
  alike: () => false,
  poolPairs: 6,
  experiments: ['smallest-attribution'],
  groups: [],
  hasMaxima: false,
};

it('numbers everything from 0: arms, then the pool, then experiments', () => {
  const { sets } = planSteering(input);
  expect(sets.map(({ setId }) => setId)).toEqual(sets.map((_, i) => i));
  expect([...new Set(sets.map(({ arm }) => arm))]).toEqual([
    'single',
    'within',
    'between',
    'pool',
    'smallest-attribution',
  ]);
  expect(sets.filter(({ arm }) => arm === 'pool')).toHaveLength(6);
});

it('moves no set of an arm by a pool or an experiment, and is the same again', () => {
  const { sets } = planSteering(input);
  const bare = planSteering({ ...input, poolPairs: 0, experiments: [] }).sets;
  expect(sets.slice(0, bare.length)).toEqual(bare);
  expect(planSteering(input)).toEqual(planSteering(input));
});

it('passes on what an experiment lacks', () => {
  expect(planSteering({ ...input, experiments: ['anomalous-group'] }).notes).toHaveLength(1);
});
