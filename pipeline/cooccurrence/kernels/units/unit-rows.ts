/** The units of the selected features as rows of the table `unit`. */
import type { Aggregated } from '../../../../src/methods/attribution/positions.ts';
import type { PromptMatrix } from '../matrix/prompt-matrix.ts';
import type { NodeMember } from './node-members.ts';
import { featureLikeness, unitsFrom, valueTable } from './set-units.ts';
import { type Unit, unitOf } from './units.ts';

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
  return rowsOf([...featureIds], unitsFrom([...featureIds], decoder, byFeature, prompts));
}

/** The nodes that copies are merged into, which are the units. @param values of the features before they were summed */
export function nodeUnitRows(
  nodes: readonly NodeMember[],
  decoder: ReadonlyMap<number, Float32Array>,
  values: Aggregated,
  prompts: number,
): UnitRow[] {
  if (nodes.length === 0) return [];
  const ids = nodes.map(({ feature_id: id }) => id);
  const likeness = featureLikeness(ids, decoder, valueTable(ids, values, prompts), prompts);
  const members = new Map<number, number[]>();
  nodes.forEach(({ node }, place) => {
    members.set(node, [...(members.get(node) ?? []), place]);
  });
  return rowsOf(
    ids,
    [...members.values()].map((places) => unitOf(places, likeness)),
  );
}

function rowsOf(ids: readonly number[], units: readonly Unit[]): UnitRow[] {
  return units
    .flatMap(({ members, leastCosine, leastR }) =>
      members.map((place) => ({
        feature_id: ids[place],
        unit: ids[members[0]],
        size: members.length,
        least_cosine: leastCosine,
        least_r: leastR,
      })),
    )
    .sort((a, b) => a.feature_id - b.feature_id);
}
