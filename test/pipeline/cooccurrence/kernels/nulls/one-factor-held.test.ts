import { expect, it } from 'vitest';
import { activationOnly, gradientOnly } from '../../../../../pipeline/cooccurrence/kernels/nulls/one-factor-held.ts';

/** Two prompts, two features, one code a cell; feature 1 is silent on prompt 1. */
const codes = {
  prompts: 2,
  features: 2,
  offsets: Int32Array.of(0, 1, 2, 3, 3),
  rows: Int32Array.of(0, 0, 1),
  activations: Float32Array.of(1, 4, 3),
};
const projections = Float32Array.of(10, 20, 30, 99);

it('holds projections at their mean over the codes of a feature', () => {
  expect([...activationOnly(codes, projections, 'sum')]).toEqual([20, 80, 60, 0]);
});

it('holds activations at their mean over the codes of a feature', () => {
  expect([...gradientOnly(codes, projections, 'sum')]).toEqual([20, 80, 60, 0]);
  expect([...gradientOnly({ ...codes, activations: Float32Array.of(1, 4, 5) }, projections, 'sum')]).toEqual([
    30, 80, 90, 0,
  ]);
});
