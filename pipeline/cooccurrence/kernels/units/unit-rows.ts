/** The units of the selected features as rows of the table `unit`. */
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import { unitsFrom } from './set-units.ts';

interface UnitRow {
  readonly feature_id: number;
  readonly unit: number;
  readonly size: number;
  /** NaN for a unit of one. */
  readonly least_cosine: number;
  readonly least_r: number;
}

/** @param most pairs of features to compare @returns none where they are more */
export function unitRows(
  { featureIds, values, rows: prompts, cols: count }: PromptMatrix,
  decoder: ReadonlyMap<number, Float32Array>,
  most: number,
): UnitRow[] {
  if ((count * (count - 1)) / 2 > most) return [];
  const byFeature = new Float64Array(values.length);
  for (let p = 0; p < prompts; p++) for (let f = 0; f < count; f++) byFeature[f * prompts + p] = values[p * count + f];
  return unitsFrom([...featureIds], decoder, byFeature, prompts)
    .flatMap(({ members, leastCosine, leastR }) =>
      members.map((place) => ({
        feature_id: featureIds[place],
        unit: featureIds[members[0]],
        size: members.length,
        least_cosine: leastCosine,
        least_r: leastR,
      })),
    )
    .sort((a, b) => a.feature_id - b.feature_id);
}
