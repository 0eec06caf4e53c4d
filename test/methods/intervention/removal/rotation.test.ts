import { describe, expect, it } from 'vitest';
import { randomRotation } from '../../../../src/methods/intervention/removal/rotation.ts';
import { random } from '../../../../src/random.ts';

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, d) => sum + value * b[d], 0);

describe('a random rotation', () => {
  it.each([2, 3, 7, 64])('is orthogonal and keeps the vector of ones, in %i dimensions', (width) => {
    const rotate = randomRotation(width, random(width, 'test'), 'layer');
    const images = Array.from({ length: width }, (_, d) => {
      const e = new Float64Array(width);
      e[d] = 1;
      rotate(e);
      return e;
    });
    for (const [i, a] of images.entries())
      for (const [j, b] of images.entries()) expect(dot(a, b)).toBeCloseTo(Number(i === j), 12);
    const ones = new Float64Array(width).fill(1);
    rotate(ones);
    for (const value of ones) expect(value).toBeCloseTo(1, 12);
  });

  it.each([2, 3, 64])('turns the vector of ones too under RMS normalisation, in %i dimensions', (width) => {
    const rotate = randomRotation(width, random(width, 'test'), 'rms');
    const ones = new Float64Array(width).fill(1);
    const other = Float64Array.from({ length: width }, (_, d) => d);
    const before = [dot(ones, ones), dot(ones, other)];
    for (const x of [ones, other]) rotate(x);
    expect(dot(ones, ones)).toBeCloseTo(before[0], 9);
    expect(dot(ones, other)).toBeCloseTo(before[1], 9);
    expect(Math.max(...ones.map((value) => Math.abs(value - 1)))).toBeGreaterThan(0.1);
  });

  it('sends a vector orthogonal to ones to every direction alike: mean 0, covariance (I − 11ᵀ/D)/(D − 1)', () => {
    const [width, draws] = [4, 20000];
    const sums = new Float64Array(width * width);
    const means = new Float64Array(width);
    for (let draw = 0; draw < draws; draw++) {
      const x = Float64Array.of(1, -1, 0, 0).map((value) => value / Math.SQRT2);
      randomRotation(width, random(draw, 'uniform'), 'layer')(x);
      for (let i = 0; i < width; i++) {
        means[i] += x[i] / draws;
        for (let j = 0; j < width; j++) sums[i * width + j] += (x[i] * x[j]) / draws;
      }
    }
    for (let i = 0; i < width; i++) {
      expect(Math.abs(means[i])).toBeLessThan(0.015);
      for (let j = 0; j < width; j++)
        expect(Math.abs(sums[i * width + j] - (Number(i === j) - 1 / width) / (width - 1))).toBeLessThan(0.01);
    }
  });

  it('refuses a width without room to rotate, and a vector of another width', () => {
    expect(() => randomRotation(1, random(1, 'test'), 'layer')).toThrow(RangeError);
    expect(() => randomRotation(3, random(1, 'test'), 'layer')(new Float64Array(4))).toThrow(RangeError);
  });
});
