/**
 * Raw coordinates of the residual with values as a dictionary's features have them: a code f at every position, what a unit of it writes, and
 * the attribution f (w·g). Sums over positions, classes and copies are then those of features.
 */
import {
  type Aggregated,
  aggregatePositions,
  type PositionRule,
} from '../../../../src/methods/attribution/positions.ts';
import { setUnits } from '../units/set-units.ts';

export interface Coordinates {
  /** What one unit of each writes, [D], by id, in the order of the values. */
  readonly rows: ReadonlyMap<number, Float32Array>;
  /** f by prompt, [T, N]. */
  readonly codes: readonly Float32Array[];
  /** f (w·g) by prompt, [T, N]. */
  readonly attributions: readonly Float32Array[];
}

export interface CoordinateRule {
  readonly positions: PositionRule;
  /** Pairs to compare at most. */
  readonly mostPairs: number;
  /** Positions from 0 that nothing is taken out of. */
  readonly skip: number;
}

/** One value for each prompt and coordinate, by the rule by which attributions of features become one. */
export function coordinateValues(
  { rows, codes, attributions }: Coordinates,
  { positions, skip }: Pick<CoordinateRule, 'positions' | 'skip'>,
): Aggregated {
  const ids = [...rows.keys()];
  const count = codes.reduce((sum, { length }) => sum + length, 0);
  const table = {
    prompt_id: new Int32Array(count),
    position: new Int32Array(count),
    feature_id: new Int32Array(count),
    attribution: new Float32Array(count),
  };
  let at = 0;
  attributions.forEach((own, prompt) => {
    own.forEach((value, k) => {
      table.prompt_id[at] = prompt;
      table.position[at] = Math.floor(k / ids.length);
      table.feature_id[at] = ids[k % ids.length];
      table.attribution[at++] = value;
    });
  });
  const lengths = codes.map(({ length }) => (ids.length === 0 ? 0 : length / ids.length));
  return aggregatePositions(table, { rule: positions, excludeFirst: skip === 1, lengths });
}

/** The unit of each coordinate by the rule of features, by place; null where they are too many to compare in pairs. */
export function coordinateUnits(
  coordinates: Coordinates,
  values: Aggregated,
  { mostPairs }: Pick<CoordinateRule, 'mostPairs'>,
): number[] | null {
  const ids = [...coordinates.rows.keys()];
  const units = setUnits(ids, coordinates.rows, values, coordinates.codes.length, mostPairs);
  return units && ids.map((_, place) => units.findIndex(({ members }) => members.includes(place)));
}
