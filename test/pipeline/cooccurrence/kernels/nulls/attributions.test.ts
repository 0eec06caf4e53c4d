import { describe, expect, it } from 'vitest';
import {
  attributionsOf,
  firstOrderImportance,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
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

  it('a node of several features has the sum of their values, each with the direction that it is given', () => {
    const three = {
      ...codes,
      features: 3,
      offsets: Int32Array.of(0, 1, 1, 2),
      nodes: { count: 2, of: Int32Array.of(1, 0, 1) },
    };
    const directions = Float32Array.of(5, 9, 7, -4, 9, 8); // [2 rows, 3 features]
    expect([...attributionsOf(three, directions, 'sum')]).toEqual([0, 2 * 5 + 3 * 8]);
    const parts = [Int32Array.of(0)];
    expect(firstOrderImportance(directions, { codes: three, parts }).map((part) => [...part])).toEqual([[0, 34]]);
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

describe('firstOrderImportance', () => {
  const projections = Float32Array.of(1, 2, 3, -4); // [2 rows, 2 features]
  const codes = {
    prompts: 2,
    features: 2,
    offsets: Int32Array.of(0, 2, 2, 2, 3),
    rows: Int32Array.of(0, 1, 1),
    activations: Float32Array.of(2, 1, 5),
  };
  const parts = [Int32Array.of(0, 1), Int32Array.of(1), new Int32Array(0)];

  it('is the absolute value of the mean over prompts of what is taken out, a silent prompt counting as 0', () => {
    expect(firstOrderImportance(projections, { codes, parts }).map((part) => [...part])).toEqual([
      [(2 * 1 + 1 * 3) / 2, (5 * 4) / 2],
      [0, 20],
      [0, 0],
    ]);
  });

  it('cancels what helps one prompt and hurts another, as the mean of exact removal does', () => {
    const mixed = { ...codes, offsets: Int32Array.of(0, 1, 1, 2, 3), activations: Float32Array.of(3, 1, 5) };
    const [whole] = firstOrderImportance(Float32Array.of(1, 2, -3, -4), { codes: mixed, parts });
    expect(whole[0]).toBe(0);
  });
});
