import { describe, expect, it } from 'vitest';
import { edgeEvidence } from '../../../../../pipeline/cooccurrence/kernels/nulls/edge-evidence.ts';

const row = (name: string, q: number, feature_b = 2) => ({ feature_a: 1, feature_b, null: name, p: q / 2, q });

describe('edgeEvidence', () => {
  it('lists for each edge the nulls it survives among those asked', () => {
    const rows = [row('random-rows', 0.05), row('second-moment', 0.051), row('rotation', 0.001)];
    expect(edgeEvidence([...rows, row('random-rows', 0.2, 3)])).toEqual([
      {
        feature_a: 1,
        feature_b: 2,
        asked: ['random-rows', 'second-moment', 'rotation'],
        survives: ['random-rows', 'rotation'],
        survives_decisive: false,
      },
      { feature_a: 1, feature_b: 3, asked: ['random-rows'], survives: [], survives_decisive: null },
    ]);
  });

  it('survives the decisive nulls when it survives each of them', () => {
    const rows = ['random-rows', 'second-moment', 'rotation'].map((name) => row(name, 0.01));
    expect(edgeEvidence(rows)[0].survives_decisive).toBe(true);
    expect(edgeEvidence([])).toEqual([]);
  });
});
