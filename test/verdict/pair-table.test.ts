import { describe, expect, it } from 'vitest';
import { pairTable } from '../../src/verdict/pair-table.ts';

const ROWS = [
  { feature_a: 3, feature_b: 9, prompt_id: 0, damage: 1 },
  { feature_a: 3, feature_b: 9, prompt_id: 4, damage: 2 },
  { feature_a: 9, feature_b: 20, prompt_id: 0, damage: 3 },
  { feature_a: 9, feature_b: 20, prompt_id: 4, damage: 4 },
];
const CLUSTERS = new Map([[3, 1], [9, 1], [20, 2]]); // biome-ignore format: one line

describe('pairTable', () => {
  it('indexes features densely and keeps prompts in order', () => {
    expect(pairTable(ROWS, CLUSTERS, () => true)).toEqual({
      pairs: { a: Int32Array.of(0, 1), b: Int32Array.of(1, 2), damage: Float64Array.of(1, 2, 3, 4) },
      labels: Int32Array.of(1, 1, 2),
      promptIds: [0, 4],
    });
  });

  it('leaves out features without a cluster and prompts that are not wanted', () => {
    const found = pairTable(ROWS, new Map([[3, 1], [9, 1]]), (prompt) => prompt === 4); // biome-ignore format: one line
    expect(found?.pairs.damage).toEqual(Float64Array.of(2));
    expect(pairTable(ROWS, new Map(), () => true)).toBeNull();
  });

  it('refuses a pair that misses a prompt', () => {
    expect(() => pairTable(ROWS.slice(0, 3), CLUSTERS, () => true)).toThrow('not there on every prompt');
    const other = [...ROWS.slice(0, 3), { ...ROWS[3], prompt_id: 5 }];
    expect(() => pairTable(other, CLUSTERS, () => true)).toThrow();
  });
});
