import { describe, expect, it } from 'vitest';
import { selectedCells, selectFeatures } from '../../../../../pipeline/cooccurrence/kernels/matrix/select-features.ts';

/** Features with so many prompts each. */
function counted(...features: readonly (readonly [id: number, prompts: number])[]) {
  const starts = [0];
  for (const [, prompts] of features) starts.push(starts[starts.length - 1] + prompts);
  return { featureIds: Int32Array.from(features, ([id]) => id), starts: Int32Array.from(starts) };
}

describe('selectFeatures', () => {
  it('keeps features on enough prompts, in the order of features, and says why not of the others', () => {
    expect(selectFeatures(counted([2, 9], [4, 10], [9, 10], [30, 0]), 10, 1)).toEqual([
      { featureId: 2, prevalence: 0.9, selected: false, reason: 'non-zero on 9 of 10 prompts' },
      { featureId: 4, prevalence: 1, selected: true, reason: null },
      { featureId: 9, prevalence: 1, selected: true, reason: null },
      { featureId: 30, prevalence: 0, selected: false, reason: 'non-zero on 0 of 10 prompts' },
    ]);
  });
  it('is exact at shares that are not whole numbers in binary', () => {
    for (let prompts = 1; prompts <= 200; prompts++) {
      for (const tenths of [1, 3, 6, 7, 9, 10]) {
        const least = Math.ceil((tenths * prompts) / 10);
        const [below, reached] = [least - 1, least].map(
          (count) => selectFeatures(counted([1, count]), prompts, tenths / 10)[0].selected,
        );
        expect([below, reached], `${tenths / 10} of ${prompts}`).toEqual([false, true]);
      }
    }
  });
  it('never selects a feature without a value, whatever the share asked for', () => {
    expect(selectFeatures(counted([5, 0]), 10, 0)[0]).toMatchObject({ selected: false });
  });
});

it('selectedCells has what the selected features have, by feature, then prompt', () => {
  const features = selectFeatures(counted([2, 1], [5, 2], [9, 2]), 2, 1);
  const values = { ...counted([2, 1], [5, 2], [9, 2]), promptIds: Int32Array.of(1, 0, 1, 0, 1), values: Float64Array.of(7, 1, 2, 3, 4) }; // biome-ignore format: one line
  expect(selectedCells(values, features)).toEqual({
    prompt_id: Int32Array.of(0, 1, 0, 1),
    feature_id: Int32Array.of(5, 5, 9, 9),
    value: Float64Array.of(1, 2, 3, 4),
  });
});
