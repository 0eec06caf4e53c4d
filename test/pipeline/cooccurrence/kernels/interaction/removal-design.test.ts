import { expect, it } from 'vitest';
import { removalDesign } from '../../../../../pipeline/cooccurrence/kernels/interaction/removal-design.ts';

const settings = { seed: 1, pairs: 10, controls: 2, positions: 'non-bos' as const, prompts: 'rank0' as const };
const clustered = [
  { feature_id: 30, cluster: 1 },
  { feature_id: 10, cluster: 1 },
  { feature_id: 20, cluster: 2 },
];
const task = [0, 3, 0].map((answer_rank, prompt_id) => ({ prompt_id, answer_rank }));

it('knows features by ascending id and keeps the prompts that are steered', () => {
  const { plan, ...design } = removalDesign(settings, clustered, task);
  expect(design).toEqual({ kept: [0, 2], featureIds: [10, 20, 30], positions: 'non-bos', seed: 1 });
  expect(plan.pairs).toEqual([[0, 1], [0, 2], [1, 2]]); // biome-ignore format: one line
  // The baseline; three features and three pairs, and again in two controls; three removals of each of three tiny pairs.
  expect(plan).toMatchObject({ features: 3, exhaustive: true, controls: 2, count: 1 + 3 * 6 + 3 * 3 });
  expect(removalDesign({ ...settings, prompts: 'all' }, clustered, task).kept).toEqual([0, 1, 2]);
});

it('draws half of the pairs inside clusters, by the clusters of the sorted features', () => {
  const { plan } = removalDesign({ ...settings, pairs: 2 }, clustered, task);
  expect(plan.exhaustive).toBe(false);
  expect(plan.pairs).toContainEqual([0, 2]);
  expect(plan.pairs).toHaveLength(2);
});

it('has no pairs without features', () => {
  expect(removalDesign(settings, [], task).plan.pairs).toEqual([]);
});
