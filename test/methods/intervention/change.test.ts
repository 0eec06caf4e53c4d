import { expect, it } from 'vitest';
import { pushChange } from '../../../src/methods/intervention/change.ts';
import { applyPush, type Push } from '../../../src/methods/intervention/modes.ts';
import { pushSize } from '../../../src/methods/intervention/push-size.ts';

it('a push as a change writes what applyPush writes and measures it', () => {
  const prompts = [1, 2].map((value) => ({
    resid: Float32Array.of(value, 0, 2, value),
    codes: new Map([[5, Float32Array.of(0, 1)]]),
  }));
  const push: Push = {
    mode: 'ablate',
    norm: 'layer' as const,
    featureIds: [5],
    directions: [Float32Array.of(1, 0.5)],
    coefficient: 1,
    scales: [{ max: 1, mean: 1 }],
  };
  const [into, expected] = [new Float32Array(4), new Float32Array(4)];
  const size = pushChange(prompts, push, 'all', true)(1, into);
  applyPush(prompts[1], push, 'all', true, expected);
  expect(into).toEqual(expected);
  expect(into).toEqual(Float32Array.of(2, 0, 1, 1.5));
  expect(size).toEqual(pushSize(prompts[1], push, 'all', expected));
});
