import { expect, it } from 'vitest';
import {
  planSteering,
  type SteeringPlanInput,
} from '../../../../../pipeline/cooccurrence/kernels/steering/plan-steering.ts';

const input: SteeringPlanInput = {
  clusters: new Map([
    [1, [10, 11, 12]],
    [2, [20, 21]],
  ]),
  selected: [10, 11, 12, 20, 21, 30],
  traits: new Map(),
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
