import { expect, it } from 'vitest';
import {
  componentDirections,
  meanDifferenceDirections,
} from '../../../../../pipeline/cooccurrence/kernels/relevance/baseline-directions.ts';
import { random } from '../../../../../src/random.ts';

const WIDTH = 5;
/** Of prompts with answer a coordinate 0 is up, of b coordinate 1; coordinate 2 varies most and says nothing; coordinate 3 is huge in prompts that do not find. */
function sourceOf(seed: number) {
  const rng = random(seed, 'baseline');
  const answers = Array.from({ length: 60 }, (_, p) => 'abc'[p % 3]);
  const finds = answers.map((_, p) => p < 45);
  const prompts = answers.map((answer, p) => {
    const resid = new Float32Array(3 * WIDTH);
    for (let t = 1; t < 3; t++) {
      resid[t * WIDTH] = (answer === 'a' ? 2 : 0) + 0.01 * rng.normal();
      resid[t * WIDTH + 1] = (answer === 'b' ? 2 : 0) + 0.01 * rng.normal();
      resid[t * WIDTH + 2] = 20 * ((p + t) % 2) - 10;
      resid[t * WIDTH + 3] = finds[p] ? 0 : 1000 * rng.normal();
    }
    resid[0] = 5000; // left out
    return { resid };
  });
  const slots = { count: 3, of: prompts.map(() => Int32Array.of(0, 1, 2)) };
  return { slots, width: WIDTH, prompts, skip: 1, answers, finds };
}

it('takes the directions of largest variance of the prompts that find', () => {
  const source = sourceOf(1);
  // The means of slots are over every prompt: those that do not find move them, which is no variance within the finding ones.
  for (const { resid } of source.prompts) for (let t = 1; t < 3; t++) resid[t * WIDTH + 3] = 0;
  const [first, ...others] = componentDirections(source, 3);
  expect(Math.abs(first[2])).toBeCloseTo(1, 3);
  expect(others).toHaveLength(2);
  for (const other of others) expect(Math.hypot(other[0], other[1])).toBeCloseTo(1, 3);
  // Coordinates 3 and 4 do not vary: there are no more.
  expect(componentDirections(source, 5)).toHaveLength(3);
});

it('tells answers apart by as many directions as they differ in', () => {
  const source = sourceOf(2);
  for (const { resid } of source.prompts) for (let t = 1; t < 3; t++) resid[t * WIDTH + 3] = 0;
  // The three means sum to about 0.
  const directions = meanDifferenceDirections({ ...source, finds: source.answers.map(() => true) });
  expect(directions.length).toBeGreaterThanOrEqual(2);
  for (const direction of directions.slice(0, 2)) expect(Math.hypot(direction[0], direction[1])).toBeCloseTo(1, 2);
});
