/** The checked cells and their agreement as rows of the tables attribution_check and attribution_agreement. */

import type { SampledCell } from './cells.ts';
import type { Agreement } from './method-agreement.ts';
import type { CheckValues } from './values.ts';

type CheckColumn =
  | 'prompt_id'
  | 'feature_id'
  | 'sample'
  | 'gradient'
  | 'centred'
  | 'integrated_gradients'
  | 'integrated_from_means'
  | 'exact'
  | 'worst';

/** With what the path from mean codes says. */
export type ComparedValues = CheckValues & { readonly fromMeans: Float64Array; readonly centred: Float64Array };

type CheckRow = Readonly<Record<CheckColumn, string | number>>;

export function checkRows(
  cells: readonly SampledCell[],
  { integrated, fromMeans, centred, exact }: ComparedValues,
): CheckRow[] {
  const off = (i: number): number => Math.abs(cells[i].gradient - exact[i]);
  const places = new Map(
    cells
      .map((_, i) => i)
      .sort((i, j) => off(j) - off(i) || i - j)
      .map((i, place) => [i, place + 1]),
  );
  return cells.map(({ promptId, featureId, sample, gradient }, i) => ({
    prompt_id: promptId,
    feature_id: featureId,
    sample,
    gradient,
    centred: centred[i],
    integrated_gradients: integrated[i],
    integrated_from_means: fromMeans[i],
    exact: exact[i],
    worst: places.get(i) as number,
  }));
}

type AgreementColumn =
  | 'method'
  | 'sample'
  | 'cells'
  | 'spearman'
  | 'low'
  | 'high'
  | 'slope'
  | 'slope_low'
  | 'slope_high'
  | 'same_sign'
  | 'noise_floor'
  | 'above_noise'
  | 'least'
  | 'status'
  | 'reason';

export type AgreementRow = Readonly<Record<AgreementColumn, string | number | null>>;

export function agreementRow(method: string, sample: string, least: number, own: Agreement): AgreementRow {
  const { slopeLow, slopeHigh, sameSign, noiseFloor, aboveNoise, ...rest } = own;
  return {
    method,
    sample,
    ...rest,
    slope_low: slopeLow,
    slope_high: slopeHigh,
    same_sign: sameSign,
    noise_floor: noiseFloor,
    above_noise: aboveNoise,
    least,
  };
}
