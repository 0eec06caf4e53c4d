import { describe, expect, it } from 'vitest';
import { NULL_KINDS } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-kinds.ts';
import { nullModelRow } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-models.ts';

describe('nullModelRow', () => {
  it('says how many prompts a shuffle can move: those that do not stand alone in their stratum', () => {
    const groups = Int32Array.of(0, 0, 1, 2, 2);
    const source = { kind: 'shuffle-within-strata' as const, rows: 5, cols: 1, values: new Float64Array(5), groups };
    expect(nullModelRow('shuffle-within-strata', source, 40)).toMatchObject({
      family: 'N1',
      decisive: false,
      replicates: 40,
      movable_prompts: 4,
      reason: null,
    });
  });

  it('has no replicates but a reason where a null cannot be asked', () => {
    expect(nullModelRow('rotation', 'no gradient', 40)).toMatchObject({ decisive: true, replicates: 0, reason: 'no gradient' }); // biome-ignore format: one line
  });

  it('places every kind in the ladder; the decisive ones give other directions', () => {
    const rows = NULL_KINDS.map((kind) => nullModelRow(kind, 'not asked', 1));
    expect(rows.map(({ family }) => family)).toEqual(['N3', 'N3', 'N3', 'N3', 'N0', 'N1', 'N4']);
    expect(rows.filter(({ decisive }) => decisive).every(({ family }) => family === 'N3')).toBe(true);
  });
});
