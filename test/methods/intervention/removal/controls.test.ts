import { expect, it } from 'vitest';
import { openControl } from '../../../../src/methods/intervention/removal/controls.ts';
import { matchGradient } from '../../../../src/methods/intervention/removal/match-gradient.ts';
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
