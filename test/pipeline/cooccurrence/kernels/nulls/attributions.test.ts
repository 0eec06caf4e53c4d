import { describe, expect, it } from 'vitest';
import { attributionsOf, firstOrderDamage } from '../../../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { codesOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/codes.ts';
import { aggregatePositions } from '../../../../../src/methods/attribution/positions.ts';
import { random } from '../../../../../src/random.ts';

describe('attributionsOf', () => {
  const codes = {
    prompts: 1,
    features: 2,
    offsets: Int32Array.of(0, 2, 2),
    rows: Int32Array.of(0, 1),
    activations: Float32Array.of(2, 3),
  };
  const projections = Float32Array.of(5, 9, -4, 9); // [2 rows, 2 features]

  it('sums products, or takes the one of largest magnitude; a cell without codes is 0', () => {
    expect([...attributionsOf(codes, projections, 'sum')]).toEqual([10 - 12, 0]);
    expect([...attributionsOf(codes, projections, 'max-abs')]).toEqual([-12, 0]);
  });

  it.each(['last', 'sum', 'final', 'max-abs'] as const)('%s agrees with aggregatePositions', (rule) => {
    const rng = random(4, 'codes', rule);
    const [prompts, positions, features] = [4, 3, 5];
    const rows = {
      prompt_id: [] as number[],
      position: [] as number[],
      feature_id: [] as number[],
      activation: [] as number[],
    };
    for (let p = 0; p < prompts; p++)
      for (let t = 0; t < positions; t++)
        for (let f = 0; f < features; f++) {
          if (rng.uniform() < 0.5) continue;
          rows.prompt_id.push(p);
          rows.position.push(t);
          rows.feature_id.push(f);
          rows.activation.push(rng.uniform());
        }
    const table = {
      prompt_id: Int32Array.from(rows.prompt_id),
      position: Int32Array.from(rows.position),
      feature_id: Int32Array.from(rows.feature_id),
      activation: Float32Array.from(rows.activation),
    };
    const y = Float32Array.from({ length: prompts * positions * features }, () => rng.normal());
    const lengths = Array.from({ length: prompts }, () => positions);
    const firstRow = Int32Array.from(lengths, (_, p) => p * positions);
    const attribution = table.activation.map((a, i) => a * y[(firstRow[table.prompt_id[i]] + table.position[i]) * features + table.feature_id[i]]); // biome-ignore format: one line
    const expected = aggregatePositions({ ...table, attribution }, { rule, excludeFirst: true, lengths });
    const cells = codesOf(table, Int32Array.of(0, 1, 2, 3, 4), { rule, excludeFirst: true, firstRow, lengths, isZero: () => false }); // biome-ignore format: one line
    const found = attributionsOf(cells, y, rule);
    const wanted = new Float64Array(prompts * features);
    expected.featureIds.forEach((f, k) => {
      for (let at = expected.starts[k]; at < expected.starts[k + 1]; at++)
        wanted[expected.promptIds[at] * features + f] = expected.values[at];
    });
    for (let cell = 0; cell < wanted.length; cell++) expect(found[cell]).toBeCloseTo(wanted[cell], 6);
  });
});

describe('firstOrderDamage', () => {
  const projections = Float32Array.of(1, 2, 3, 4); // [2 rows, 2 features]

  it('is minus the change of the contrast per unit of factor: base -2 along a helpful direction harms twice its projection', () => {
    expect([...firstOrderDamage(projections, 2, { baseFactor: -2, row: 1, active: null, prompts: 1 })]).toEqual([6, 8]);
    expect([...firstOrderDamage(projections, 2, { baseFactor: 1, row: 0, active: null, prompts: 1 })]).toEqual([
      -1, -2,
    ]);
  });

  it('counts only positions where the feature is active, mean over the steered prompts', () => {
    const active = {
      prompts: 2,
      features: 2,
      offsets: Int32Array.of(0, 2, 2, 2, 3),
      rows: Int32Array.of(0, 1, 1),
      activations: Float32Array.of(9, 9, 9),
    };
    expect([...firstOrderDamage(projections, 2, { baseFactor: -1, row: null, active, prompts: 2 })]).toEqual([2, 2]);
  });

  it('needs a row or codes', () => {
    expect(() => firstOrderDamage(projections, 2, { baseFactor: -1, row: null, active: null, prompts: 1 })).toThrow('expected one of them'); // biome-ignore format: one line
  });
});
