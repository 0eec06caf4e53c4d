import { expect, it } from 'vitest';
import type { SampledCell } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/cells.ts';
import { agreementRow, checkRows } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/check-rows.ts';
import { agreement } from '../../../../../pipeline/cooccurrence/kernels/attribution-check/method-agreement.ts';
import { tableColumns } from '../../../../table-columns.ts';

const cell = (featureId: number, gradient: number): SampledCell => ({
  promptId: 0,
  featureId,
  sample: 'top',
  positions: [1],
  gradient,
});

it('numbers cells from the worst, ties in their order', async () => {
  const cells = [cell(1, 1), cell(2, 1), cell(3, 1)];
  const rows = checkRows(cells, {
    integrated: Float64Array.of(0, 0, 0),
    fromMeans: Float64Array.of(0, 0, 0),
    centred: Float64Array.of(0, 0, 0),
    exact: Float64Array.of(1.5, -2, 0.5),
    noiseFloor: 0,
  });
  expect(rows.map(({ worst }) => worst)).toEqual([2, 1, 3]);
  expect(Object.keys(rows[0])).toEqual(await tableColumns('attribution_check'));
});

it('names every column of the agreement', async () => {
  const own = agreement(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3), [0, 1, 2], {
    seed: 1,
    least: 0.7,
    noiseFloor: 1e-6,
  });
  expect(Object.keys(agreementRow('exact', 'top', 0.7, own)).sort()).toEqual(
    (await tableColumns('attribution_agreement')).sort(),
  );
});
