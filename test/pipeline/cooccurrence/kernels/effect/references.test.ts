import { expect, it } from 'vitest';
import { noReference, referenceGroups } from '../../../../../pipeline/cooccurrence/kernels/effect/references.ts';

/** Four coordinates on two prompts of each of two answers: the first three like b, most of all the last of them. */
const VALUES = { values: Float64Array.of(1, 1, 2, 2, 0, 0, 2, 2, 0, 0, 9, 9, 3, 3, 1, 1), features: 4, prompts: 4 };
const answers = [{ name: 'a', finds: [0, 1], asked: [] }, { name: 'b', finds: [2, 3], asked: [] }]; // biome-ignore format: one line

it('groups coordinates by the answer that they favour, in the sizes of the clusters', () => {
  const found = referenceGroups({ method: 'neurons', ids: [5, 6, 7, 8], values: VALUES }, [1, 3], answers, 1);
  // The larger cluster, the second, is of the answer that most favour.
  expect([...found]).toEqual([1, 1, 1, 0]);
});

it('a difference of means is a group of its own', () => {
  const found = referenceGroups({ method: 'mean-differences', ids: [0, 1, 2], values: VALUES }, [1, 3], answers, 1);
  expect([...found]).toEqual([0, 1, 2]);
});

it('one without groups says why', () => {
  expect(noReference('components', 'because')).toMatchObject({ method: 'components', ids: [], unitOf: [], reason: 'because' }); // biome-ignore format: one line
});
