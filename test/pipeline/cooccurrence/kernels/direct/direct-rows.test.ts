import { expect, it } from 'vitest';
import { effectRows } from '../../../../../pipeline/cooccurrence/kernels/direct/direct-rows.ts';
import { tableColumns } from '../../../../table-columns.ts';

const members = [
  { feature_id: 4, cluster: 1 },
  { feature_id: 9, cluster: 2 },
];

it('averages each effect over prompts, with its standard error', async () => {
  const effects = {
    total: Float64Array.of(1, 3, 0, 0),
    frozen: Float64Array.of(2, 2, 1, -1),
    direct: Float64Array.of(0, 0, 5, 7),
    attention: Float64Array.of(1, 1, 1, 1),
    norms: Float64Array.of(4, 6, 0, 0),
    tangential: Float64Array.of(0, 1, 0, 1),
  };
  const rows = effectRows(members, effects, [2, 1]);
  expect(rows[0]).toMatchObject({ feature_id: 4, cluster: 1, prompts: 2, active: 2, total: 2, total_se: 1, frozen: 2 });
  expect(rows[0]).toMatchObject({ attention: 1, attention_se: 0, norms: 5, norms_se: 1, tangential: 0.5 });
  expect(rows[1]).toMatchObject({ feature_id: 9, active: 1, frozen: 0, frozen_se: 1, direct: 6, direct_se: 1 });
  expect(Object.keys(rows[0]).sort()).toEqual((await tableColumns('direct_effect')).sort());
});

it('has no standard error of one prompt', () => {
  const one = Float64Array.of(1, 2);
  const effects = { total: one, frozen: one, direct: one, attention: one, norms: one, tangential: one };
  expect(effectRows(members, effects, [1, 1])[0].total_se).toBeNaN();
});
