import { expect, it } from 'vitest';
import { nonNegative } from '../../../src/engine/passes/non-negative.ts';

it('sets what rounding took below zero to zero, and leaves the rest', () => {
  expect(Array.from(nonNegative(Float32Array.of(0, 2.5, -3.3e-7, -9e-6, 1e-9)))).toEqual([
    0,
    2.5,
    0,
    0,
    Math.fround(1e-9),
  ]);
  expect(nonNegative(new Float32Array(0))).toHaveLength(0);
});

it('refuses what no rounding explains, and what is no number', () => {
  expect(() => nonNegative(Float32Array.of(0, -2e-5))).toThrow(RangeError);
  expect(() => nonNegative(Float32Array.of(1, Number.NaN))).toThrow('KL divergence 1: NaN');
});
