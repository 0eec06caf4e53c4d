import { expect, it } from 'vitest';
import { add, direction, dot, orthonormal, unit, without } from '../../../bench/calibration/vectors.ts';
import { random } from '../../../src/random.ts';

const rng = random(1, 'vectors-test');
const drawn = Array.from({ length: 3 }, () => direction(10, rng));

it('a direction has length 1 and is orthogonal to ones', () => {
  for (const x of drawn) {
    expect(dot(x, x)).toBeCloseTo(1, 12);
    expect(x.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  }
});

it('an orthonormal basis spans what it was made from', () => {
  const basis = orthonormal(drawn);
  basis.forEach((a, i) => {
    basis.forEach((b, j) => {
      expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 12);
    });
  });
  for (const x of drawn) expect(Math.hypot(...without(x, basis))).toBeLessThan(1e-12);
});

it('adds in place and scales to length 1', () => {
  const x = Float64Array.of(1, 2);
  add(x, 2, [1, 1]);
  expect([...x]).toEqual([3, 4]);
  expect([...unit(x)]).toEqual([0.6, 0.8]);
});
