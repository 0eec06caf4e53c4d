/**
 * Which features enter the network: those with a non-zero aggregated value on at least `minPrevalence` of the prompts.
 * Every other feature that was seen keeps a row with the reason why not.
 */
import type { Aggregated } from '../../../../src/methods/attribution/positions.ts';

interface SelectedFeature {
  readonly featureId: number;
  /** Share of prompts with a non-zero value. */
  readonly prevalence: number;
  readonly selected: boolean;
  readonly reason: string | null;
}

/** Ordered by feature. */
export function selectFeatures(
  { featureIds, starts }: Pick<Aggregated, 'featureIds' | 'starts'>,
  prompts: number,
  minPrevalence: number,
): SelectedFeature[] {
  return Array.from(featureIds, (featureId, k) => {
    const count = starts[k + 1] - starts[k];
    // Compared as counts: a share such as 0.3 times the prompts is rarely a whole number in binary.
    const selected = count > 0 && count >= minPrevalence * prompts - 1e-9;
    const reason = selected ? null : `non-zero on ${count} of ${prompts} prompts`;
    return { featureId, prevalence: count / prompts, selected, reason };
  });
}

/** The rows of the table prompt_feature_value: what the selected features have, by feature, then prompt. `features` stand as in `values`. */
export function selectedCells({ starts, promptIds, values }: Aggregated, features: readonly SelectedFeature[]) {
  const count = features.reduce((sum, { selected }, k) => sum + (selected ? starts[k + 1] - starts[k] : 0), 0);
  const cells = { prompt_id: new Int32Array(count), feature_id: new Int32Array(count), value: new Float64Array(count) };
  let filled = 0;
  for (const [k, { featureId, selected }] of features.entries()) {
    if (!selected) continue;
    const end = filled + starts[k + 1] - starts[k];
    cells.prompt_id.set(promptIds.subarray(starts[k], starts[k + 1]), filled);
    cells.value.set(values.subarray(starts[k], starts[k + 1]), filled);
    cells.feature_id.fill(featureId, filled, end);
    filled = end;
  }
  return cells;
}
