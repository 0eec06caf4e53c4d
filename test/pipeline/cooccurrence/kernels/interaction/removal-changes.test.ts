import { expect, it } from 'vitest';
import { removable, removalChanges } from '../../../../../pipeline/cooccurrence/kernels/interaction/removal-changes.ts';
import {
  interactionPlan,
  pairAt,
  pairPool,
  singleAt,
} from '../../../../../src/methods/intervention/removal/removal-plan.ts';
import { random } from '../../../../../src/random.ts';

const width = 6;
const rng = random(1, 'removal-changes');
const normals = (n: number) => Float32Array.from({ length: n }, () => rng.normal());
/** Prompts of one and two positions: the gradient of the second begins after one row. */
const prompts = [1, 2].map((length) => ({
  resid: normals(length * width),
  codes: new Map([10, 20].map((id) => [id, new Float32Array(length).fill(id / 10)])),
  scales: new Float64Array(length).fill(1),
}));
const decoder = new Map([10, 20].map((id) => [id, normals(width)]));
const design = { featureIds: [10, 20], positions: 'all' as const };
const from = removable(prompts, design, decoder, false);
const plan = interactionPlan(2, pairPool([1, 1], 5, 1), 1);
const gradient = normals(3 * width);
const site = { width, norm: 'rms' as const };
const changes = removalChanges({ plan, seed: 3 }, from, gradient, site);

/** x − x' of a removal on a prompt. */
function taken(removal: number, prompt: number, of = changes): number[] {
  const into = new Float32Array(prompts[prompt].resid.length);
  of[removal](prompt, into);
  return Array.from(into, (value, i) => prompts[prompt].resid[i] - value);
}
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, x, i) => sum + x * b[i], 0);

it('takes directions and scales from what is known of the features, and nothing where nothing is', () => {
  expect(from.directions).toEqual([decoder.get(10), decoder.get(20)]);
  expect(removable([{ ...prompts[0], scales: undefined }], design, new Map(), true)).toMatchObject({
    scales: [new Float64Array(0)],
    directions: [new Float32Array(0), new Float32Array(0)],
    hasBos: true,
  });
});

it('removes code times direction, alone and in pairs, in the order of the plan', () => {
  expect(changes).toHaveLength(plan.count);
  expect(taken(0, 1).every((value) => value === 0)).toBe(true);
  taken(singleAt(plan, 0, 1), 0).forEach((value, d) => expect(value).toBeCloseTo(2 * decoder.get(20)![d], 5));
  const pair = taken(pairAt(plan, 0, 0), 0);
  pair.forEach((value, d) => expect(value).toBeCloseTo(decoder.get(10)![d] + 2 * decoder.get(20)![d], 5));
});

it.each([
  [0, 0, 0],
  [1, 0, 1],
  [1, 1, 2],
])(
  'a control of prompt %i at position %i has the first-order effect along row %i of the gradient',
  (prompt, t, row) => {
    const g = gradient.subarray(row * width, (row + 1) * width);
    const at = (dictionary: number) => {
      return taken(singleAt(plan, dictionary, 0), prompt).slice(t * width, (t + 1) * width);
    };
    expect(dot(at(1), g)).toBeCloseTo(dot(at(0), g), 4);
    expect(at(1)[0]).not.toBeCloseTo(at(0)[0], 3);
  },
);

it('draws controls by the seed', () => {
  const [same, other] = [3, 4].map((seed) => removalChanges({ plan, seed }, from, gradient, site));
  const control = singleAt(plan, 1, 0);
  expect(taken(control, 1, same)).toEqual(taken(control, 1));
  expect(taken(control, 1, other)).not.toEqual(taken(control, 1));
});
