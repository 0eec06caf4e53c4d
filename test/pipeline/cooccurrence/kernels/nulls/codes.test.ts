import { describe, expect, it } from 'vitest';
import { codesOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/codes.ts';

/** Two prompts of three positions; feature 7 everywhere on prompt 0, feature 9 at BOS of prompt 1; feature 8 is not selected. */
const FOUND = {
  prompt_id: Int32Array.of(0, 0, 0, 1, 1),
  position: Int32Array.of(2, 0, 1, 0, 1),
  feature_id: Int32Array.of(7, 7, 7, 9, 8),
  activation: Float32Array.of(3, 1, 2, 5, 6),
};
const BASE = { excludeFirst: false, firstRow: Int32Array.of(0, 3), lengths: [3, 3], isZero: () => false };
const IDS = Int32Array.of(7, 9);

/** Activations and rows by cell: prompt 0 × (7, 9), prompt 1 × (7, 9). */
function cells(options: Partial<Parameters<typeof codesOf>[2]>) {
  const { offsets, rows, activations } = codesOf(FOUND, IDS, { ...BASE, rule: 'sum', ...options });
  return Array.from({ length: 4 }, (_, c) =>
    Array.from(rows.subarray(offsets[c], offsets[c + 1]), (row, i) => [row, activations[offsets[c] + i]]),
  );
}

describe('codesOf', () => {
  it('keeps every code under sum and max-abs, positions ascending', () => {
    for (const rule of ['sum', 'max-abs'] as const) {
      expect(cells({ rule })).toEqual([[[0, 1], [1, 2], [2, 3]], [], [], [[3, 5]]]); // biome-ignore format: one line
    }
  });

  it('keeps the highest position under last, and the last token under final', () => {
    expect(cells({ rule: 'last' })).toEqual([[[2, 3]], [], [], [[3, 5]]]);
    expect(cells({ rule: 'final' })).toEqual([[[2, 3]], [], [], []]);
  });

  it('passes over positions without a gradient under last: they have no attribution', () => {
    expect(cells({ rule: 'last', isZero: (row) => row === 2 || row === 3 })).toEqual([[[1, 2]], [], [], []]);
  });

  it('leaves out position 0 before the rule', () => {
    expect(cells({ rule: 'last', excludeFirst: true })).toEqual([[[2, 3]], [], [], []]);
    expect(cells({ rule: 'sum', excludeFirst: true })[0]).toEqual([[1, 2], [2, 3]]); // biome-ignore format: one line
  });

  it('refuses a code outside the prompts', () => {
    expect(() => codesOf(FOUND, IDS, { ...BASE, rule: 'sum', lengths: [2, 3] })).toThrow(
      'prompt 0, position 2, expected within',
    );
  });
});
