import { describe, expect, it } from 'vitest';
import {
  importanceCorrelations,
  reliabilityRows,
} from '../../../../../pipeline/cooccurrence/kernels/importance/importance-correlations.ts';

const FEATURES = Array.from({ length: 12 }, (_, f) => f);
const row = (scope: string, feature_id: number) => {
  const removal = feature_id % 2 === 0 ? -feature_id : feature_id;
  return { scope, feature_id, cluster: 1, unit: feature_id, prompts: 8, removal, absolute_removal: 1, first_order: removal, steering: -feature_id }; // biome-ignore format: one line
};
const central = (scope: string, measure: string, feature_id: number, value = feature_id) => {
  return { scope, measure, feature_id, value };
};

describe('importanceCorrelations', () => {
  const rows = [...FEATURES.map((f) => row('all', f)), ...FEATURES.map((f) => row('strata', f))];
  const values = FEATURES.flatMap((f) => [central('all', 'degree', f), central('strata', 'degree', f, 12 - f)]);
  const found = importanceCorrelations([...values, ...FEATURES.slice(0, 3).map((f) => central('all', 'closeness', f))], rows, 1); // biome-ignore format: one line
  const of = (measure: string, definition: string, scope: string) =>
    found.find((one) => one.measure === measure && one.definition === definition && one.scope === scope);

  it('correlates the size of removal, whatever its sign, and each other definition, in each scope', () => {
    expect(of('degree', 'removal', 'all')).toMatchObject({ r: 1, n: 12, n_units: 12, p: 1 / 10000, reason: null });
    expect(of('degree', 'steering', 'all')?.r).toBe(-1);
    expect(of('degree', 'removal', 'strata')?.r).toBe(-1);
  });

  it('asks repeated splits by the definition that decides alone, without an interval', () => {
    const again = FEATURES.map((f) => central('strata 2', 'degree', f));
    const repeated = importanceCorrelations(
      again,
      FEATURES.map((f) => row('strata 2', f)),
      1,
    );
    expect(repeated).toHaveLength(1);
    expect(repeated[0]).toMatchObject({
      definition: 'removal',
      scope: 'strata 2',
      r: 1,
      p: 1 / 10000,
      low: Number.NaN,
    });
    expect(repeated[0].reason).toContain('first split');
  });

  it('says why there is none', () => {
    expect(of('degree', 'absolute-removal', 'all')).toMatchObject({ r: Number.NaN, permutations: 0, reason: expect.stringContaining('does not vary') }); // biome-ignore format: one line
    expect(of('closeness', 'removal', 'all')).toMatchObject({ n: 3, reason: 'fewer than four features' });
    expect(of('closeness', 'removal', 'strata')).toBeUndefined();
  });
});

describe('reliabilityRows', () => {
  const halves = FEATURES.flatMap((f) => [
    { split: 'strata', measure: 'degree', feature_id: f, value: f, second_value: f < 11 ? f + (f % 3) : null },
    { split: 'strata', measure: 'closeness', feature_id: f, value: 1, second_value: f },
  ]);

  it('is over kept features that have the centrality in both halves, and says why there is none', () => {
    const [degree, closeness] = reliabilityRows(
      halves,
      new Set(FEATURES.slice(2)),
      new Map(FEATURES.map((f) => [f, f < 5 ? 0 : f])),
    );
    expect(degree).toMatchObject({ split: 'strata', measure: 'degree', n: 9, n_units: 7, reason: null });
    expect(degree.reliability).toBeCloseTo((2 * degree.r) / (1 + degree.r), 12);
    expect(closeness).toMatchObject({ r: Number.NaN, reliability: Number.NaN, reason: 'it does not vary in one of the halves' }); // biome-ignore format: one line
    expect(reliabilityRows(halves, new Set(), null)).toEqual([]);
    expect(reliabilityRows(halves, new Set(FEATURES), null)[0].n_units).toBeNull();
  });
});
