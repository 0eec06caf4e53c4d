import { expect, it } from 'vitest';
import { removalRows } from '../../../../../pipeline/cooccurrence/kernels/direct/removal-rows.ts';

it('has a row for each feature and prompt, with first orders summed over the positions that are changed', () => {
  const codes = {
    prompt_id: Int32Array.of(4, 4, 4, 4, 5, 6),
    position: Int32Array.of(0, 1, 2, 1, 1, 1),
    feature_id: Int32Array.of(7, 7, 7, 9, 7, 7),
    attribution: Float32Array.of(100, 0.5, 0.25, 8, -2, 64),
  };
  const rows = removalRows({
    featureIds: [7, 8],
    promptIds: [4, 5],
    total: Float64Array.of(1, 2, 0, 0),
    codes,
    // All but position 0; feature 9 is not kept, prompt 6 not steered.
    touched: () => [1, 2],
  });
  expect(rows).toEqual([
    { feature_id: 7, prompt_id: 4, damage: 1, first_order: 0.75 },
    { feature_id: 7, prompt_id: 5, damage: 2, first_order: -2 },
    { feature_id: 8, prompt_id: 4, damage: 0, first_order: 0 },
    { feature_id: 8, prompt_id: 5, damage: 0, first_order: 0 },
  ]);
});
