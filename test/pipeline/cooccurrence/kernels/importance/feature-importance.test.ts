import { describe, expect, it } from 'vitest';
import {
  importanceBy,
  importanceRows,
} from '../../../../../pipeline/cooccurrence/kernels/importance/feature-importance.ts';

const cell = (feature_id: number, prompt_id: number, damage: number, first_order = damage) => {
  return { feature_id, prompt_id, damage, first_order };
};
const INPUT = {
  members: [
    { feature_id: 3, cluster: 1 },
    { feature_id: 5, cluster: 2 },
  ],
  units: new Map([[5, 3]]),
  removed: [cell(3, 0, 1, 0.5), cell(3, 1, -3, -2), cell(5, 0, 2), cell(5, 1, 2)],
  pushed: [cell(3, 0, 7), cell(3, 1, 9)],
};

describe('importanceRows', () => {
  it('averages removal and steering over the prompts of each scope', () => {
    const scopes = [
      { scope: 'all', prompts: null },
      { scope: 'strata', prompts: new Set([1]) },
      { scope: 'templates', prompts: new Set([9]) },
    ];
    const rows = importanceRows(INPUT, scopes);
    expect(rows).toEqual([
      {
        scope: 'all',
        feature_id: 3,
        cluster: 1,
        unit: 3,
        prompts: 2,
        removal: -1,
        absolute_removal: 2,
        first_order: -0.75,
        steering: 8,
      },
      {
        scope: 'all',
        feature_id: 5,
        cluster: 2,
        unit: 3,
        prompts: 2,
        removal: 2,
        absolute_removal: 2,
        first_order: 2,
        steering: Number.NaN,
      },
      expect.objectContaining({ scope: 'strata', feature_id: 3, prompts: 1, removal: -3, steering: 9 }),
      expect.objectContaining({ scope: 'strata', feature_id: 5, prompts: 1, removal: 2 }),
    ]);
  });

  it('by removal a feature matters that helps as much as one that harms, unless prompts cancel', () => {
    const [row] = importanceRows(INPUT, [{ scope: 'all', prompts: null }]);
    expect(importanceBy('removal', row)).toBe(1);
    expect(importanceBy('absolute-removal', row)).toBe(2);
    expect(importanceBy('steering', row)).toBe(8);
  });
});
