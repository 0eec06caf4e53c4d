import { expect, it } from 'vitest';
import {
  removable,
  removalChanges,
  removalDesign,
} from '../../../../../pipeline/cooccurrence/kernels/interaction/removal-design.ts';
import { NodeMembers } from '../../../../../pipeline/cooccurrence/kernels/units/node-members.ts';
import {
  interactionPlan,
  pairAt,
  pairPool,
  singleAt,
} from '../../../../../src/methods/intervention/removal/removal-plan.ts';
import { random } from '../../../../../src/random.ts';

const settings = { seed: 1, pairs: 10, controls: 2, positions: 'non-bos' as const, prompts: 'rank0' as const };
const alone = new NodeMembers([]);
const clustered = [
  { feature_id: 30, cluster: 1 },
  { feature_id: 10, cluster: 1 },
  { feature_id: 20, cluster: 2 },
];
const task = [0, 3, 0].map((answer_rank, prompt_id) => ({ prompt_id, answer_rank }));

it('knows features by ascending id and keeps the prompts that are steered', () => {
  const { plan, ...design } = removalDesign(settings, clustered, alone, task);
  expect(design).toEqual({
    ...{ promptIds: [0, 2], features: [10, 20, 30], parts: [[0], [1], [2]] },
    ...{ positions: 'non-bos', seed: 1 },
  });
  expect(plan.pairs).toEqual([[0, 1], [0, 2], [1, 2]]); // biome-ignore format: one line
  // The baseline; three features and three pairs, and again in two controls; three removals of each of three tiny pairs.
  expect(plan).toMatchObject({ features: 3, exhaustive: true, controls: 2, count: 1 + 3 * 6 + 3 * 3 });
  expect(removalDesign({ ...settings, prompts: 'all' }, clustered, alone, task).promptIds).toEqual([0, 1, 2]);
});

it('draws half of the pairs inside clusters, by the clusters of the sorted features', () => {
  const { plan } = removalDesign({ ...settings, pairs: 2 }, clustered, alone, task);
  expect(plan.exhaustive).toBe(false);
  expect(plan.pairs).toContainEqual([0, 2]);
  expect(plan.pairs).toHaveLength(2);
});

it('has no pairs without features', () => {
  expect(removalDesign(settings, [], alone, task).plan.pairs).toEqual([]);
});

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
const design = { features: [10, 20], parts: [[0], [1]], positions: 'all' as const };
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

it('takes the direction of every feature, which there must be, and scales where a prompt has them', () => {
  expect(from.directions).toEqual([decoder.get(10), decoder.get(20)]);
  const without = [{ ...prompts[0], scales: undefined }];
  expect(removable(without, design, decoder, true)).toMatchObject({ scales: [new Float64Array(0)], hasBos: true });
  expect(() => removable(without, design, new Map(), true)).toThrow('no decoder row of feature 10');
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

it('removes every feature of a node with it, also in a control', () => {
  const asOne = interactionPlan(1, pairPool([1], 5, 1), 1);
  const merged = removalChanges({ plan: asOne, seed: 3 }, { ...from, parts: [[0, 1]] }, gradient, site);
  for (const dictionary of [0, 1])
    for (const prompt of [0, 1])
      expect(taken(singleAt(asOne, dictionary, 0), prompt, merged)).toEqual(taken(pairAt(plan, dictionary, 0), prompt));
  const nodes = new NodeMembers([{ feature_id: 20, node: 20 }, { feature_id: 40, node: 20 }]); // biome-ignore format: one line
  const { features, parts } = removalDesign(settings, clustered, nodes, task);
  expect([features, parts]).toEqual([[10, 20, 40, 30], [[0], [1, 2], [3]]]); // biome-ignore format: one line
});
