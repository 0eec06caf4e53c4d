import { describe, expect, it } from 'vitest';
import {
  EXPERIMENTS,
  experimentSets,
  isExperiment,
} from '../../../../../pipeline/cooccurrence/kernels/steering/experiments.ts';

const input = {
  experiments: EXPERIMENTS,
  selected: [9, 3, 5],
  groups: [
    [7, 3],
    [5, 9, 1],
  ],
  hasMaxima: true,
};

describe('experimentSets', () => {
  it('has every selected feature alone twice, and each group of features that vary as one', () => {
    const { sets, notes } = experimentSets(input);
    expect(notes).toEqual([]);
    const of = (arm: string) => sets.filter((set) => set.arm === arm).map(({ featureIds }) => featureIds);
    expect(of('global-maximum')).toEqual([[3], [5], [9]]);
    expect(of('smallest-attribution')).toEqual([[3], [5], [9]]);
    expect(of('anomalous-group')).toEqual([
      [3, 7],
      [1, 5, 9],
    ]);
    expect(sets.map(({ size, featureIds }) => size === featureIds.length)).not.toContain(false);
    expect(sets.filter(({ arm }) => arm === 'anomalous-group').map(({ replicate }) => replicate)).toEqual([0, 1]);
  });

  it('says what a study cannot run', () => {
    const { sets, notes } = experimentSets({ ...input, groups: [], hasMaxima: false });
    expect(new Set(sets.map(({ arm }) => arm))).toEqual(new Set(['smallest-attribution']));
    expect(notes).toEqual([
      'global-maximum: the study names no generic text (corpus.file), so there are no global maxima',
      'anomalous-group: no features vary as one, so there is no group to steer',
    ]);
  });

  it('has what is asked for alone', () => {
    expect(experimentSets({ ...input, experiments: [] })).toEqual({ sets: [], notes: [] });
    expect(experimentSets({ ...input, experiments: ['anomalous-group'] }).sets).toHaveLength(2);
  });
});

it('tells experiments from arms', () => {
  expect(['global-maximum', 'within', 'pool'].map(isExperiment)).toEqual([true, false, false]);
});
