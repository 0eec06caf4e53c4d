import { describe, expect, it } from 'vitest';
import { applyPush } from '../../../../src/methods/intervention/modes.ts';
import { openControl } from '../../../../src/methods/intervention/removal/controls.ts';
import { type Removable, removal } from '../../../../src/methods/intervention/removal/removal.ts';
import { random } from '../../../../src/random.ts';

const [WIDTH, LENGTH] = [16, 3];
const rng = random(1, 'removal');
const normals = (count: number) => Float32Array.from({ length: count }, () => rng.normal());
const prompts = [
  {
    resid: normals(WIDTH * LENGTH),
    codes: new Map([
      [4, Float32Array.of(0, 2, 1)],
      [9, Float32Array.of(3, 0.5, 0)],
    ]),
  },
];
const directions = [normals(WIDTH), normals(WIDTH)];
const from: Removable = {
  prompts,
  scales: [new Float64Array(LENGTH).fill(1)],
  featureIds: [4, 9],
  directions,
  positions: 'all',
  hasBos: true,
};
const run = (change: ReturnType<typeof removal>) => {
  const into = new Float32Array(WIDTH * LENGTH).fill(Number.NaN);
  change(0, into);
  return into;
};
/** x − x', summed in the scale of the residual. */
const taken = (change: ReturnType<typeof removal>, position: number) =>
  Array.from({ length: WIDTH }, (_, d) => {
    const at = position * WIDTH + d;
    return prompts[0].resid[at] - run(change)[at];
  });
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0;
  for (let d = 0; d < WIDTH; d++) sum += a[d] * b[d];
  return sum;
};

describe('removal', () => {
  it('of nothing leaves every bit', () => {
    expect(run(removal(from, [], 1))).toEqual(prompts[0].resid);
    expect(run(removal(from, [0, 1], 0))).toEqual(prompts[0].resid);
  });
  it('equals the steering mode ablate at factor 1', () => {
    const expected = new Float32Array(WIDTH * LENGTH);
    const scales = [0, 1].map(() => ({ max: 0, mean: 0 }));
    applyPush(
      prompts[0],
      { mode: 'ablate', norm: 'layer' as const, featureIds: [4, 9], directions, coefficient: 1, scales },
      'all',
      true,
      expected,
    );
    run(removal(from, [0, 1], 1)).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
  });
  it('undoes the normalisation of the SAE: a unit of code weighs s there', () => {
    const scaled = { ...from, scales: [Float64Array.of(1, 3, 1)] };
    const plain = taken(removal(from, [0], 1), 1);
    taken(removal(scaled, [0], 1), 1).forEach((value, d) => expect(value).toBeCloseTo(3 * plain[d], 4));
  });
  it('touches the chosen positions only', () => {
    const moved = run(removal({ ...from, positions: 'non-bos' }, [0, 1], 1));
    expect(moved.subarray(0, WIDTH)).toEqual(prompts[0].resid.subarray(0, WIDTH));
    expect(moved.subarray(WIDTH)).not.toEqual(prompts[0].resid.subarray(WIDTH));
  });
});

describe('removal of a control', () => {
  const gradients = normals(WIDTH * LENGTH);
  const gradient = (_: number, t: number) => gradients.subarray(t * WIDTH, (t + 1) * WIDTH);
  const control = openControl(directions, gradient, 5, 0, 'layer');

  it('has the first-order effects and the Gram matrix of the features at every position', () => {
    for (let t = 0; t < LENGTH; t++) {
      const own = [0, 1].map((i) => taken(removal(from, [i], 1), t));
      const theirs = [0, 1].map((i) => taken(removal(from, [i], 1, control), t));
      for (const i of [0, 1]) {
        expect(dot(theirs[i], gradient(0, t))).toBeCloseTo(dot(own[i], gradient(0, t)), 3);
        for (const j of [0, 1]) expect(dot(theirs[i], theirs[j])).toBeCloseTo(dot(own[i], own[j]), 3);
      }
    }
  });
  it('removes the sum of what the members lose', () => {
    const both = taken(removal(from, [0, 1], 1, control), 1);
    const parts = [0, 1].map((i) => taken(removal(from, [i], 1, control), 1));
    both.forEach((value, d) => expect(value).toBeCloseTo(parts[0][d] + parts[1][d], 4));
  });
  it('takes another direction than the feature, the same one for the same seed', () => {
    const [own, theirs] = [taken(removal(from, [0], 1), 1), taken(removal(from, [0], 1, control), 1)];
    expect(theirs).not.toEqual(own);
    expect(taken(removal(from, [0], 1, openControl(directions, gradient, 5, 0, 'layer')), 1)).toEqual(theirs);
    expect(taken(removal(from, [0], 1, openControl(directions, gradient, 5, 1, 'layer')), 1)).not.toEqual(theirs);
  });
});
