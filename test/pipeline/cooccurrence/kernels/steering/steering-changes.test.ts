import { expect, it } from 'vitest';
import type { Arm, SteeringSet } from '../../../../../pipeline/cooccurrence/kernels/steering/design.ts';
import {
  featureScales,
  featuresOf,
  setNorms,
  siteOf,
  steeringChanges,
} from '../../../../../pipeline/cooccurrence/kernels/steering/steering-changes.ts';
import type { Mode } from '../../../../../src/methods/intervention/modes.ts';
import { engineInputs } from '../../../../engine.ts';
import { loadStudy } from '../../../../study.ts';

const set = (setId: number, featureIds: number[], arm: Arm = 'within'): SteeringSet => {
  return { setId, arm, cluster: null, size: featureIds.length, replicate: 0, featureIds };
};
const sets = [set(0, [2, 1]), set(1, [1])];
const rows = new Map([[1, Float32Array.of(3, 0)], [2, Float32Array.of(0, 4)]]); // biome-ignore format: one line
/** Two positions; the first is a BOS. */
const prompts = [{ resid: Float32Array.of(1, 1, 10, 20), codes: new Map() }];
const site = { width: 2, norm: 'rms' as const, hasBos: true };
const settings = loadStudy('studies/sports.yaml', ['steering.positions=non-bos']);

function changed(setId: number, mode: Mode, coefficient: number): number[] {
  const scales = featureScales(sets, new Map([[1, { max: 5, mean: 1 }]]), new Map([[1, 7]]));
  const plan = { sets, interventions: [{ setId, mode, coefficient }], settings, scales };
  const [change] = steeringChanges(plan, prompts, rows, site);
  const into = new Float32Array(4);
  change(0, into);
  return [...into];
}

it('pushes along the directions of the set alone, where the study says', () => {
  expect(changed(0, 'seed', 2)).toEqual([1, 1, 16, 28]);
  expect(changed(1, 'seed', -1)).toEqual([1, 1, 7, 20]);
});

it('pushes in units of what is known of each feature, and not at all where nothing is', () => {
  expect(changed(0, 'activation-scaled', 1)).toEqual([1, 1, 25, 20]);
  expect(changed(1, 'global-scaled', 1)).toEqual([1, 1, 31, 20]);
});

it('knows every feature once, in the order of the sets', () => {
  expect(featuresOf(sets)).toEqual([2, 1, 1]);
  const facts = new Map([[1, { max: 5, mean: 1, meanAbsAttribution: 3 }]]);
  expect(featureScales(sets, facts, new Map([[1, 7]]))).toEqual([
    [2, { max: 0, mean: 0 }],
    [1, { max: 5, mean: 1, globalMax: 7 }],
  ]);
});

it('measures a set by the sum of its directions, and of those that stand for them', () => {
  const of = { width: 2, norm: 'rms' as const, seed: 1 };
  expect(setNorms(sets, prompts, rows, of)).toEqual([
    { norm: 5, apart: 7 },
    { norm: 3, apart: 3 },
  ]);
  const [random] = setNorms([set(0, [2], 'random-direction')], prompts, rows, of);
  expect(random.norm).toBeCloseTo(4, 5);
  expect(random.apart).toBe(random.norm);
  expect(() => setNorms([set(0, [2], 'prompt-difference')], prompts, rows, of)).toThrow('two prompts');
});

it('reads its site from the subject', async () => {
  const subject = await engineInputs();
  const { dModel: width, norm } = subject.model.config;
  expect(siteOf(subject)).toEqual({ width, norm, hasBos: subject.sae.config.prependBos });
});
