import { describe, expect, it } from 'vitest';
import type { SteeringSet } from '../../../../../pipeline/cooccurrence/kernels/steering/design.ts';
import {
  type DoseOptions,
  planDoses,
  type SetNorm,
} from '../../../../../pipeline/cooccurrence/kernels/steering/doses.ts';
import { random } from '../../../../../src/random.ts';

const set = (setId: number, arm: SteeringSet['arm'], featureIds: number[]): SteeringSet => ({
  setId,
  arm,
  cluster: null,
  size: featureIds.length,
  replicate: 0,
  featureIds,
});
const sets = [set(0, 'single', [5]), set(1, 'within', [5]), set(2, 'within', [5, 6]), set(3, 'between', [5, 7])];
const lengths = [1, 1, 2, 1];
/** Sets whose directions do not cancel. */
const plain = (...norms: number[]): SetNorm[] => norms.map((norm) => ({ norm, apart: 2 * norm }));
const norms = plain(...lengths);
const options: DoseOptions = {
  mode: 'seed',
  baseFactor: -2,
  singleFactors: [1, 10],
  factors: [10],
  scalings: ['none', 'by-size', 'norm-matched'],
  poolFactors: [5],
  smallestAttribution: 0.25,
};

describe('planDoses', () => {
  const { doses, interventions } = planDoses(sets, norms, options);
  const coefficient = (setId: number, scaling: string, factor = 10) =>
    interventions[
      doses.find((dose) => dose.setId === setId && dose.scaling === scaling && dose.factor === factor)!.intervention
    ]!.coefficient;

  it('has a dose for each set, factor and scaling; single features are not scaled', () => {
    expect(doses).toHaveLength(2 + 3 * 3);
  });
  it('multiplies the base factor by the dose and divides by the size', () => {
    expect(coefficient(0, 'none', 1)).toBe(-2);
    expect(coefficient(2, 'none')).toBe(-20);
    expect(coefficient(2, 'by-size')).toBe(-10);
  });
  it('gives every set of a size the same norm under norm-matched', () => {
    expect(Math.abs(coefficient(2, 'norm-matched')) * lengths[2]!).toBeCloseTo(
      Math.abs(coefficient(3, 'norm-matched')) * lengths[3]!,
      12,
    );
    expect(coefficient(2, 'norm-matched')).toBe((-20 * 1.5) / 2);
  });
  it('runs equal interventions once: a set of one is a single feature', () => {
    const of = (setId: number, scaling: string) =>
      doses.find((dose) => dose.setId === setId && dose.scaling === scaling && dose.factor === 10)!.intervention;
    expect(of(1, 'none')).toBe(of(0, 'none'));
    expect(of(1, 'by-size')).toBe(of(0, 'none'));
    expect(of(2, 'none')).not.toBe(of(3, 'none'));
  });
  it('never merges random directions, which differ though their features are the same', () => {
    const random = [set(0, 'random-direction', [5]), set(1, 'random-direction', [5])];
    expect(planDoses(random, plain(1, 1), { ...options, scalings: ['none'] }).interventions).toHaveLength(2);
  });
  it('takes the factor itself in modes that change codes by what they are', () => {
    const ablate = planDoses(sets.slice(0, 1), norms, { ...options, mode: 'ablate', singleFactors: [1] });
    expect(ablate.interventions).toEqual([{ setId: 0, mode: 'ablate', coefficient: 1 }]);
  });
  it('runs carriers at the doses of single features, as one intervention with them, and their random directions apart', () => {
    const own = [...sets, set(4, 'carriers', [5]), set(5, 'carriers-direction', [5])];
    const found = planDoses(own, [...norms, ...plain(1, 1)], options);
    const of = (setId: number) => found.doses.filter((dose) => dose.setId === setId);
    expect(of(4).map(({ factor, scaling }) => [factor, scaling])).toEqual([
      [1, 'none'],
      [10, 'none'],
    ]);
    expect(of(4).map(({ intervention }) => intervention)).toEqual(of(0).map(({ intervention }) => intervention));
    expect(of(5).every(({ intervention }) => !of(4).some((one) => one.intervention === intervention))).toBe(true);
    // They are no sets of one whose norm others are matched to.
    expect(found.doses.slice(0, doses.length)).toEqual(doses);
  });
  it('leaves directions that cancel out of equal norm, and out of its mean, and runs them otherwise', () => {
    const rng = random(7, 'cancel');
    for (let trial = 0; trial < 300; trial++) {
      // Two directions at an angle of anything from exactly opposite to the same.
      const share = trial % 3 === 0 ? 0 : 10 ** (-6 * rng.uniform());
      const own = [...sets, set(4, 'between', [6, 7])];
      const found = planDoses(own, [...norms, { norm: 2 * share, apart: 2 }], options);
      const of = found.doses.filter(({ setId }) => setId === 4).map(({ scaling }) => scaling);
      expect(of, String(share)).toEqual(share <= 0.05 ? ['none', 'by-size'] : ['none', 'by-size', 'norm-matched']);
      // No push is more than twenty times as far as its directions, whatever the mean.
      for (const { coefficient } of found.interventions) expect(Math.abs(coefficient)).toBeLessThanOrEqual(20 * 20 * 2);
      if (share <= 0.05) expect(found.doses.slice(0, doses.length)).toEqual(doses);
      if (share <= 0.05) expect(found.interventions.slice(0, interventions.length)).toEqual(interventions);
    }
  });

  it('runs the pool at its own factors and at equal norm, or as it is where nothing is added', () => {
    const pool = [...sets, set(4, 'pool', [5, 8])];
    const found = planDoses(pool, [...norms, ...plain(3)], options);
    const [dose, ...others] = found.doses.filter(({ setId }) => setId === 4);
    expect(others).toEqual([]);
    expect(dose).toMatchObject({ mode: 'seed', factor: 5, scaling: 'norm-matched' });
    expect(found.interventions[dose.intervention].coefficient * 3).toBeCloseTo((-2 * 5 * (2 + 1 + 3)) / 3, 12);
    const ablated = planDoses([set(0, 'pool', [5, 8])], plain(1), { ...options, mode: 'ablate' });
    expect(ablated.doses.map(({ scaling }) => scaling)).toEqual(['none']);
  });

  it('runs the further experiments as the study did, whatever the mode of the sets', () => {
    const all = [set(0, 'global-maximum', [5]), set(1, 'smallest-attribution', [5]), set(2, 'anomalous-group', [5, 6])];
    const { doses, interventions } = planDoses(all, plain(1, 1, 2), { ...options, mode: 'ablate' });
    const shown = doses.map(({ setId, mode, factor, scaling, intervention }) => [
      setId,
      mode,
      factor,
      scaling,
      interventions[intervention].coefficient,
    ]);
    expect(shown).toEqual([
      [0, 'global-scaled', 1, 'none', -2],
      [1, 'seed', 0.25, 'none', -0.5],
      [2, 'seed', 10, 'none', -20],
      [2, 'seed', 10, 'by-size', -10],
    ]);
  });

  it('does not let an experiment move the norm of the sets', () => {
    const alone = planDoses(sets, norms, options);
    const beside = planDoses([...sets, set(4, 'anomalous-group', [5, 8])], [...norms, ...plain(99)], options);
    expect(beside.doses.slice(0, alone.doses.length)).toEqual(alone.doses);
    expect(beside.interventions.slice(0, alone.interventions.length)).toEqual(alone.interventions);
  });

  it('keeps apart interventions of two modes with one coefficient', () => {
    const both = [set(0, 'global-maximum', [5]), set(1, 'single', [5])];
    expect(planDoses(both, plain(1, 1), { ...options, singleFactors: [1] }).interventions).toHaveLength(2);
  });
});
