import { describe, expect, it } from 'vitest';
import { matchGradient, openControl, reflected } from '../../../../src/methods/intervention/removal/controls.ts';
import { randomRotation } from '../../../../src/methods/intervention/removal/rotation.ts';
import { random } from '../../../../src/random.ts';

const rng = random(1, 'controls');
const normals = () => Float32Array.from({ length: 8 }, () => rng.normal());
const [first, second, gradient] = [normals(), normals(), normals()];

it('holds the rotated directions and the reflection of each place, computed when asked for and once', () => {
  let asked = 0;
  const control = openControl(
    [first, second],
    () => {
      asked++;
      return gradient;
    },
    4,
    2,
    'layer',
  );
  const rotate = randomRotation(8, random(4, 'interaction', 'control', 2), 'layer');
  const image = Float64Array.from(second);
  rotate(image);
  expect(asked).toBe(0);
  expect(control.images[1]).toEqual(image);
  expect(control.images[1]).toBe(control.images[1]);
  expect(control.reflector(0, 3)).toEqual(matchGradient(rotate, gradient, 'layer'));
  expect(control.reflector(0, 3)).toBe(control.reflector(0, 3));
  expect(asked).toBe(1);
});

describe('matchGradient', () => {
  const WIDTH = 32;
  const rng = random(1, 'match-gradient');
  const vector = () => Float64Array.from({ length: WIDTH }, () => rng.normal());
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, d) => sum + value * b[d], 0);

  const rotate = randomRotation(WIDTH, random(2, 'match-gradient'), 'layer');
  /** R x. */
  function matched(x: Float64Array, w: Float64Array): Float64Array {
    const image = x.slice();
    rotate(image);
    return reflected(image, w);
  }

  describe('a rotation matched to a gradient', () => {
    const ones = new Float64Array(WIDTH).fill(1);
    it('keeps first-order effects, norms, inner products and the part along ones', () => {
      for (let trial = 0; trial < 20; trial++) {
        const [a, b, g] = [vector(), vector(), vector()];
        const w = matchGradient(rotate, g, 'layer');
        const [x, y] = [matched(a, w), matched(b, w)];
        for (const [mine, theirs] of [
          [dot(x, g), dot(a, g)],
          [dot(y, g), dot(b, g)],
          [dot(x, x), dot(a, a)],
          [dot(x, y), dot(a, b)],
          [dot(x, ones), dot(a, ones)],
        ])
          expect(mine).toBeCloseTo(theirs, 10);
      }
    });
    it('keeps the whole gradient where later layers read the mean too', () => {
      const free = randomRotation(WIDTH, random(3, 'match-gradient'), 'rms');
      const [a, g] = [vector(), vector()];
      for (let d = 0; d < WIDTH; d++) g[d] += 5;
      const image = a.slice();
      free(image);
      const x = reflected(image, matchGradient(free, g, 'rms'));
      expect(dot(x, g)).toBeCloseTo(dot(a, g), 10);
      expect(dot(x, x)).toBeCloseTo(dot(a, a), 10);
      expect(Math.abs(dot(x, ones) - dot(a, ones))).toBeGreaterThan(0.1);
    });
    it('moves the rest: the image is no nearer to the vector than chance', () => {
      const [a, g] = [vector(), vector()];
      const x = matched(a, matchGradient(rotate, g, 'layer'));
      expect(Math.abs(dot(a, x)) / dot(a, a)).toBeLessThan(0.6);
    });
    it('sends a vector to nearly the same place under two gradients', () => {
      const a = vector();
      const [x, y] = [vector(), vector()].map((g) => matched(a, matchGradient(rotate, g, 'layer')));
      expect(dot(x, y) / dot(a, a)).toBeGreaterThan(0.6);
    });
    it('changes nothing where the gradient has no direction', () => {
      expect(matchGradient(rotate, new Float64Array(WIDTH), 'layer')).toEqual(new Float64Array(WIDTH));
      expect(matchGradient(rotate, ones, 'layer')).toEqual(new Float64Array(WIDTH));
    });
  });
});
