import { describe, expect, it } from 'vitest';
import { selectFeatures } from '../../../../../pipeline/cooccurrence/kernels/matrix/select-features.ts';

const on = (prompts: number): ReadonlyMap<number, number> =>
  new Map(Array.from({ length: prompts }, (_, prompt) => [prompt, 1]));

describe('selectFeatures', () => {
  it('keeps features on enough prompts, in the order of features, and says why not of the others', () => {
    const values = new Map([
      [9, on(10)],
      [2, on(9)],
      [4, on(10)],
    ]);
    expect(selectFeatures(values, [9, 2, 4, 4, 30], 10, 1)).toEqual([
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
          (count) => selectFeatures(new Map([[1, on(count)]]), [1], prompts, tenths / 10)[0]!.selected,
        );
        expect([below, reached], `${tenths / 10} of ${prompts}`).toEqual([false, true]);
      }
    }
  });
  it('never selects a feature without a value, whatever the share asked for', () => {
    expect(selectFeatures(new Map(), [5], 10, 0)[0]).toMatchObject({ selected: false });
  });
});
