import { describe, expect, it } from 'vitest';
import { featurePlaces } from '../../../../../pipeline/cooccurrence/kernels/matrix/feature-places.ts';

/** Codes as [prompt, position, feature, activation]; three prompts of lengths 3, 4 and 4 that have two tokens in common. */
function placesOf(codes: readonly (readonly [number, number, number, number])[]) {
  const column = (k: number) => Int32Array.from(codes, (row) => row[k]);
  const rows = { prompt_id: column(0), position: column(1), feature_id: column(2), activation: Float32Array.from(codes, (row) => row[3]) }; // biome-ignore format: one line
  return featurePlaces(rows, [3, 4, 4], [2, 2, 2]);
}

describe('where features fire', () => {
  it('mainly where most of the mass is, the first of equals, and before prompts differ with more than half of it', () => {
    const found = placesOf([
      ...[[0, 2, 7, 1], [1, 2, 7, 1], [2, 0, 7, 2]] as const,
      ...[[0, 1, 9, 3], [1, 2, 9, 2], [2, 3, 9, 0.5]] as const,
      [1, 3, 4, 1],
    ]); // biome-ignore format: one line a feature
    expect([...found.featureIds]).toEqual([4, 7, 9]);
    expect([...found.mainPosition]).toEqual([3, 0, 1]);
    // 7 has exactly half before.
    expect(found.beforeDifference).toEqual([false, false, true]);
  });

  it('with a constant code, judged at the main position alone over the prompts that reach it', () => {
    const steady = [0, 1, 2].map((prompt) => [prompt, 1, 5, 10 + 0.1 * prompt] as const);
    expect(placesOf([...steady, [1, 3, 5, 2]]).constant).toEqual([true]);
    expect(placesOf([...steady.slice(0, 2), [2, 1, 5, 13]]).constant).toEqual([false]);
    // Silent on one of the prompts that reach the position.
    expect(placesOf(steady.slice(0, 2)).constant).toEqual([false]);
    // Two prompts reach position 3.
    expect(placesOf([[1, 3, 5, 1], [2, 3, 5, 1]]).constant).toEqual([true]); // biome-ignore format: one line
  });

  it('is not constant where one prompt alone has the position', () => {
    const one = { prompt_id: Int32Array.of(0), position: Int32Array.of(1), feature_id: Int32Array.of(2) };
    const rows = { ...one, activation: Float32Array.of(1) };
    expect(featurePlaces(rows, [2, 1], [1, 1]).constant).toEqual([false]);
  });
});
