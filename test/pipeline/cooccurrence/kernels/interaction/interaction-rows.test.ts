import { expect, it } from 'vitest';
import {
  pairRows,
  placesOfScope,
  summaryRows,
} from '../../../../../pipeline/cooccurrence/kernels/interaction/interaction-rows.ts';
import { tableColumns } from '../../../../table-columns.ts';

const members = [
  { feature_id: 3, cluster: 1 },
  { feature_id: 8, cluster: 2 },
  { feature_id: 9, cluster: 2 },
];
const found = {
  prompts: 2,
  singles: Float64Array.of(1, 3, 0, 0, 5, 7),
  damage: Float64Array.of(4, 8, 1, 1),
  index: [Float64Array.of(-2, -1, 4, 4), Float64Array.of(1, 1, -2, -2), Float64Array.of(3, 3, 2, 2)],
  noiseFloor: 1e-7,
};

it('a row for each pair: means over prompts, error over prompts, and its controls', () => {
  const pairs = [
    [0, 2],
    [1, 2],
  ] as const;
  const rows = pairRows(pairs, members, found, new Map([['3/9', 0.5]]), Int32Array.of(0, 1));
  expect(rows[0]).toEqual({
    feature_a: 3,
    feature_b: 9,
    cluster_a: 1,
    cluster_b: 2,
    within: false,
    damage: 6,
    damage_a: 2,
    damage_b: 6,
    interaction: -1.5,
    interaction_se: 0.5,
    controls: 2,
    control_mean: 2,
    control_sd: Math.SQRT2,
    control_magnitude: 2,
    stratum_magnitude: expect.closeTo(1.5, 6),
    control_stratum_magnitude: expect.closeTo(2, 6),
    r: 0.5,
  });
  expect(rows[1]).toMatchObject({ within: true, control_mean: 0, control_magnitude: 2, r: Number.NaN });
});

it('has no error with one prompt and no controls where there are none', () => {
  const one = { prompts: 1, singles: Float64Array.of(1, 2), damage: Float64Array.of(3), index: [Float64Array.of(0)] };
  const [row] = pairRows([[0, 1]], members, { ...one, noiseFloor: 0 }, new Map(), Int32Array.of(0));
  expect([row.interaction_se, row.control_mean, row.control_sd, row.control_magnitude]).toEqual(
    Array(4).fill(Number.NaN),
  );
  expect(row.controls).toBe(0);
});

it('the noise floor is one more row of the summary, with its number of pairs', async () => {
  const [row] = summaryRows([], 2e-7, 24, 16, () => 3);
  expect(Object.keys(row).sort()).toEqual((await tableColumns('interaction_summary')).sort());
  expect(row).toMatchObject({
    measure: 'noise_floor',
    scope: 'all',
    pairs: 24,
    n_units: null,
    estimate: 2e-7,
    equivalent: false,
  });
});

it('knows which features the pairs of a scope have', () => {
  const pairs = [
    [0, 1],
    [0, 3],
    [2, 3],
  ] as const;
  const clusters = [1, 1, 2, 2, 2];
  const of = (scope: string) => placesOfScope(pairs, clusters, scope).sort();
  expect(of('all')).toEqual([0, 1, 2, 3]);
  expect(of('within-between')).toEqual([0, 1, 2, 3]);
  expect(of('within')).toEqual([0, 1, 2, 3]);
  expect(of('between')).toEqual([0, 3]);
  expect(of('cluster 2')).toEqual([2, 3]);
});
