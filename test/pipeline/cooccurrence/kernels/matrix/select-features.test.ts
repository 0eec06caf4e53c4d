import { describe, expect, it } from 'vitest';
import {
  attributionSizes,
  selectedCells,
  selectFeatures,
} from '../../../../../pipeline/cooccurrence/kernels/matrix/select-features.ts';
import { random } from '../../../../../src/random.ts';

/** Features with so many prompts each. */
function counted(...features: readonly (readonly [id: number, prompts: number])[]) {
  const starts = [0];
  for (const [, prompts] of features) starts.push(starts[starts.length - 1] + prompts);
  return { featureIds: Int32Array.from(features, ([id]) => id), starts: Int32Array.from(starts) };
}

const asked = { share: 0.8, most: 400 };
const unasked = () => {
  throw new Error('sizes are asked for');
};
const byPrevalence = (values: ReturnType<typeof counted>, prompts: number, least: number) =>
  selectFeatures({ by: 'prevalence', min_prevalence: least, ...asked }, values, prompts, unasked);
const byAttribution = (values: ReturnType<typeof counted>, sizes: number[], rule: Partial<typeof asked> = {}) =>
  selectFeatures({ by: 'attribution', min_prevalence: 1, ...asked, ...rule }, values, 10, () => Float64Array.from(sizes)); // biome-ignore format: one line

describe('selection by attribution', () => {
  const values = counted([2, 9], [4, 10], [9, 1], [30, 0]);
  const chosen = (sizes: number[], rule: Partial<typeof asked> = {}) =>
    byAttribution(values, sizes, rule).features.flatMap(({ featureId, selected }) => (selected ? [featureId] : []));

  it('is the smallest set that holds the share, however few prompts its features have', () => {
    expect(chosen([1, 2, 6, 0])).toEqual([4, 9]);
    expect(chosen([1, 2, 6, 0], { share: 0.6 })).toEqual([9]);
    expect(chosen([1, 2, 6, 0], { share: 1 })).toEqual([2, 4, 9]);
    expect(byAttribution(values, [1, 2, 6, 0]).held).toBeCloseTo(8 / 9, 14);
  });

  it('takes no more than it may, those of most attribution, ties to the smaller id', () => {
    expect(chosen([1, 1, 1, 0], { most: 2 })).toEqual([2, 4]);
    expect(byAttribution(values, [1, 1, 1, 0], { most: 2 }).held).toBeCloseTo(2 / 3, 14);
  });

  it('selects none without a value or an attribution, and says of the others what they hold', () => {
    expect(chosen([0, 0, 1, 9], { share: 1 })).toEqual([9]);
    const { features } = byAttribution(values, [1, 2, 6, 0]);
    expect(features[0]).toMatchObject({ prevalence: 0.9, reason: '11 % of Σ|attribution|, less than any that is selected' }); // biome-ignore format: one line
    expect(features[1].reason).toBeNull();
  });

  it('refuses a task on which every attribution is 0', () => {
    const none = byAttribution(values, [0, 0, 0, 0]);
    expect(none).toMatchObject({ held: 0 });
    expect(none.features.some(({ selected }) => selected)).toBe(false);
    expect(none.refusal()).toMatchObject({ key: 'features.by' });
  });

  it('agrees with every subset on random sizes: no smaller set holds as much', () => {
    const rng = random(1, 'select');
    for (let k = 0; k < 50; k++) {
      const sizes = Array.from({ length: 8 }, () => rng.uniform() ** 3);
      const all = counted(...sizes.map((_, i) => [i, 10] as const));
      const { features, held } = byAttribution(all, sizes, { share: 0.7 });
      const count = features.filter(({ selected }) => selected).length;
      const total = sizes.reduce((a, b) => a + b);
      const best = (n: number) => [...sizes].sort((a, b) => b - a).slice(0, n).reduce((a, b) => a + b, 0) / total; // biome-ignore format: one line
      expect(held).toBeGreaterThanOrEqual(0.7);
      expect(best(count - 1)).toBeLessThan(0.7);
      expect(held).toBeCloseTo(best(count), 12);
    }
  });
});

it('attributionSizes sums sizes over the prompts that find, from a position on', () => {
  const rows = {
    prompt_id: Int32Array.of(0, 0, 1, 1, 2),
    position: Int32Array.of(0, 1, 0, 1, 1),
    feature_id: Int32Array.of(5, 5, 5, 9, 9),
    attribution: Float32Array.of(1, -2, 4, -8, 16),
  };
  const ids = Int32Array.of(5, 9);
  expect([...attributionSizes(rows, ids, (prompt) => prompt < 2, 0)]).toEqual([7, 8]);
  expect([...attributionSizes(rows, ids, (prompt) => prompt < 2, 1)]).toEqual([2, 8]);
});

describe('selectFeatures', () => {
  it('keeps features on enough prompts, in the order of features, and says why not of the others', () => {
    expect(byPrevalence(counted([2, 9], [4, 10], [9, 10], [30, 0]), 10, 1).features).toEqual([
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
          (count) => byPrevalence(counted([1, count]), prompts, tenths / 10).features[0].selected,
        );
        expect([below, reached], `${tenths / 10} of ${prompts}`).toEqual([false, true]);
      }
    }
  });
  it('never selects a feature without a value, whatever the share asked for', () => {
    expect(byPrevalence(counted([5, 0]), 10, 0).features[0]).toMatchObject({ selected: false });
  });
});

it('selectedCells has what the selected features have, by feature, then prompt', () => {
  const { features } = byPrevalence(counted([2, 1], [5, 2], [9, 2]), 2, 1);
  const values = { ...counted([2, 1], [5, 2], [9, 2]), promptIds: Int32Array.of(1, 0, 1, 0, 1), values: Float64Array.of(7, 1, 2, 3, 4) }; // biome-ignore format: one line
  expect(selectedCells(values, features)).toEqual({
    prompt_id: Int32Array.of(0, 1, 0, 1),
    feature_id: Int32Array.of(5, 5, 9, 9),
    value: Float64Array.of(1, 2, 3, 4),
  });
});
